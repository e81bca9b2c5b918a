/**
 * A regular expression as a program: states that take a character of a set, fork, or check what stands around
 * them. It says whether there is a match, not where its groups are, so everything JavaScript knows can be told
 * this way but back-references.
 */
import type { AST } from '@eslint-community/regexpp';

export type Check =
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  /** The end, or in front of a line feed that ends the text. */
  | { readonly kind: 'lastLine' }
  | { readonly kind: 'word'; readonly negate: boolean }
  /** By number among the program's looks. */
  | { readonly kind: 'look'; readonly look: number; readonly negate: boolean };

export type State =
  | { readonly kind: 'take'; readonly set: number; readonly next: number }
  | { readonly kind: 'fork'; readonly next: number; other: number }
  | { readonly kind: 'check'; readonly check: Check; readonly next: number }
  | { readonly kind: 'match' };

export interface Program {
  readonly states: readonly State[];
  readonly start: number;
  /** It reads a text from its end: what stands behind a position (look-ahead) is known by that. */
  readonly backward: boolean;
  /** Characters of its shortest match, at least. */
  readonly shortest: number;
  /** Character sets, each an expression over one character. */
  readonly sets: readonly RegExp[];
  /** What is looked for ahead or behind: true wherever a match of it ends. */
  readonly looks: readonly Program[];
}

/** `$` of PCRE, as its translation spells it (sigma/regex-source.ts). */
export const LAST_LINE = '(?=\\n?$)';

/** A rule that stands for more is a mistake or an attack; SigmaHQ's longest has some 200. */
const MOST_STATES = 10_000;
const MOST_LOOKS = 8;

export type Built =
  | { readonly kind: 'program'; readonly program: Program }
  /** Too many states, whoever runs it. */
  | { readonly kind: 'tooLarge' }
  /** It has what no program can say. */
  | { readonly kind: 'unsaid' };

export function buildProgram({ alternatives }: AST.Pattern, flags: string): Built {
  if (sizeOfAll(alternatives) > MOST_STATES) return { kind: 'tooLarge' };
  if (/[^gi]/.test(flags)) return { kind: 'unsaid' };
  const program = new Builder(false).program(alternatives, flags.includes('i'));
  return program === null ? { kind: 'unsaid' } : { kind: 'program', program };
}

const sizeOfAll = (alternatives: readonly AST.Alternative[]): number =>
  alternatives.reduce(
    (sum, { elements }) => elements.reduce((size, element) => size + sizeOf(element), sum + 1),
    0,
  );

function sizeOf(element: AST.Element): number {
  if ('alternatives' in element) return sizeOfAll(element.alternatives);
  if (element.type !== 'Quantifier') return 1;
  const { min, max } = element;
  const copies = max === Number.POSITIVE_INFINITY ? Math.max(min, 1) : max;
  return 1 + copies * (sizeOf(element.element) + 1);
}

const shortestOfAny = (alternatives: readonly AST.Alternative[]): number =>
  alternatives
    .map(({ elements }) => elements.reduce((sum, element) => sum + shortestOf(element), 0))
    .reduce((shortest, one) => Math.min(shortest, one));

function shortestOf(element: AST.Element): number {
  switch (element.type) {
    case 'CapturingGroup':
    case 'Group':
      return shortestOfAny(element.alternatives);
    case 'Quantifier':
      return element.min * shortestOf(element.element);
    case 'Assertion':
      return 0;
    default:
      return 1;
  }
}

class Builder {
  readonly #backward: boolean;
  readonly #states: State[] = [];
  readonly #sets = new Map<string, number>();
  readonly #expressions: RegExp[] = [];
  readonly #looks = new Map<string, number>();
  readonly #programs: Program[] = [];
  #isUnsaid = false;

  constructor(backward: boolean) {
    this.#backward = backward;
  }

