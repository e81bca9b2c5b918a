/**
 * Correlations straight from docs/correlations.md: every window is looked at as a whole and measured anew,
 * nothing is carried from one entry to the next. The engine is compared with it.
 */
import type { CorrelationBody, CountTest } from '@shared/sigma/correlation/correlation-document';

export interface Happened {
  readonly seconds: number;
  /** Position among the correlation's rules. */
  readonly rule: number;
  readonly user: string | null;
  readonly value: string | null;
}

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
  entries.forEach((entry, at) => {
    const inWindow = ({ seconds }: Happened): boolean =>
      seconds >= entry.seconds - body.timespanSeconds;
    const window = entries.slice(0, at + 1).filter(inWindow);
    const holds = fulfils(body, window);
    const goesOn = open && window.length > 1;
    if (holds && goesOn) hits.at(-1)?.push(entry);
    else if (holds) hits.push(window);
    open = holds;
  });
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

/** The latest chain of the rules in their order that ends with an entry, of entries since the hit before. */
function ordered(body: CorrelationBody, given: readonly Happened[]): Happened[][] {
  const length = body.tests[0]?.bound ?? body.rules.length;
  const hits: Happened[][] = [];
  let from = 0;
  const inOrder = given.toSorted((a, b) => a.seconds - b.seconds || a.rule - b.rule);
  inOrder.forEach((entry, at) => {
    const chain = latestChain(inOrder.slice(from, at), entry, length - 1);
    if (chain === null || (chain[0]?.seconds ?? 0) < entry.seconds - body.timespanSeconds) return;
    hits.push(chain);
    from = at + 1;
  });
  return hits;
}

function latestChain(before: readonly Happened[], last: Happened, rule: number): Happened[] | null {
  if (last.rule !== rule) return null;
  if (rule === 0) return [last];
  let best: Happened[] | null = null;
  before.forEach((one, at) => {
    const chain = latestChain(before.slice(0, at), one, rule - 1);
    if (chain !== null && (best === null || (chain[0]?.seconds ?? 0) >= (best[0]?.seconds ?? 0)))
      best = chain;
  });
  return best === null ? null : [...(best as Happened[]), last];
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
      return (numbers[Math.ceil(half) - 1] ?? 0) / 2 + (numbers[Math.floor(half)] ?? 0) / 2;
    }
    case 'value_percentile':
      return numbers.find((_, at) => (at + 1) * 1_000 >= tenFold(percentile) * numbers.length) ?? 0;
  }
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
