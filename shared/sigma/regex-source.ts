/**
 * Regular expressions of rules (sigma.md 2, "Regexes"): PCRE's text in JavaScript's spelling, read from left to
 * right. What JavaScript would read otherwise is spelled out or, where it cannot be, refused: an expression
 * never means something else than it says.
 */
import { isTooLarge } from '@shared/text/regex-search';
import { LAST_LINE } from '@shared/text/regex-program';
import { classEscape, letterEscape, POSIX_CLASS, posixClass, refused } from './regex-escapes';

/** `i`, `m` and `s`, as they stand at a place of the expression. */
interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

/** An open group. */
interface Frame {
  /** Of what stands around it; they come back with its end. */
  readonly outer: Flags;
  /** `(?i)` in the middle of a group: JavaScript knows the flag for whole groups only, so one is opened. */
  wrapped: boolean;
  /** What letter case is to JavaScript outside of that. */
  readonly ignoresCase: boolean;
}

const INLINE_FLAGS = /\(\?([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/y;
const LOOK_OR_GROUP = /\(\?(?:<?[=!]|:)|\((?!\?|\*)/y;
const NAMED_GROUP = /\(\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/y;
const NAMED_REFERENCE = /\(\?P=([A-Za-z_]\w*)\)/y;
const COMMENT = /\(\?#[^)]*\)/y;
/** `{,3}` is `{0,3}` for PCRE since 10.43, and for Python. */
const OPEN_REPEAT = /\{,(\d+)\}/y;

class Translator {
  readonly #source: string;
  readonly #frames: Frame[] = [];
  #at = 0;
  #flags: Flags;
  #groups = 0;
  /** The highest number of a group that is referred to. */
  #referredTo = 0;
  readonly #names = new Set<string>();
  readonly #namesReferredTo = new Set<string>();
  #spelled = '';

  constructor(source: string, flags: Flags) {
    this.#source = source;
    this.#flags = flags;
    this.#frames.push({ outer: flags, wrapped: false, ignoresCase: flags.i });
  }

  /** @throws RuleError */
  spelled(): string {
    while (this.#at < this.#source.length) this.#next();
    const [unknown] = [...this.#namesReferredTo].filter((name) => !this.#names.has(name));
    const lost = this.#referredTo > this.#groups ? this.#referredTo : unknown;
    if (lost !== undefined) throw refused(`there is no group ${lost}`);
    return this.#spelled + (this.#frames.at(-1)?.wrapped === true ? ')' : '');
  }

  #next(): void {
    const character = this.#source[this.#at] ?? '';
    switch (character) {
      case '\\':
        return this.#escape();
      case '[':
        return this.#class();
      case '(':
        return this.#open();
      case ')':
        return this.#close();
      case '|':
        return this.#alternative();
      case '.':
        return this.#take(1, this.#flags.s ? '[^]' : '[^\\n]');
      case '^':
        // Not behind a line feed that ends the text.
        return this.#take(1, this.#flags.m ? '(?:^|(?<=\\n)(?=[^]))' : '^');
      case '$':
        return this.#take(1, this.#flags.m ? '(?![^\\n])' : LAST_LINE);
      case '{': {
        const open = this.#read(OPEN_REPEAT);
        return open === null ? this.#take(1, '{') : this.#put(`{0,${open[1] ?? ''}}`);
      }
      default:
        return this.#take(1, character);
    }
  }

  #take(characters: number, spelled: string): void {
    this.#at += characters;
    this.#put(spelled);
  }

  #put(spelled: string): void {
    this.#spelled += spelled;
  }

  /** What stands here, passed over; null where something else does. */
  #read(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (found !== null) this.#at += found[0].length;
    return found;
  }

  #escape(): void {
    const { length, spelled, group } = letterEscape(this.#source.slice(this.#at), this.#groups);
    if (typeof group === 'number') this.#referredTo = Math.max(this.#referredTo, group);
    if (typeof group === 'string') this.#namesReferredTo.add(group);
    this.#take(length, spelled);
  }

  /** From `[` to `]`; a `]` that comes first is itself. */
  #class(): void {
    const open = this.#source[this.#at + 1] === '^' ? '[^' : '[';
    this.#take(open.length, open);
    if (this.#source[this.#at] === ']') this.#take(1, '\\]');
    for (;;) {
      const character = this.#source[this.#at];
      if (character === undefined) throw refused('a [ is never closed');
      const posix = character === '[' ? this.#read(POSIX_CLASS) : null;
      if (posix !== null) this.#put(posixClass(posix[0]));
      else if (character === '\\') {
        const { length, spelled } = classEscape(this.#source.slice(this.#at));
        this.#take(length, spelled);
      } else {
        this.#take(1, character);
        if (character === ']') return;
      }
    }
  }

  #open(): void {
    if (this.#read(COMMENT) !== null) return;
    const reference = this.#read(NAMED_REFERENCE);
    if (reference !== null) return this.#refer(reference[1] ?? '');
    const flags = this.#read(INLINE_FLAGS);
    if (flags !== null) return this.#inlineFlags(flags);
    const named = this.#read(NAMED_GROUP);
    const group = named ?? this.#read(LOOK_OR_GROUP);
    if (group === null)
      throw refused(`${this.#source.slice(this.#at, this.#at + 3)} is not known here`);
    if (named !== null || group[0] === '(') this.#groups++;
    this.#enter();
    if (named === null) return this.#put(group[0]);
    const name = named[1] ?? named[2] ?? '';
    this.#names.add(name);
    this.#put(`(?<${name}>`);
  }

  #refer(name: string): void {
    this.#namesReferredTo.add(name);
    this.#put(`\\k<${name}>`);
  }

  #enter(outer: Flags = this.#flags): void {
    this.#frames.push({ outer, wrapped: false, ignoresCase: this.#flags.i });
  }

  #close(): void {
    const frame = this.#frames.pop();
    if (frame === undefined || this.#frames.length === 0) throw refused('a ) is never opened');
    this.#flags = frame.outer;
    this.#take(1, frame.wrapped ? '))' : ')');
  }

  /** A flag that was set within a group goes on in the alternatives that follow. */
  #alternative(): void {
    const frame = this.#frames.at(-1);
    if (frame?.wrapped !== true) return this.#take(1, '|');
    this.#take(1, `)|${caseGroup(this.#flags.i)}`);
  }

  #inlineFlags([, on = '', off = '', end = '']: RegExpExecArray): void {
    if (/[^ims]/.test(on + off)) throw refused(`the flags ${on}${off} are not all known here`);
    const outer = this.#flags;
    const flag = (name: keyof Flags): boolean =>
      !off.includes(name) && (on.includes(name) || outer[name]);
    this.#flags = { i: flag('i'), m: flag('m'), s: flag('s') };
    if (end === ':') {
      this.#enter(outer);
      this.#put(this.#flags.i === outer.i ? '(?:' : caseGroup(this.#flags.i));
    } else this.#wrap();
  }

  #wrap(): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    if (frame.wrapped) this.#put(')');
    frame.wrapped = this.#flags.i !== frame.ignoresCase;
    if (frame.wrapped) this.#put(caseGroup(this.#flags.i));
  }
}

const caseGroup = (ignoresCase: boolean): string => (ignoresCase ? '(?i:' : '(?-i:');

const LEADING_FLAGS = /^\(\?([ims]*)(?:-([ims]+))?\)/;

/** Flags that begin the expression are its own. */
function splitFlags(source: string, given: ReadonlySet<string>): { body: string; flags: Flags } {
  const flags = new Set(given);
  let body = source;
  for (let group = LEADING_FLAGS.exec(body); group !== null; group = LEADING_FLAGS.exec(body)) {
    for (const flag of group[1] ?? '') flags.add(flag);
    for (const flag of group[2] ?? '') flags.delete(flag);
    body = body.slice(group[0].length);
  }
  return { body, flags: { i: flags.has('i'), m: flags.has('m'), s: flags.has('s') } };
}

/**
 * A searching (unanchored) expression in JavaScript's spelling, its only flag `i`. `subFlags` come from the
 * modifiers `i`, `m`, `s`.
 * @throws RuleError where JavaScript cannot say it
 */
export function compileRegex(
  source: string,
  subFlags: ReadonlySet<string>,
): { readonly source: string; readonly flags: string } {
  const { body, flags } = splitFlags(source, subFlags);
  const spelled = new Translator(body, flags).spelled();
  const letterCase = flags.i ? 'i' : '';
  try {
    // Not the u flag: real rules escape characters (`\"`, `\-`) that it forbids.
    RegExp(spelled, letterCase);
  } catch (error) {
    throw refused(error instanceof Error ? error.message : 'invalid');
  }
  if (isTooLarge(spelled)) throw refused('its repetitions are too many');
  return { source: spelled, flags: letterCase };
}