  /** Null where it has what no program can say. */
  program(alternatives: readonly AST.Alternative[], ignoresCase: boolean): Program | null {
    const start = this.#any(alternatives, ignoresCase, this.#add({ kind: 'match' }));
    if (this.#isUnsaid) return null;
    const [states, sets, looks] = [this.#states, this.#expressions, this.#programs];
    const shortest = shortestOfAny(alternatives);
    return { states, start, backward: this.#backward, shortest, sets, looks };
  }

  #add(state: State): number {
    return this.#states.push(state) - 1;
  }

  /** States are made from the last to the first, so that each knows the next. */
  #any(alternatives: readonly AST.Alternative[], ignoresCase: boolean, next: number): number {
    const entries = alternatives.map(({ elements }) => {
      const ordered = this.#backward ? elements : elements.toReversed();
      return ordered.reduce((after, element) => this.#element(element, ignoresCase, after), next);
    });
    return entries.reduce((other, entry) => this.#add({ kind: 'fork', next: entry, other }));
  }

  #element(element: AST.Element, ignoresCase: boolean, next: number): number {
    switch (element.type) {
      case 'Character':
      case 'CharacterClass':
      case 'CharacterSet':
        return this.#add({ kind: 'take', set: this.#set(element.raw, ignoresCase), next });
      case 'CapturingGroup':
        return this.#any(element.alternatives, ignoresCase, next);
      case 'Group':
        return this.#group(element, ignoresCase, next);
      case 'Quantifier':
        return this.#repeated(element, ignoresCase, next);
      case 'Assertion':
        return this.#assertion(element, ignoresCase, next);
      default:
        return this.#leaveOut(next);
    }
  }

  #set(raw: string, ignoresCase: boolean): number {
    const key = ignoresCase ? `i${raw}` : raw;
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    const set = this.#expressions.push(new RegExp(`^${raw}$`, ignoresCase ? 'i' : '')) - 1;
    this.#sets.set(key, set);
    return set;
  }

  #repeated({ min, max, element }: AST.Quantifier, ignoresCase: boolean, next: number): number {
    let entry = next;
    let copies = min;
    if (max === Number.POSITIVE_INFINITY) {
      const fork: State = { kind: 'fork', next, other: next };
      entry = this.#add(fork);
      fork.other = this.#element(element, ignoresCase, entry);
      // The loop itself is the last that is asked for.
      if (min > 0) entry = fork.other;
      copies = Math.max(0, min - 1);
    } else {
      for (let more = min; more < max; more++)
        entry = this.#add({
          kind: 'fork',
          next,
          other: this.#element(element, ignoresCase, entry),
        });
    }
    for (let copy = 0; copy < copies; copy++) entry = this.#element(element, ignoresCase, entry);
    return entry;
  }

  #leaveOut(next: number): number {
    this.#isUnsaid = true;
    return next;
  }

  /** `(?i:…)`, `(?-i:…)`; rules have no other flags left (sigma/regex-source.ts). */
  #group({ modifiers, alternatives }: AST.Group, ignoresCase: boolean, next: number): number {
    if (modifiers === null) return this.#any(alternatives, ignoresCase, next);
    const { add, remove } = modifiers;
    const others = [add, remove].some((one) => one !== null && (one.dotAll || one.multiline));
    if (others) return this.#leaveOut(next);
    const inside = add.ignoreCase || (ignoresCase && remove?.ignoreCase !== true);
    return this.#any(alternatives, inside, next);
  }

  #assertion(assertion: AST.Assertion, ignoresCase: boolean, next: number): number {
    const check = this.#check(assertion, ignoresCase);
    return check === null ? this.#leaveOut(next) : this.#add({ kind: 'check', check, next });
  }

  #check(assertion: AST.Assertion, ignoresCase: boolean): Check | null {
    switch (assertion.kind) {
      case 'start':
      case 'end':
        return { kind: assertion.kind };
      case 'word':
        return { kind: 'word', negate: assertion.negate };
      case 'lookahead':
      case 'lookbehind': {
        if (assertion.raw === LAST_LINE) return { kind: 'lastLine' };
        const look = this.#look(assertion, ignoresCase);
        return look === null ? null : { kind: 'look', look, negate: assertion.negate };
      }
    }
  }

  #look({ kind, alternatives }: AST.LookaroundAssertion, ignoresCase: boolean): number | null {
    const key = `${kind} ${ignoresCase} ${alternatives.map(({ raw }) => raw).join('|')}`;
    const known = this.#looks.get(key);
    if (known !== undefined) return known;
    if (this.#programs.length === MOST_LOOKS) return null;
    const program = new Builder(kind === 'lookahead').program(alternatives, ignoresCase);
    if (program === null) return null;
    const look = this.#programs.push(program) - 1;
    this.#looks.set(key, look);
    return look;
  }
}
