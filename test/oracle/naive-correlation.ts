/**
 * Correlations straight from docs/correlations.md: every window is looked at as a whole and measured anew,
 * nothing is carried from one entry to the next. The engine is compared with it.
 */
import type { CorrelationBody, CountTest } from '@shared/sigma/correlation/correlation-document';

export interface Happened {
  readonly seconds: number;
  /** Position among `NAMES`. */
  readonly rule: number;
  readonly user: string | null;
  readonly value: string | null;
}

/** What the rules of stories are called. */
export const NAMES = ['a', 'b', 'c'];

/** `from-to events` of each hit. */
export function naiveHits(body: CorrelationBody, story: readonly Happened[]): string[] {
  const grouped = body.groupBy.length > 0;
  const counted = story.filter(
    ({ user, value }) => (!grouped || user !== null) && isMeasured(body, value),
  );
  const users = grouped ? [...new Set(counted.map(({ user }) => user?.toLowerCase()))] : [null];
  return users.flatMap((user) => {
    const entries =
      user === null ? counted : counted.filter((one) => one.user?.toLowerCase() === user);
    const hits =
      body.type === 'temporal_ordered'
        ? ordered(body, entries)
        : (testsOf(body).every(({ operator }) => operator.startsWith('gt')) ? sliding : ended)(
            body,
            entries,
          );
    return hits.map((hit) => `${hit[0]?.seconds}-${hit.at(-1)?.seconds} ${hit.length}`);
  });
}

/** As docs/correlations.md has them; stories hold no others with a fraction or power. */
const NUMBER = /^(-?(?:0|[1-9]\d*))(?:\.(\d))?(?:e(\d{1,3}))?$/;

function isMeasured({ type }: CorrelationBody, value: string | null): boolean {
  if (!type.startsWith('value_')) return true;
  return (
    value !== null && (type === 'value_count' || (NUMBER.test(value) && Number(value) < Infinity))
  );
}

const testsOf = ({ tests, rules }: CorrelationBody): readonly CountTest[] =>
  tests.length > 0 ? tests : [{ operator: 'gte', bound: rules.length }];

function sliding(body: CorrelationBody, entries: readonly Happened[]): Happened[][] {
  const hits: Happened[][] = [];
  let open = false;
  for (const time of new Set(entries.map(({ seconds }) => seconds))) {
    const window = entries.filter(
      ({ seconds }) => seconds >= time - body.timespanSeconds && seconds <= time,
    );
    const tied = window.filter(({ seconds }) => seconds === time);
    const holds = fulfils(body, window);
    const goesOn = open && window.length > tied.length;
    if (holds && goesOn) hits.at(-1)?.push(...tied);
    else if (holds) hits.push(window);
    open = holds;
  }
  return hits;
}

/** The windows that no other window holds all of; those that fulfil it and overlap are one hit. */
function ended(body: CorrelationBody, entries: readonly Happened[]): Happened[][] {
  const windows = entries.map(({ seconds: begin }, first): Happened[] =>
    entries.slice(first).filter(({ seconds }) => seconds <= begin + body.timespanSeconds),
  );
  const largest = windows.filter(
    (window, at) => !windows.slice(0, at).some((other) => other.at(-1) === window.at(-1)),
  );
  const hits: Happened[][] = [];
  let open = false;
  for (const window of largest) {
    const holds = fulfils(body, window);
    const last = hits.at(-1);
    const overlaps = open && last !== undefined && window.some((one) => last.includes(one));
    if (holds && overlaps) last.push(...window.filter((one) => !last.includes(one)));
    else if (holds) hits.push(window);
    open = holds;
  }
  return hits;
}

/**
 * Every choice of events for the rules in their order is looked at, those of one time in any order. The one that begins
 * last counts, and of these one that takes the fewest events of the last time; then everything begins anew.
 */
