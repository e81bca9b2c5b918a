/** A page of what a search found, as the grid shows it. */
import type { EventRow } from '@shared/contract/event-views';
import { problemOf, type PublishedFile } from './case-facts';
import type { CaseFiles } from './case-files';
import type { Found } from './found-searches';
import { copyKey } from './copies';
import { eventRow, unreadableRow } from './event-rows';

/**
 * @param columns names of fields that have a column
 * @param problems told of files that could not be read, and why
 */
export function foundRows(
  files: CaseFiles,
  { files: searched, matches, copies }: Pick<Found, 'files' | 'matches' | 'copies'>,
  { start, end }: { readonly start: number; readonly end: number },
  columns: readonly string[],
  problems: Set<string>,
): EventRow[] {
  const wanted: { row: number; file: number; event: number }[] = [];
  for (let row = start; row < Math.min(end, matches.count); row++) {
    const match = matches.at(row);
    if (match !== null) wanted.push({ row: row - start, ...match });
  }
  // File by file: a page in the order of time jumps between more files than stay open.
  wanted.sort((left, right) => left.file - right.file || left.event - right.event);
  const rows: EventRow[] = [];
  for (const { row, file, event } of wanted) {
    const from = searched[file];
    if (from === undefined) continue;
    const known = copies.get(copyKey({ file, event })) ?? 1;
    rows[row] = { ...readRow(files, from, event, columns, problems), copies: known };
  }
  return rows;
}

/** A row that cannot be read keeps its place on the page; the others go on. */
function readRow(
  files: CaseFiles,
  file: PublishedFile,
  event: number,
  columns: readonly string[],
  problems: Set<string>,
): Omit<EventRow, 'copies'> {
  try {
    return eventRow(files, file, event, columns);
  } catch (error) {
    problems.add(problemOf(file, error));
    return unreadableRow(file, event, columns.length);
  }
}
