/** What a thread answers of its share, from what it found there. */
import { parsed } from './asked-query';
import type { CaseFiles } from './case-files';
import type { Found } from './found-searches';
import { countValues } from './found-counts';
import { readRows } from './found-rows';
import { intervals } from './histogram';
import { listedRuns } from './listed-runs';
import type { MatchList } from './matches';
import type { SearchProblem } from './search-events';
import {
  type FoundQuestion,
  type FoundRuns,
  type RowsQuestion,
  seenBy,
  type Share,
  type ShareAnswer,
} from './shares';
import { ValueCounts } from './value-counts';

/** Where a share is searched. */
interface Searching {
  readonly files: CaseFiles;
  readonly share: Share;
  step(this: void): void;
}

/** @param found of the share alone */
export function answerOf(
  order: FoundQuestion,
  found: Found,
  { files, share, step }: Searching,
): ShareAnswer {
  if (found.seen !== order.seen) return { type: 'otherwise' };
  switch (order.type) {
    case 'runs':
      return runsOf(found.matches, found.files.length, found.failed);
    case 'intervals':
      return {
        type: 'intervals',
        intervals: intervals(found.matches.runs, order.widthTicks),
      };
    case 'values': {
      const { field } = order;
      const counts = new ValueCounts(field, files.shards.numbersOf(field));
      const problems = countValues(files, found, { field, counts }, step, share);
      return { type: 'values', values: counts.told, problems };
    }
  }
}

/** Which rows they are was found: of the search nothing but its files is asked. */
export function rowsOf(
  { search, seen, wanted, columns }: RowsQuestion,
  { files, share }: Searching,
): ShareAnswer {
  const searched = files.published(search.files);
  if (seenBy(searched, parsed(search.query), files) !== seen) return { type: 'otherwise' };
  return { type: 'rows', ...readRows(files, searched, wanted, columns, share) };
}

export const runsOf = (
  { runs }: MatchList,
  searched: number,
  problems: readonly SearchProblem[],
): FoundRuns => ({ type: 'runs', searched, runs: listedRuns(runs), problems });
