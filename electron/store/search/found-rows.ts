/** A page of what a search found, as the grid shows it. */
import type { EventRow } from '@shared/contract/event-views';
import type { PublishedFile } from '../case/published-rows';
import { problemOf } from './case-facts';
import type { CaseFiles } from './case-files';
import { type Copies, copyKey } from './copies';
import { eventRow, unreadableRow } from './event-rows';
import type { MatchList } from './matches';
import type { SearchProblem } from './search-events';
import { isInShare, type Share, WHOLE } from './shares';

/** An event that is to be shown. */
export interface WantedRow {
  /** On the page, from 0. */
  readonly row: number;
  /** Position of its file among those searched. */
  readonly file: number;
  readonly event: number;
}

export interface ReadRow {
  readonly of: WantedRow;
  readonly shown: Omit<EventRow, 'copies'>;
}

export interface ReadRows {
  readonly rows: readonly ReadRow[];
  /** Files that could not be read. */
  readonly problems: readonly SearchProblem[];
}

/** Those of a page, file by file: in the order of time it jumps between more files than stay open. */
export function wantedRows(
  matches: MatchList,
  { start, end }: { readonly start: number; readonly end: number },
): WantedRow[] {
  const wanted: WantedRow[] = [];
  for (let row = start; row < Math.min(end, matches.count); row++) {
    const match = matches.at(row);
    if (match !== null) wanted.push({ row: row - start, ...match });
  }
  return wanted.sort((left, right) => left.file - right.file || left.event - right.event);
}

/**
 * @param columns names of fields that have a column
 * @param share of the files whose rows are read
 */
export function readRows(
  files: CaseFiles,
  searched: readonly PublishedFile[],
  wanted: readonly WantedRow[],
  columns: readonly string[],
  share: Share = WHOLE,
): ReadRows {
  const rows: ReadRow[] = [];
  const problems: SearchProblem[] = [];
  for (const of of wanted) {
    const from = searched[of.file];
    if (from === undefined || !isInShare(from, share)) continue;
    try {
      rows.push({ of, shown: eventRow(files, from, of.event, columns) });
    } catch (error) {
      // It keeps its place on the page; the others go on.
      problems.push({ file: of.file, reason: problemOf(from, error) });
      rows.push({ of, shown: unreadableRow(from, of.event, columns.length) });
    }
  }
  return { rows, problems };
}

/** As a page, with what is known of copies. */
export function pageOf(rows: readonly ReadRow[], copies: Copies): EventRow[] {
  const page: EventRow[] = [];
  for (const { of, shown } of rows)
    page[of.row] = { ...shown, copies: copies.get(copyKey(of)) ?? 1 };
  return page;
}