function ordered(body: CorrelationBody, given: readonly Happened[]): Happened[][] {
  const hits: Happened[][] = [];
  let before: Happened[] = [];
  for (const time of new Set(given.map(({ seconds }) => seconds))) {
    let tied = given.filter(({ seconds }) => seconds === time);
    for (;;) {
      const chains = chainsOf(body, [...before, ...tied]).filter(
        (chain) => chain.at(-1)?.seconds === time && begin(chain) >= time - body.timespanSeconds,
      );
      const taken = (chain: readonly Happened[]): number =>
        chain.filter(({ seconds }) => seconds === time).length;
      const [best] = chains.toSorted((a, b) => begin(b) - begin(a) || taken(a) - taken(b));
      if (best === undefined) break;
      hits.push(best);
      before = [];
      tied = tied.filter((one) => !best.includes(one));
    }
    before = [...before, ...tied];
  }
  return hits;
}

const begin = ([first]: readonly Happened[]): number => first?.seconds ?? 0;

function chainsOf({ rules, tests }: CorrelationBody, events: readonly Happened[]): Happened[][] {
  const wanted = rules.slice(0, tests[0]?.bound ?? rules.length);
  return wanted.reduce<Happened[][]>(
    (chains, rule) =>
      chains.flatMap((chain) =>
        events
          .filter((one) => NAMES[one.rule] === rule && !chain.includes(one))
          .filter(({ seconds }) => seconds >= (chain.at(-1)?.seconds ?? 0))
          .map((one) => [...chain, one]),
      ),
    [[]],
  );
}

function fulfils(body: CorrelationBody, window: readonly Happened[]): boolean {
  const measure = measured(body, window);
  return testsOf(body).every(({ operator, bound }) => {
    switch (operator) {
      case 'gt':
        return measure > bound;
      case 'gte':
        return measure >= bound;
      case 'lt':
        return measure < bound;
      case 'lte':
        return measure <= bound;
      case 'eq':
        return measure === bound;
      case 'neq':
        return measure !== bound;
    }
  });
}

function measured({ type, percentile }: CorrelationBody, window: readonly Happened[]): number {
  const numbers = window.map(({ value }) => Number(value)).toSorted((a, b) => a - b);
  switch (type) {
    case 'event_count':
      return window.length;
    case 'value_count':
      return new Set(window.map(({ value }) => value?.toLowerCase())).size;
    case 'temporal':
    case 'temporal_ordered':
      return new Set(window.map(({ rule }) => rule)).size;
    case 'value_sum':
      return Number(`${tenths(window)}e-1`);
    case 'value_avg': {
      const sum = Number(`${tenths(window)}e-1`);
      if (Number.isFinite(sum)) return sum / window.length;
      return Number(`${tenths(window) / BigInt(window.length)}e-1`);
    }
    case 'value_median': {
      const half = numbers.length / 2;
      const [low = 0, high = 0] = [numbers[Math.ceil(half) - 1], numbers[Math.floor(half)]];
      return low === high ? low : meanOf(window, low, high);
    }
    case 'value_percentile':
      return numbers.find((_, at) => (at + 1) * 1_000 >= tenFold(percentile) * numbers.length) ?? 0;
  }
}

/** Of the entries with two values, exactly. */
function meanOf(window: readonly Happened[], low: number, high: number): number {
  const [one, other] = [low, high].map((number) =>
    window.find(({ value }) => Number(value) === number),
  );
  const sum = tenths([one, other].filter((entry) => entry !== undefined));
  const exact = Number(`${sum}e-1`);
  return Number.isFinite(exact) ? exact / 2 : Number(`${sum / 2n}e-1`);
}

/** The sum, exactly; values have at most one place. */
const tenths = (window: readonly Happened[]): bigint =>
  window
    .map(({ value }) => {
      const [, whole = '0', tenth = '0', power = '0'] = NUMBER.exec(value ?? '') ?? [];
      return BigInt(whole + tenth) * 10n ** BigInt(power);
    })
    .reduce((total, one) => total + one, 0n);

/** Of a number with at most one place, exactly. */
const tenFold = (number: number): number => Number(number.toFixed(1).replace('.', ''));
