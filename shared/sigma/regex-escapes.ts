/** What a backslash and `[:…:]` say in PCRE, in JavaScript's spelling. */
import { LAST_LINE } from '@shared/text/regex-program';
import { RuleError } from './rule-error';

export const refused = (reason: string): RuleError =>
  new RuleError(`regular expression: ${reason}`);

interface Escape {
  /** Characters it takes. */
  readonly length: number;
  readonly spelled: string;
  /** The group it refers to. */
  readonly group?: number | string;
}

/** As they stand in a class. */
const BLANKS = ' \\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000';
const BREAKS = '\\n-\\r\\x85\\u2028\\u2029';

/** Letters that mean something else to JavaScript, or nothing. */
const ANYWHERE: ReadonlyMap<string, string> = new Map([
  ['a', '\\x07'],
  ['e', '\\x1b'],
]);
const OUTSIDE: ReadonlyMap<string, string> = new Map([
  ['A', '^'],
  ['z', '$'],
  ['Z', LAST_LINE],
  ['N', '[^\\n]'],
  ['h', `[${BLANKS}]`],
  ['H', `[^${BLANKS}]`],
  ['v', `[${BREAKS}]`],
  ['V', `[^${BREAKS}]`],
  // A CR and LF are one break and are not torn apart.
  ['R', `(?:\\r\\n|(?!\\r\\n)[${BREAKS}])`],
]);
const IN_CLASS: ReadonlyMap<string, string> = new Map([
  ['h', BLANKS],
  ['v', BREAKS],
]);
/** Letters both read alike; outside of classes `b` and `B`, too. */
const ALIKE = /^[dDwWsSnrtf]$/;

const CODE = /^\\x\{([\da-fA-F]+)\}/;
const SHORT_CODE = /^\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[a-zA-Z])/;
/** More digits may be an octal code. */
const NUMBERED = /^\\(?:g\{(-?\d+)\}|g(-?\d+)|([1-9])(?!\d))/;
const NAMED =
  /^\\(?:g\{([A-Za-z_]\w*)\}|k(?:\{([A-Za-z_]\w*)\}|<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)'))/;

/** @param groups opened before it @throws RuleError */
export function letterEscape(text: string, groups: number): Escape {
  const named = NAMED.exec(text);
  if (named !== null) {
    const name = named.slice(1).find((one) => one !== undefined) ?? '';
    return { length: named[0].length, spelled: `\\k<${name}>`, group: name };
  }
  const numbered = NUMBERED.exec(text);
  if (numbered !== null) return numberedReference(numbered, groups);
  const letter = text[1] ?? '';
  if (/^[bB]$/.test(letter)) return { length: 2, spelled: `\\${letter}` };
  const outside = OUTSIDE.get(letter);
  return outside === undefined ? commonEscape(text) : { length: 2, spelled: outside };
}

/** @throws RuleError */
export function classEscape(text: string): Escape {
  const letter = text[1] ?? '';
  if (letter === 'b') return { length: 2, spelled: '\\b' };
  const inside = IN_CLASS.get(letter);
  return inside === undefined ? commonEscape(text) : { length: 2, spelled: inside };
}

/** A following digit is none of its number. */
function numberedReference([whole, ...numbers]: RegExpExecArray, groups: number): Escape {
  const number = Number(numbers.find((one) => one !== undefined));
  const group = number < 0 ? groups + 1 + number : number;
  if (group < 1) throw refused(`${whole} is not known here`);
  return { length: whole.length, spelled: `(?:\\${group})`, group };
}

function commonEscape(text: string): Escape {
  const [long, hex] = CODE.exec(text) ?? [];
  if (long !== undefined) return { length: long.length, spelled: codeEscape(hex ?? '') };
  const [short] = SHORT_CODE.exec(text) ?? [];
  if (short !== undefined) return { length: short.length, spelled: short };
  const letter = text[1] ?? '';
  if (letter === '') throw refused('a \\ ends it');
  const anywhere = ANYWHERE.get(letter);
  if (anywhere !== undefined) return { length: 2, spelled: anywhere };
  // JavaScript would take any other letter for itself.
  if (/^[a-zA-Z]$/.test(letter) && !ALIKE.test(letter))
    throw refused(`\\${letter} is not known here`);
  return { length: 2, spelled: text.slice(0, 2) };
}

/** `\x{41}`, as JavaScript writes it without the u flag. */
function codeEscape(hex: string): string {
  const digits = hex.replace(/^0+(?=.)/, '');
  if (digits.length > 4) throw refused(`\\x{${hex}} is past what one character holds here`);
  return `\\u${digits.padStart(4, '0')}`;
}

export const POSIX_CLASS = /\[[:.=]\^?\w*[:.=]\]/y;

/** By name, as they stand in a class; ASCII, as PCRE reads them. */
const POSIX: ReadonlyMap<string, string> = new Map([
  ['alnum', 'a-zA-Z0-9'],
  ['alpha', 'a-zA-Z'],
  ['ascii', '\\0-\\x7f'],
  ['blank', ' \\t'],
  ['cntrl', '\\0-\\x1f\\x7f'],
  ['digit', '0-9'],
  ['graph', '!-~'],
  ['lower', 'a-z'],
  ['print', ' -~'],
  ['punct', '!-\\/:-@\\[-`{-~'],
  ['space', '\\t-\\r '],
  ['upper', 'A-Z'],
  ['word', '\\w'],
  ['xdigit', '0-9A-Fa-f'],
]);

/** @throws RuleError */
export function posixClass(text: string): string {
  const spelled = POSIX.get(text.slice(2, -2));
  if (spelled === undefined || !text.startsWith('[:')) throw refused(`${text} is not known here`);
  return spelled;
}
