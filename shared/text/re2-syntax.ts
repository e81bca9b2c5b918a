/**
 * Expressions of RE2 written as JavaScript's, for the texts their matches must hold (regex-literal.ts): the structure
 * and the plain characters are the same, whatever else takes one character is any character, and flags are left out.
 * Source: the syntax of RE2 (https://github.com/google/re2/wiki/Syntax), held to the engine in a test.
 */

/** One character, whichever. */
const ANY = '[^]';
const LITERAL = /^[\w]$/;
const plain = (character: string): string =>
  LITERAL.test(character) ? character : `\\${character}`;

interface Rule {
  /** What stands there, from its beginning. */
  readonly pattern: RegExp;
  readonly as: (found: string, inside: string) => string;
}

const any = (): string => ANY;
const same = (found: string): string => found;

/** A `]` that comes first is a member; so are those of `[:alpha:]`. */
const CLASS = /\[\^?\]?(?:\[:\^?\w+:\]|\\[^]|[^\]\\])*\]/y;

/** The first that fits. A repetition's numbers have no zeros in front, or it is plain text. */
const RULES: readonly Rule[] = [
  { pattern: /\\Q([^]*?)(?:\\E|$)/y, as: (_, inside) => [...inside].map(plain).join('') },
  { pattern: /\\A/y, as: () => '^' },
  { pattern: /\\z/y, as: () => '$' },
  { pattern: /\\[bB]/y, as: same },
  { pattern: /\\[pP](?:\{[^}]*\}|[^])/y, as: any },
  { pattern: /\\x(?:\{[^}]*\}|[\da-fA-F]{2})/y, as: any },
  { pattern: /\\[0-7]{1,3}/y, as: any },
  { pattern: /\\\w/y, as: any },
  { pattern: /\\[^]/y, as: same },
  { pattern: CLASS, as: any },
  { pattern: /\(\?P?<\w+>/y, as: () => '(' },
  { pattern: /\(\?[a-zA-Z-]*\)/y, as: () => '' },
  { pattern: /\(\?[a-zA-Z-]*:/y, as: () => '(?:' },
  { pattern: /\{(?:0|[1-9]\d*)(?:,(?:0|[1-9]\d*)?)?\}/y, as: same },
  { pattern: /[{}\]]/y, as: (found) => `\\${found}` },
];

/** @param source that RE2 takes */
export function re2AsJavaScript(source: string): string {
  let written = '';
  let at = 0;
  while (at < source.length) {
    const { text, end } = nextOf(source, at);
    written += text;
    at = end;
  }
  return written;
}

function nextOf(source: string, at: number): { readonly text: string; readonly end: number } {
  for (const { pattern, as } of RULES) {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found !== null) return { text: as(found[0], found[1] ?? ''), end: pattern.lastIndex };
  }
  return { text: source.charAt(at), end: at + 1 };
}
