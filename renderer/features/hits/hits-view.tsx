import { type ReactNode, useMemo, useState } from 'react';
import { Target } from 'lucide-react';
import type { HitRow } from '@shared/contract/views';
import { useView } from '../../app/view-store';
import { ask, problemOf } from '../../lib/ask';
import { formatCount } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { useSettled } from '../../lib/use-settled';
import { EmptyState } from '../../parts/empty-state';
import { Problem } from '../../parts/problem';
import { ViewHead } from '../../parts/view-head';
import type { DataSource, Order } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { usePagedRows } from '../../table/use-paged-rows';
import { useSingleSelection } from '../../table/use-single-selection';
import { useCaseTotals } from '../evidence/use-case-totals';
import { hitColumns } from './hit-columns';
import { HitPane } from './hit-pane';

const NO_COLUMNS: readonly string[] = [];
const ORDERS = ['time', 'indicator', 'field', 'computer', 'file'] as const;
const COLUMNS = hitColumns();
const keyOf = (row: HitRow): string =>
  `${row.file}:${row.event}:${row.indicatorId}:${row.field}:${row.spanStart}`;
const labelOf = (row: HitRow): string => escapeHidden(row.indicator);

function useHitRows(filter: string, order: Order, published: string) {
  const source = useMemo<DataSource<HitRow>>(
    () => ({
      rows: (range, _columns, { column, direction }) =>
        ask('hits.rows', {
          filter,
          files: null,
          sort: { column: ORDERS.find((name) => name === column) ?? 'time', order: direction },
          ...range,
        }),
    }),
    // `published` is not asked with, but its change must ask again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [filter, published],
  );
  return usePagedRows({ source, columns: NO_COLUMNS, order });
}

/** Every indicator met in an event. */
export function HitsView(): ReactNode {
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<Order>({ column: 'time', direction: 'asc' });
  const totals = useCaseTotals();
  const [tries, setTries] = useState(0);
  const rows = useHitRows(useSettled(filter), order, `${totals.published}#${tries}`);
  const { row, setRow, selection } = useSingleSelection(keyOf);
  const showEvent = (one: HitRow): void =>
    useView.getState().showEvent({ file: one.file, event: one.event });
  const summary =
    rows.exactTotal === null
      ? 'Searching…'
      : `${formatCount(rows.exactTotal)} of ${formatCount(totals.hits)}`;
  return (
    <>
      <ViewHead title="Hits" summary={summary}>
        <button
          type="button"
          disabled={row === null}
          onClick={() => row !== null && showEvent(row)}
        >
          Show event
        </button>
      </ViewHead>
      <div className="view-tools">
        <input
          data-find
          type="search"
          className="filter"
          aria-label="Filter hits"
          placeholder="Filter by indicator, field, value…"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      {rows.error !== null && (
        <Problem text={problemOf(rows.error).message} onRetry={() => setTries(tries + 1)} />
      )}
      {rows.problems.map((text) => (
        <Problem key={text} text={text} />
      ))}
      <div className="panes">
        <Grid
          label="Hits"
          rows={rows}
          columns={COLUMNS}
          keyOf={keyOf}
          labelOf={labelOf}
          order={order}
          onOrder={setOrder}
          selection={selection}
          onSelect={(_step, one) => one !== null && setRow(one)}
          onOpen={showEvent}
          onKey={(event) => {
            if (event.key !== 'Escape' || row === null) return false;
            setRow(null);
            return true;
          }}
        >
          {totals.hits > 0 ? (
            <EmptyState title="No hit matches" text="No hit of this case matches the filter.">
              <button type="button" onClick={() => setFilter('')}>
                Show all hits
              </button>
            </EmptyState>
          ) : (
            <EmptyState
              icon={<Target size={28} aria-hidden="true" />}
              title="No hits"
              text="When an indicator of this case is found in an event, it stands here with the field and the matched part marked. Start by listing what you seek."
            >
              <button type="button" onClick={() => useView.getState().go('indicators')}>
                Go to Indicators
              </button>
            </EmptyState>
          )}
        </Grid>
        {row !== null && <HitPane row={row} onClose={() => setRow(null)} />}
      </div>
    </>
  );
}
