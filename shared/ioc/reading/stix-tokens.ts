/** Words of a STIX pattern (STIX 2.1, section 9.4). */

export type PatternToken =
  | { readonly kind: 'text'; readonly text: string; readonly start: number }
  /** Numbers, `true`, hexadecimal and Base64 bytes, times: nothing an indicator seeks. */
  | { readonly kind: 'literal'; readonly text: string; readonly start: number }
  /** Keywords, names, operators and brackets. */
  | { readonly kind: 'sign'; readonly text: string; readonly start: number };

/** Blanks and comments say nothing. */
const TOKEN =
  /\s+|\/\*.*?\*\/|\/\/[^\r\n]*|([hbt]?)'((?:[^'\\]|\\.)*)'|([A-Za-z_][\w-]*)|([+-]?\d+(?:\.\d+)?)|(<>|!=|==|<=|>=|[=<>():.,[\]*])/suy;

export class PatternFault extends Error {}

/** @throws PatternFault at the first character that begins no word */
export function patternTokens(pattern: string): PatternToken[] {
  const tokens: PatternToken[] = [];
  const reader = new RegExp(TOKEN);
  for (let start = 0; start < pattern.length; start = reader.lastIndex) {
    reader.lastIndex = start;
    const match = reader.exec(pattern);
    if (match === null) throw new PatternFault(`it cannot be read at character ${start + 1}`);
    const [whole, prefix, quoted, name, number, sign] = match;
    if (quoted !== undefined)
      tokens.push({ kind: prefix === '' ? 'text' : 'literal', text: unescaped(quoted), start });
    else if (number !== undefined) tokens.push({ kind: 'literal', text: number, start });
    else if (name ?? sign) tokens.push({ kind: 'sign', text: whole, start });
  }
  return tokens;
}

const unescaped = (quoted: string): string => quoted.replaceAll(/\\(.)/gsu, '$1');
