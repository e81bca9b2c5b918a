/**
 * The tests of a rule set over texts, compiled when first needed, and watched while a hunt lasts: an
 * expression that takes too long is given up, and with it the rules that need it.
 */
import { foldCase } from '@shared/model/fold-case';
import { mostSteps } from '@shared/text/regex-steps';
import type { Predicate } from '../predicate';
import { type TextPredicate, type TextTest, textTestOf } from '../text-test';

/** What measures a hunt and keeps it moving; the platform gives it. */
export interface HuntClock {
  /** Milliseconds that only grow. */
  now(): number;
  /** Does the work, ended after so many milliseconds; null where it was ended. */
  within(milliseconds: number, work: () => boolean): boolean | null;
}

/** No measuring: for single events and tests of rules. */
export const NO_CLOCK: HuntClock = { now: () => 0, within: (_, work) => work() };

/** One text may keep an expression this long; SigmaHQ's take microseconds. */
const MOST_MS_A_TEXT = 1_000;
/** All texts of a file together. */
const MOST_MS_A_HUNT = 20_000;

/**
 * Expressions V8 cannot turn over to its linear engine when they backtrack too much: letter case ignored,
 * look-around, back-references. They alone may need a watch that can end them, which costs 0.1 ms a text.
 */
const BACKTRACKS = /\(\?<?[=!]|\\[1-9]|\\k</;
/** Some 10 ms; what takes no more than these needs no watch. */
const MOST_STEPS_UNWATCHED = 1_000_000;

const NOBODY_KNOWS = (): number => Number.POSITIVE_INFINITY;

type Regex = Extract<Predicate, { kind: 'regex' }>;

export class TextTests {
  readonly #predicates: readonly Predicate[];
  readonly #tests: (TextTest | undefined)[] = [];
  /** The most steps of expressions by the length of the text. */
  readonly #steps: (((characters: number) => number) | undefined)[] = [];
  #clock = NO_CLOCK;
  #spentMs = new Map<number, number>();
  /** Tests given up in this hunt. */
  readonly #given = new Set<number>();

  constructor(predicates: readonly Predicate[]) {
    this.#predicates = predicates;
  }

  /** Begins to measure anew. */
  begin(clock: HuntClock): void {
    this.#clock = clock;
    this.#spentMs = new Map();
    this.#given.clear();
  }

  /** Milliseconds by test, of those that were measured. */
  get spentMs(): ReadonlyMap<number, number> {
    return this.#spentMs;
  }

  get givenUp(): ReadonlySet<number> {
    return this.#given;
  }

  /** @throws RangeError for a test that one text does not decide */
  passes(number: number, text: string, folded = foldCase(text)): boolean {
    const predicate = this.#predicates[number];
    const test = (this.#tests[number] ??= textTestOf(textPredicate(predicate)));
    if (predicate?.kind !== 'regex' || this.#clock === NO_CLOCK) return test(text, folded);
    return this.#timed(number, this.#mayHang(number, predicate, text), () => test(text, folded));
  }

  #mayHang(number: number, { source, flags }: Regex, text: string): boolean {
    if (!flags.includes('i') && !BACKTRACKS.test(source)) return false;
    const steps = (this.#steps[number] ??= mostSteps(source) ?? NOBODY_KNOWS);
    return steps(text.length) > MOST_STEPS_UNWATCHED;
  }

  #timed(number: number, mayHang: boolean, work: () => boolean): boolean {
    if (this.#given.has(number)) return false;
    const from = this.#clock.now();
    const answer = mayHang ? this.#clock.within(MOST_MS_A_TEXT, work) : work();
    const spent = (this.#spentMs.get(number) ?? 0) + this.#clock.now() - from;
    this.#spentMs.set(number, spent);
    if (answer === null || spent > MOST_MS_A_HUNT) this.#given.add(number);
    return answer ?? false;
  }
}

function textPredicate(predicate: Predicate | undefined): TextPredicate {
  switch (predicate?.kind) {
    case 'glob':
    case 'regex':
    case 'cidr':
    case 'number':
    case 'timePart':
      return predicate;
    default:
      throw new RangeError('no text alone decides this test');
  }
}
