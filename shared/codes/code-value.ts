/** The forms in which a log writes a code, and tables from code to text. */

/** Text by code. */
export type CodeTable = ReadonlyMap<number, string>;

export const codeTable = (entries: Readonly<Record<number, string>>): CodeTable =>
  new Map(Object.entries(entries).map(([code, text]) => [Number(code), text]));

const CODE = /^(?:0x[0-9a-f]{1,8}|-?\d{1,10})$/i;
const BITS_32 = 2 ** 32;

/** The code as an unsigned number of 32 bits; null where the value is no such number. */
export function codeOf(value: string): number | null {
  if (!CODE.test(value)) return null;
  const code = Number(value);
  if (code >= BITS_32 || code < -BITS_32 / 2) return null;
  return code < 0 ? code + BITS_32 : code;
}

const hex = (code: number): string => `0x${code.toString(16).toUpperCase()}`;

/** The names of all bits that are set, bits without a name as one number; null where none has a name. */
export function bitsText(code: number, names: CodeTable): string | null {
  const set = [...names].filter(([bit]) => (code & bit) !== 0);
  if (set.length === 0) return null;
  const rest = set.reduce((left, [bit]) => (left & ~bit) >>> 0, code);
  return [...set.map(([, name]) => name), ...(rest === 0 ? [] : [hex(rest)])].join(', ');
}
