import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { X } from 'lucide-react';
import type { EventSearch } from '@shared/contract/requests';
import type { EventRow } from '@shared/contract/views';
import { useTimeZone } from '../../app/app-store';
import { EMPTY_SEARCH, type EventKey, useView } from '../../app/view-store';
import { ask, problemOf } from '../../lib/ask';
import { formatCount, plural } from '../../lib/format';
import { EmptyState } from '../../parts/empty-state';
import { Evidence } from '../../parts/evidence';
import { Menu, type MenuEntry, type MenuPlace } from '../../parts/menu';
import { Problem } from '../../parts/problem';
import { ViewHead } from '../../parts/view-head';
import type { DataSource, Order } from '../../table/data-source';
import { Grid, type GridMenuPlace } from '../../table/grid';
import type { PageCache } from '../../table/page-cache';
import type { Selection } from '../../table/selection';
import { usePagedRows } from '../../table/use-paged-rows';
import { useCaseTotals } from '../evidence/use-case-totals';
import { useEvidence } from '../evidence/evidence-store';
import { COLUMN_FIELDS, eventColumns } from './event-columns';
import { EventDrawer } from './event-drawer';
import { QueryBar } from './query-bar';
import { valueMenu } from './value-menu';
import './events.css';

const NO_COLUMNS: readonly string[] = [];
const keyOf = (row: EventKey): string => `${row.file}:${row.event}`;
const labelOf = (row: EventRow): string =>
  `Event ${row.eventId ?? ''} ${row.computer ?? ''}`.trim();

/** Rows of a search. `published` is part of it: other published events make another list. */
function useEventRows(search: EventSearch, published: string): PageCache<EventRow> {
  const { query, from, to, files, sort } = search;
  const source = useMemo<DataSource<EventRow>>(
    () => ({
      rows: (range, columns, order) =>
        ask('events.rows', {
          search: { query, from, to, files, sort: order.direction },
          ...range,
          columns: [...columns],
        }),
    }),
    // `published` is not asked with, but its change must ask again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [query, from, to, files, published],
  );
  const order = useMemo<Order>(() => ({ column: 'time', direction: sort }), [sort]);
  return usePagedRows({ source, columns: NO_COLUMNS, order });
}

function FileChip({ files }: { files: readonly number[] }): ReactNode {
  const rows = useEvidence((store) => store.rows);
  const [first] = files;
  const name =
    files.length === 1 && first !== undefined
      ? (rows.get(first)?.name ?? '')
      : plural(files.length, 'file');
  return (
    <span className="chip">
      <span className="dim">in</span>
      <Evidence text={name} />
      <button
        type="button"
        className="icon"
        aria-label="Search all files"
        title="Search all files"
        onClick={() => useView.getState().setSearch({ files: null })}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}

function Nothing({ any }: { any: boolean }): ReactNode {
  const { go, setSearch } = useView.getState();
  if (!any) {
    return (
      <EmptyState
        title="No events yet"
        text="Events appear here as soon as a file of the case has been indexed."
      >
        <button type="button" className="primary" onClick={() => go('evidence')}>
          Go to Evidence
        </button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No event matches" text="Widen the query, the time range or the files.">
      <button type="button" onClick={() => setSearch(EMPTY_SEARCH)}>
        Clear search
      </button>
    </EmptyState>
  );
}

interface OpenMenu {
  readonly place: MenuPlace;
  readonly entries: readonly MenuEntry[];
}

function menuOf({ row, column, x, y }: GridMenuPlace<EventRow>): OpenMenu {
  const [field, value] = COLUMN_FIELDS[column] ?? [null, () => null];
  const text = value(row);
  const open: MenuEntry = {
    type: 'act',
    label: 'Open event',
    key: 'Enter',
    run: () => useView.getState().open(row),
  };
  const entries = text === null ? [] : [{ type: 'line' } as const, ...valueMenu(field, text)];
  return { place: { x, y }, entries: [open, ...entries] };
}

/** Search over every event of the case. */
export function EventsView(): ReactNode {
  const search = useView((store) => store.search);
  const opened = useView((store) => store.opened);
  const { setSearch, open, setFound } = useView.getState();
  const zone = useTimeZone();
  const totals = useCaseTotals();
  const [tries, setTries] = useState(0);
  const rows = useEventRows(search, `${totals.published}#${tries}`);
  const columns = useMemo(() => eventColumns(zone), [zone]);
  const [cursor, setCursor] = useState<EventKey | null>(opened);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const closeMenu = useCallback(() => setMenu(null), []);
  const found = rows.exactTotal;
  useEffect(() => {
    if (found !== null) setFound(found);
  }, [found, setFound]);
  const marked = cursor ?? opened;
  const selection = useMemo<Selection>(() => {
    const key = marked === null ? null : keyOf(marked);
    return { keys: new Set(key === null ? [] : [key]), cursor: key, anchor: key };
  }, [marked]);
  const problem = rows.error === null ? null : problemOf(rows.error);
  const isQueryProblem =
    problem !== null && (problem.at !== null || problem.code === 'query-invalid');
  const close = (): void => {
    open(null);
    document.querySelector<HTMLElement>('[role=grid]')?.focus();
  };
  const onSelect = (_step: unknown, row: EventRow | null): void => {
    if (row === null) return;
    setCursor({ file: row.file, event: row.event });
    // With the drawer open, moving in the grid is reading on.
    if (opened !== null) open({ file: row.file, event: row.event });
  };
  const summary =
    problem !== null
      ? 'not searched'
      : found === null
        ? 'Searching…'
        : `${formatCount(found)} of ${formatCount(totals.events)}`;
  return (
    <>
      <ViewHead title="Events" summary={summary} />
      <QueryBar search={search} problem={isQueryProblem ? problem : null} onSearch={setSearch} />
      {problem !== null && !isQueryProblem && (
        <Problem text={problem.message} onRetry={() => setTries(tries + 1)} />
      )}
      {rows.problems.map((text) => (
        <Problem key={text} text={text} />
      ))}
      {search.files !== null && (
        <div className="view-tools">
          <FileChip files={search.files} />
        </div>
      )}
      <div className="panes">
        <Grid
          label="Events"
          topKey={JSON.stringify(search)}
          rows={rows}
          columns={columns}
          keyOf={keyOf}
          labelOf={labelOf}
          order={{ column: 'time', direction: search.sort }}
          onOrder={(order) => setSearch({ sort: order.direction })}
          selection={selection}
          onSelect={onSelect}
          onOpen={(row) => open({ file: row.file, event: row.event })}
          onMenu={(place) => setMenu(menuOf(place))}
          onKey={(event) => {
            if (event.key !== 'Escape' || opened === null) return false;
            close();
            return true;
          }}
        >
          {problem === null && <Nothing any={totals.events > 0} />}
        </Grid>
        {opened !== null && <EventDrawer opened={opened} onClose={close} />}
      </div>
      {menu !== null && (
        <Menu label="Event" place={menu.place} entries={menu.entries} onClose={closeMenu} />
      )}
    </>
  );
}
