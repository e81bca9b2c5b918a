/**
 * The tests of a rule set over texts, compiled when first needed, and watched while a hunt lasts: an
 * expression that takes too long is given up, and with it the rules that need it.
 */
import { foldCase } from '@shared/model/fold-case';
import type { Watch } from '@shared/text/regex-search';
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
/** What takes this long is told of: the hunt is slow, and has not hung. */
const LONG_MS = 50;

export class TextTests {
  readonly #predicates: readonly Predicate[];
  readonly #tests: (TextTest | undefined)[] = [];
  readonly #watch: Watch;
  #clock = NO_CLOCK;
  #whileSlow: () => void = () => undefined;
  /** When the test that is being made has to end. */
  #endMs = 0;
  #spentMs = new Map<number, number>();
  /** Tests given up in this hunt. */
  readonly #given = new Set<number>();

  constructor(predicates: readonly Predicate[]) {
    this.#predicates = predicates;
    this.#watch = {
      isOver: () => this.#clock.now() > this.#endMs,
      within: (work) => this.#clock.within(MOST_MS_A_TEXT, work),
    };
  }

  /** Begins to measure anew. */
  begin(clock: HuntClock): void {
    this.#clock = clock;
    this.#spentMs = new Map();
    this.#given.clear();
  }

  /** @param whileSlow called after a test that took long; may throw to end the hunt */
  tellSlow(whileSlow: () => void): void {
    this.#whileSlow = whileSlow;
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
    if (predicate?.kind !== 'regex') return test(text, folded, this.#watch) ?? false;
    return this.#timed(number, () => test(text, folded, this.#watch));
  }

  #timed(number: number, work: () => boolean | null): boolean {
    if (this.#given.has(number)) return false;
    const from = this.#clock.now();
    this.#endMs = from + MOST_MS_A_TEXT;
    const answer = work();
    const took = this.#clock.now() - from;
    const spent = (this.#spentMs.get(number) ?? 0) + took;
    this.#spentMs.set(number, spent);
    if (answer === null || spent > MOST_MS_A_HUNT) this.#given.add(number);
    if (took > LONG_MS) this.#whileSlow();
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
