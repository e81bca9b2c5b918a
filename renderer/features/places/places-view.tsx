import { type ReactNode, useMemo } from 'react';
import type { EventPlace } from '@shared/contract/finding-views';
import { useTimeZone } from '../../app/app-store';
import { type EventKey, useView } from '../../app/view-store';
import { formatCount } from '../../lib/format';
import { FilterBox } from '../../parts/filter-box';
import { RowProblems } from '../../parts/row-problems';
import { ShowEventButton } from '../../parts/show-event-button';
import { ViewHead } from '../../parts/view-head';
import type { Column } from '../../table/columns';
import { Grid } from '../../table/grid';
import { useSingleSelection } from '../../table/use-single-selection';
import { type CellValues, useRowMenu } from '../events/use-row-menu';
import { takeIndicatorKey } from '../events/value-menu';
import { TIME_COLUMN, timeTitle } from './place-columns';
import type { PlaceRows } from './use-place-rows';

/** What a kind of place is called and how its rows are shown. */
export interface PlaceKind<Row> {
  readonly title: string;
  /** One of them, with a capital. */
  readonly one: string;
  readonly filterLabel: string;
  readonly filterHint: string;
  readonly columns: readonly Column<Row>[];
  readonly cells: CellValues<Row>;
  readonly keyOf: (row: Row) => string;
  readonly labelOf: (row: Row) => string;
  readonly pane: (row: Row, onClose: () => void) => ReactNode;
}

interface PlacesViewProps<Row> {
  readonly kind: PlaceKind<Row>;
  readonly list: PlaceRows<Row>;
  /** How many there are in the whole case. */
  readonly total: number;
  /** Said behind the total. */
  readonly detail?: string;
  /** Beside the filter box. */
  readonly tools?: ReactNode;
  /** At the left of the grid. */
  readonly beside?: ReactNode;
  /** What should be known of all of them. */
  readonly note?: ReactNode;
  /** Shown when no row is. */
  readonly children: ReactNode;
}

const showEvent = ({ file, event }: EventKey): void =>
  useView.getState().showEvent({ file, event });

/** Detections or hits: a grid of them, the chosen one at its right, a way to its event. */
export function PlacesView<Row extends EventPlace>(props: PlacesViewProps<Row>): ReactNode {
  const { kind, list, total, detail, tools, beside, note, children } = props;
  const { rows, filter, setFilter, order, setOrder, retry } = list;
  const { row, setRow, selection } = useSingleSelection(kind.keyOf);
  const { onMenu, menu } = useRowMenu<Row>({
    label: kind.one,
    openLabel: 'Show event',
    open: showEvent,
    cells: kind.cells,
  });
  const zone = useTimeZone();
  const columns = useMemo(
    () =>
      kind.columns.map((column) =>
        column.id === TIME_COLUMN.id ? { ...column, title: timeTitle(zone) } : column,
      ),
    [kind, zone],
  );
  const found = rows.exactTotal;
  const counted = found === null ? 'Searching…' : `${formatCount(found)} of ${formatCount(total)}`;
  const summary = detail === undefined ? counted : `${counted} · ${detail}`;
  const close = (): void => setRow(null);
  return (
    <>
      <ViewHead title={kind.title} summary={summary}>
        <ShowEventButton place={row} />
      </ViewHead>
      <div className="view-tools">
        <FilterBox
          label={kind.filterLabel}
          placeholder={kind.filterHint}
          value={filter}
          onChange={setFilter}
        />
        {tools}
      </div>
      {note}
      <RowProblems error={rows.error} problems={rows.problems} onRetry={retry} />
      <div className="panes">
        {beside}
        <Grid
          label={kind.title}
          rows={rows}
          columns={columns}
          keyOf={kind.keyOf}
          labelOf={kind.labelOf}
          order={order}
          onOrder={setOrder}
          selection={selection}
          onSelect={(_step, one) => one !== null && setRow(one)}
          onOpen={showEvent}
          onMenu={onMenu}
          onKey={(event, at, column) => {
            if (at !== null && takeIndicatorKey(event, kind.cells[column]?.(at))) return true;
            if (event.key !== 'Escape' || row === null) return false;
            close();
            return true;
          }}
        >
          {children}
        </Grid>
        {row !== null && kind.pane(row, close)}
      </div>
      {menu}
    </>
  );
}
