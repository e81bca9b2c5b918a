/** What one search found in a cluster: the question, and its rows. */
import type { TimeExtent } from '@shared/model/file-time';
import type { PublishedFile } from '../../case/published-rows';
import { allOf, type Clause } from '../query/clause';
import { TIMED } from '../query/time-clauses';
import { timeOfTicks } from '../time-terms';
import type { AskedOfCase } from './asked-of-case';
import type { CaseIndex } from './case-index';
import type { FoundRows } from './found-rows';

/** Of the first of several copies: how many there are, by part and event. */
export type ClusterCopies = ReadonlyMap<string, number>;

export interface FoundInCluster {
  /** Differs where anything of it does. */
  readonly key: string;
  readonly files: readonly PublishedFile[];
  readonly asked: AskedOfCase;
  readonly query: Clause;
  readonly rows: FoundRows;
  readonly copies: ClusterCopies;
  readonly problems: readonly string[];
}

/** Null where no event has a time. */
export function extentOf(index: CaseIndex, query: Clause): TimeExtent | null {
  const end = (order: 'asc' | 'desc') => ({
    ...{ query: allOf([query, TIMED]), size: 1, track_total_hits: false, _source: false },
    sort: [{ ticks: order }],
  });
  const [first, last] = index
    .searches([end('asc'), end('desc')])
    .map(({ hits }) => hits.hits[0]?.sort?.[0])
    .map((ticks) => (ticks === undefined ? null : timeOfTicks(ticks)));
  if (first === undefined || first === null || last === undefined || last === null) return null;
  return { first, last };
}
