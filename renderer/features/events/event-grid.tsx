import { type ReactNode, useMemo, useState } from 'react';
import type { EventSearch } from '@shared/contract/event-search';
import type { EventRow } from '@shared/contract/event-views';
import { useTimeZone } from '../../app/app-store';
import { type EventKey, isSameEvent, useView } from '../../app/view-store';
import { plural } from '../../lib/format';
import { Grid } from '../../table/grid';
import type { PageCache } from '../../table/page-cache';
import type { Selection } from '../../table/selection';
import type { Column } from '../../table/columns';
import { markEntries, severalMarkEntries, takeMarkKey } from '../marks/mark-keys';
import { TIME_COLUMN, timeTitle } from '../places/place-columns';
import { type ChosenEvents, oneEvent } from './chosen-events';
import { copyEntries, severalCopyEntries } from './copy-event';
import type { ShownCell } from './event-as-text';
import { eventCells, eventColumns } from './event-columns';
import { EventDrawer } from './event-drawer';
import { moveColumn, useLayout } from './use-layout';
import { useSeveralEvents } from './use-several-events';
import { type CellValues, useRowMenu } from './use-row-menu';
import { takeIndicatorKey } from './value-menu';

interface EventGridProps {
  readonly search: EventSearch;
  /** Differs whenever the search may find other events, or the same in another order. */
  readonly listKey: string;
  readonly rows: PageCache<EventRow>;
  /** Stands at the left of the grid. */
  readonly panel: ReactNode;
  /** Shown when no row is. */
  readonly children: ReactNode;
}

/** With the offset: after a re-index another event may have the number. */
const keyOf = ({ file, event, offset }: EventKey): string => `${file}:${event}:${offset ?? ''}`;
const labelOf = (row: EventRow): string =>
  `Event ${row.eventId ?? ''} ${row.computer ?? ''}`.trim();
const openRow = ({ file, event }: EventKey): void => useView.getState().open({ file, event });

/** As if it was pressed in the grid: with the drawer open, moving there is reading on. */
function step(key: 'ArrowUp' | 'ArrowDown'): void {
  const pressed = new KeyboardEvent('keydown', { key, bubbles: true });
  document.querySelector('[role=grid]')?.dispatchEvent(pressed);
}

function close(): void {
  useView.getState().open(null);
  document.querySelector<HTMLElement>('[role=grid]')?.focus();
}

/** What the row shows, column by column. */
function shownCells(
  row: EventRow,
  columns: readonly Column<EventRow>[],
  cells: CellValues<EventRow>,
): ShownCell[] {
  return columns.map(({ id, title }) => {
    const { field = null, value = null, abridges } = cells[id]?.(row) ?? {};
    const isPart = abridges !== undefined && field !== null;
    // Shown in the zone of the view, copied as it is.
    const told = id === TIME_COLUMN.id ? timeTitle('UTC') : title;
    return { title: told, text: value ?? '', ...(isPart ? { abridges: field } : {}) };
  });
}

function severalMenu(several: ChosenEvents, cellsOf: (row: EventRow) => ShownCell[]) {
  const copies = severalCopyEntries(several, cellsOf);
  return {
    label: plural(several.count, 'event'),
    entries: [...severalMarkEntries(several), { type: 'line' } as const, ...copies],
  };
}

function selectionOf(marked: EventKey | null): Selection {
  const key = marked === null ? null : keyOf(marked);
  return { keys: new Set(key === null ? [] : [key]), cursor: key, anchor: key };
}

/** What is selected goes along with the open event, also where that has another number after a re-index. */
function useMarked(opened: EventKey | null) {
  const [marked, setMarked] = useState(opened);
  const isOpen =
    isSameEvent(marked, opened) && (opened?.offset ?? marked?.offset) === marked?.offset;
  if (opened !== null && !isOpen) setMarked(opened);
  return [marked, setMarked] as const;
}

/** The events found, and the open one at their right. */
export function EventGrid({ search, listKey, rows, panel, children }: EventGridProps): ReactNode {
  const opened = useView((store) => store.opened);
  const reveal = useView((store) => store.reveal);
  const zone = useTimeZone();
  const { columns: shown, frozen } = useLayout();
  const columns = useMemo(() => eventColumns(shown, zone), [shown, zone]);
  const cells = useMemo(() => eventCells(shown), [shown]);
  const [marked, setMarked] = useMarked(opened);
  const selection = useMemo(() => selectionOf(marked), [marked]);
  const { places, several, clear } = useSeveralEvents(rows, listKey);
  const cellsOf = (row: EventRow): ShownCell[] => shownCells(row, columns, cells);
  const { onMenu, menu } = useRowMenu<EventRow>({
    label: 'Event',
    several: several === null ? undefined : severalMenu(several, cellsOf),
    openLabel: 'Open event',
    open: openRow,
    cells,
    more: (row) => [...markEntries(row), { type: 'line' }, ...copyEntries(row, cellsOf(row))],
  });
  const onSelect = (_step: unknown, row: EventRow | null): void => {
    if (row === null) return;
    const { file, event, offset } = row;
    setMarked({ file, event, offset });
    // With the drawer open, moving in the grid is reading on.
    if (opened !== null) openRow(row);
  };
  return (
    <>
      <div className="panes">
        {panel}
        <Grid
          label="Events"
          topKey={JSON.stringify(search)}
          reveal={reveal}
          rows={rows}
          columns={columns}
          frozen={frozen}
          keyOf={keyOf}
          labelOf={labelOf}
          order={{ column: 'time', direction: search.sort }}
          onMoveColumn={moveColumn}
          onOrder={(order) => useView.getState().setSearch({ sort: order.direction })}
          selection={selection}
          places={places}
          onSelect={onSelect}
          onOpen={openRow}
          onMenu={onMenu}
          onKey={(event, row, column) => {
            if (takeMarkKey(event, several ?? (row && oneEvent(row)))) return true;
            if (row !== null && takeIndicatorKey(event, cells[column]?.(row))) return true;
            if (event.key !== 'Escape' || (several === null && opened === null)) return false;
            if (several !== null) clear();
            else close();
            return true;
          }}
        >
          {children}
        </Grid>
        {opened !== null && <EventDrawer opened={opened} onClose={close} onStep={step} />}
      </div>
      {menu}
    </>
  );
}
