/** What queries ask of an event's own time, exact to 100 ns. */
import { foldCase } from '@shared/model/fold-case';
import { type FileTime, LAST_WRITABLE } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import type { Comparison, Pattern } from '@shared/query/ast';
import { wholeMatcher } from '@shared/query/pattern';
import { beginPattern } from '@shared/query/time-begin';
import { timeAsked, type TimeRange, type TimeTest } from '../../search/time-places';
import type { CaseIndex } from '../search/case-index';
import { indexedTicks, timeOfTicks } from '../time-terms';
import { allOf, anyOf, type Clause, EVERYTHING, exists, NOTHING, termsIn, within } from './clause';

const ENDS: Readonly<Record<Comparison, 'gte' | 'lte' | 'gt' | 'lt'>> = {
  ...{ '>=': 'gte', '<=': 'lte', '>': 'gt', '<': 'lt' },
};

/** The last a FILETIME can say, and one. */
const BEHIND_ALL = 1n << 64n;

export const TIMED = exists('ticks');

/** Times of which `comparison wanted` holds; wanted may lie before or behind all there are. */
function compared(comparison: Comparison, wanted: bigint): Clause {
  const isUpward = comparison.startsWith('>');
  if (wanted < 0n) return isUpward ? TIMED : NOTHING;
  if (wanted >= BEHIND_ALL) return isUpward ? NOTHING : TIMED;
  return within('ticks', { [ENDS[comparison]]: indexedTicks(wanted) });
}

/** @param caseEnd time of the last event of the case */
export function timeClause(test: TimeTest, caseEnd: FileTime | null): Clause {
  if (test.kind === 'exists') return TIMED;
  const asked = timeAsked(test, caseEnd);
  if (asked === null) return NOTHING;
  return allOf(asked.map(({ comparison, wanted }) => compared(comparison, wanted)));
}

export function rangeClause({ from, to }: TimeRange): Clause {
  return allOf([
    ...(from === null ? [] : [compared('>=', from)]),
    ...(to === null ? [] : [compared('<', to)]),
    ...(from === null && to === null ? [EVERYTHING] : []),
  ]);
}

export const before = (time: bigint): Clause => compared('<', time);

/** Events whose time, written out, begins as the pattern says. */
export function timeBeginClause(pattern: Pattern, index: CaseIndex, among: Clause): Clause {
  const [first] = beginPattern(pattern);
  const lead = first?.kind === 'text' ? foldCase(first.text) : '';
  const range = writtenFrom(lead);
  const written = pattern.length <= 1 ? [range] : [listed(pattern, index, allOf([among, range]))];
  // Behind the year 9999 times are written otherwise.
  const late = compared('>', LAST_WRITABLE);
  return anyOf([...written, listed(pattern, index, allOf([among, late]))]);
}

function listed(pattern: Pattern, index: CaseIndex, among: Clause): Clause {
  const begins = wholeMatcher(beginPattern(pattern));
  const ticks: string[] = [];
  for (const page of index.distinct({ terms: { field: 'ticks' } }, among))
    for (const { value } of page) {
      const time = timeOfTicks(value);
      if (begins(formatFileTime(time))) ticks.push(indexedTicks(time));
    }
  return termsIn('ticks', ticks);
}

/** Written times are in the order of time: those that begin alike are one stretch. */
function writtenFrom(lead: string): Clause {
  const writtenAt = (time: bigint): string => foldCase(formatFileTime(time as FileTime));
  const from = firstThat((time) => writtenAt(time) >= lead);
  const to = firstThat((time) => !writtenAt(time).startsWith(lead) && writtenAt(time) > lead);
  if (from >= to) return NOTHING;
  return within('ticks', { gte: indexedTicks(from), lt: indexedTicks(to) });
}

/** The first time of a test that holds from some time on; behind the last written one where it never does. */
function firstThat(holds: (time: bigint) => boolean): bigint {
  let [low, high] = [0n, LAST_WRITABLE + 1n];
  while (low < high) {
    const middle = (low + high) / 2n;
    if (holds(middle)) high = middle;
    else low = middle + 1n;
  }
  return low;
}
