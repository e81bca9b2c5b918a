import { useEffect, useMemo, useState } from 'react';
import type { FlawRow, FlawsAnswer } from '@shared/contract/evidence-views';
import { ask } from '../../lib/ask';
import type { DataSource } from '../../table/data-source';
import type { PageCache } from '../../table/page-cache';
import { usePagedRows } from '../../table/use-paged-rows';

const NO_COLUMNS: readonly string[] = [];
const IN_ORDER = { column: 'place', direction: 'asc' } as const;
/** Rows of one question when all are wanted; what a request takes at most. */
const PAGE_ROWS = 1_000;

/** Pages of a file's flaws; another number of tries asks anew. */
export function useFlawRows(file: number, tries: number): PageCache<FlawRow> {
  const source = useMemo<DataSource<FlawRow>>(
    () => ({ tries, rows: (range) => ask('evidence.flaws', { file, ...range }) }),
    [file, tries],
  );
  return usePagedRows({ source, columns: NO_COLUMNS, order: IN_ORDER, version: '' });
}

export type FlawCounts = Pick<FlawsAnswer, 'total' | 'counted' | 'kinds'>;

/** Counts of a file's flaws; null until they are here, and where the rows tell what went wrong. */
export function useFlawCounts(file: number): FlawCounts | null {
  const [counts, setCounts] = useState<FlawCounts | null>(null);
  useEffect(() => {
    const control = new AbortController();
    ask('evidence.flaws', { file, start: 0, end: 0 }).then(
      (answer) => !control.signal.aborted && setCounts(answer),
      () => undefined,
    );
    return () => control.abort();
  }, [file]);
  return counts;
}

/** Every listed flaw, page by page. @throws AskError */
export async function allFlaws(file: number): Promise<FlawRow[]> {
  const rows: FlawRow[] = [];
  for (;;) {
    const start = rows.length;
    const page = await ask('evidence.flaws', { file, start, end: start + PAGE_ROWS });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}
