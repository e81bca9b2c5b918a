/**
 * The longest plain text every match of a regular expression must hold. Read off the outermost sequence:
 * groups, classes, escapes and anything optional end a run of plain characters; an alternation at the top
 * leaves nothing that is sure.
 */
import { foldCase } from '@shared/model/fold-case';

/** Shorter runs stand in nearly every value, unless a character of them is rare in one. */
const SHORTEST = 3;
const RARE = /[^\w \\:./-]/;

/** Folded; null where there is none. */
export function requiredLiteral(source: string, flags: string): string | null {
  const runs = new RunReader(source).runs();
  // Ignoring case, JavaScript folds letters beyond ASCII otherwise than we do; ASCII ones alike.
  const sure = flags.includes('i') ? runs?.flatMap((run) => run.split(/[^\0-\x7f]/)) : runs;
  const telling = sure?.filter((run) => run.length >= SHORTEST || RARE.test(run)) ?? [];
  const longest = telling.reduce((one, other) => (other.length > one.length ? other : one), '');
  return longest === '' ? null : foldCase(longest);
}

/** Escapes that stand for the character itself. */
const isPlainEscape = (character: string): boolean => /[^\da-zA-Z]/.test(character);

class RunReader {
  readonly #source: string;
  #at = 0;
  #run = '';
  readonly #runs: string[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  /** Null where the top level has alternatives. */
  runs(): readonly string[] | null {
    while (this.#at < this.#source.length) {
      const character = this.#source[this.#at] ?? '';
      if (character === '|') return null;
      this.#take(character);
    }
    this.#end();
    return this.#runs;
  }

  #take(character: string): void {
    if (character === '(') return this.#skip(this.#groupEnd());
    if (character === '[') return this.#skip(this.#classEnd(this.#at));
    if ('.^$'.includes(character)) return this.#skip(this.#at + 1);
    const isEscape = character === '\\';
    const plain = isEscape ? (this.#source[this.#at + 1] ?? '') : character;
    const after = this.#at + (isEscape ? 2 : 1);
    if (isEscape && !isPlainEscape(plain)) return this.#skip(this.#escapeEnd());
    if (!this.#isQuantified(after)) {
      this.#run += plain;
      this.#at = after;
    } else this.#skip(after);
  }

  /** `+` needs the character at least once, but what follows may be another of it. */
  #isQuantified(at: number): boolean {
    return '?*+{'.includes(this.#source[at] ?? ' ');
  }

  #end(): void {
    if (this.#run !== '') this.#runs.push(this.#run);
    this.#run = '';
  }

  /** Ends the run and goes on behind what was skipped and its quantifier. */
  #skip(to: number): void {
    this.#end();
    const quantifier = /^(?:[*+?]|\{\d*(?:,\d*)?\})\??/.exec(this.#source.slice(to, to + 24));
    this.#at = to + (quantifier?.[0].length ?? 0);
  }

  /** `\x41`, `\u0041`, `\cA`, `\k<name>`, `\d`, `\12`. */
  #escapeEnd(): number {
    const escape = /^\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[A-Za-z]|k<\w+>|\d+|[\s\S])/;
    return this.#at + (escape.exec(this.#source.slice(this.#at))?.[0].length ?? 2);
  }

  #classEnd(from: number): number {
    for (let at = from + 1; at < this.#source.length; at++) {
      if (this.#source[at] === '\\') at++;
      else if (this.#source[at] === ']') return at + 1;
    }
    return this.#source.length;
  }

  #groupEnd(): number {
    let depth = 0;
    for (let at = this.#at; at < this.#source.length; at++) {
      const character = this.#source[at];
      if (character === '\\') at++;
      else if (character === '[') at = this.#classEnd(at) - 1;
      else if (character === '(') depth++;
      else if (character === ')' && --depth === 0) return at + 1;
    }
    return this.#source.length;
  }
}
