/**
 * All indicators of a case over texts: a pass over a text finds the few worth testing on it, and these are
 * tested exactly (indicator-test.ts).
 */
import type { SoughtIndicator, IndicatorMatch } from '@shared/model/indicator';
import { IndicatorIndex } from './indicator-index';
import { compileIndicator, type IndicatorTest, type Sought } from './indicator-test';
import { TextViews } from './text-views';

export interface IndicatorRefusal {
  readonly indicator: SoughtIndicator;
  readonly reason: string;
}

export interface CompiledIndicator {
  readonly indicator: SoughtIndicator;
  readonly test: IndicatorTest;
  /** In fields that hold names of pipes. */
  readonly testName: IndicatorTest;
}

/** An indicator and the first place where it stands in a text. */
export interface TextMatch extends Omit<IndicatorMatch, 'field'> {
  readonly found: CompiledIndicator;
}

const NOTHING: readonly TextMatch[] = [];

/** May throw to end the work. */
type Worked = (characters: number) => void;
const UNTOLD: Worked = () => undefined;

/** Names an account with its domain, which a record may keep in a field of its own. */
const namesDomain = ({ type, value }: SoughtIndicator): boolean =>
  type === 'username' && /[\\@]/.test(value);

/** `PipeName` of Sysmon 17 and 18, under whatever a shipper puts in front of it. */
const holdsPipeNames = (field: string): boolean => /(?:^|[._ ])pipe[._ ]?name$/i.test(field);

export class IndicatorMatcher {
  readonly refusals: readonly IndicatorRefusal[];
  /** Indicators that name accounts with their domain. */
  readonly accounts: readonly CompiledIndicator[];
  readonly #compiled: readonly CompiledIndicator[];
  readonly #index: IndicatorIndex;

  /** Inactive indicators are left out. */
  constructor(indicators: readonly SoughtIndicator[]) {
    const compiled: CompiledIndicator[] = [];
    const sought: Sought[] = [];
    const refusals: IndicatorRefusal[] = [];
    for (const indicator of indicators.filter((one) => one.active)) {
      const made = compileIndicator(indicator);
      if (!made.ok) refusals.push({ indicator, reason: made.reason });
      else {
        compiled.push({ indicator, test: made.test, testName: made.testName ?? made.test });
        sought.push(made.sought);
      }
    }
    this.#compiled = compiled;
    this.#index = new IndicatorIndex(sought);
    this.accounts = compiled.filter(({ indicator }) => namesDomain(indicator));
    this.refusals = refusals;
  }

  get isEmpty(): boolean {
    return this.#compiled.length === 0;
  }

  /**
   * The indicators that stand in a text, in the order they were given.
   *
   * @param field that has it; null for raw text
   * @param worked told of the characters looked at, of each indicator's test again
   */
  inText(text: string, field: string | null, worked: Worked = UNTOLD): readonly TextMatch[] {
    const views = new TextViews(text);
    const candidates = this.#index.candidates(views);
    worked(text.length);
    if (candidates.length === 0) return NOTHING;
    const test = field !== null && holdsPipeNames(field) ? 'testName' : 'test';
    return candidates.flatMap((owner) => {
      worked(text.length);
      return matchesOf(this.#compiled[owner], views, test);
    });
  }

  /** Those of `accounts` that stand in an account put together from two fields. */
  inAccount(account: string, worked: Worked = UNTOLD): readonly TextMatch[] {
    const views = new TextViews(account);
    return this.accounts.flatMap((found) => {
      worked(account.length);
      return matchesOf(found, views, 'test');
    });
  }
}

function matchesOf(
  found: CompiledIndicator | undefined,
  views: TextViews,
  test: 'test' | 'testName',
): TextMatch[] {
  const span = found?.[test](views) ?? null;
  return found === undefined || span === null ? [] : [{ found, value: views.original, ...span }];
}
