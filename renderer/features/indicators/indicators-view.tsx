import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useState } from 'react';
import { Crosshair } from 'lucide-react';
import type { Indicator } from '@shared/model/indicator';
import { NEW_INDICATOR, useView } from '../../app/view-store';
import { formatCount, plural } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { EmptyState } from '../../parts/empty-state';
import { Menu, type MenuEntry, type MenuPlace } from '../../parts/menu';
import { ViewHead } from '../../parts/view-head';
import { type Order, windowOf } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { NOTHING_SELECTED, select, type SelectionStep } from '../../table/selection';
import { sortByText } from '../../table/sort-by-text';
import { runOnCompleted } from '../evidence/run-on-completed';
import { indicatorColumns } from './indicator-columns';
import { useIndicators } from './indicator-store';
import './indicators.css';

const COLUMNS = indicatorColumns();
const keyOf = (row: Indicator): number => row.id;
const labelOf = (row: Indicator): string => escapeHidden(row.value);
const TEXTS: Readonly<Record<string, (row: Indicator) => string>> = {
  active: (row) => (row.active ? '0' : '1'),
  type: (row) => row.type,
  value: (row) => row.value,
  mode: (row) => row.mode,
  note: (row) => row.note,
};

const addOne = (): void => useView.getState().ask({ type: 'indicator', draft: NEW_INDICATOR });
const pasteList = (): void => useView.getState().ask({ type: 'pasteIndicators' });
const edit = (draft: Indicator): void => useView.getState().ask({ type: 'indicator', draft });

async function rehunt(): Promise<void> {
  if (await runOnCompleted('ioc_only')) useIndicators.getState().hunted();
}

async function setActive(rows: readonly Indicator[], active: boolean): Promise<void> {
  for (const row of rows) {
    if (row.active !== active) await useIndicators.getState().put({ ...row, active });
  }
}

function entriesFor(rows: readonly Indicator[]): MenuEntry[] {
  const [first] = rows;
  return [
    {
      type: 'act',
      label: 'Edit',
      key: 'Enter',
      disabled: rows.length !== 1,
      run: () => first !== undefined && edit(first),
    },
    {
      type: 'act',
      label: 'Switch on',
      disabled: rows.every((row) => row.active),
      run: () => void setActive(rows, true),
    },
    {
      type: 'act',
      label: 'Switch off',
      disabled: rows.every((row) => !row.active),
      run: () => void setActive(rows, false),
    },
    { type: 'line' },
    {
      type: 'act',
      label: 'Delete',
      key: 'Del',
      danger: true,
      run: () => void useIndicators.getState().remove(rows.map(keyOf)),
    },
  ];
}

function ChangedNote(): ReactNode {
  const changed = useIndicators((store) => store.changed);
  return (
    <div className="view-note" role="note">
      <span>
        {changed
          ? 'Indicators changed. Files processed before have not been hunted for the change yet.'
          : 'New files are hunted for these by themselves; files processed before only when hunted again.'}
      </span>
      <button
        type="button"
        className={changed ? 'primary' : undefined}
        onClick={() => void rehunt()}
      >
        Re-hunt IOCs
      </button>
    </div>
  );
}

/** What the examiner seeks in this case. */
export function IndicatorsView(): ReactNode {
  const indicators = useIndicators((store) => store.indicators);
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<Order>({ column: 'value', direction: 'asc' });
  const [selected, setSelected] = useState(NOTHING_SELECTED);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const closeMenu = useCallback(() => setMenu(null), []);
  const shown = useMemo(() => {
    const text = filter.trim().toLowerCase();
    const kept = indicators.filter((row) =>
      `${row.type}\n${row.value}\n${row.note}`.toLowerCase().includes(text),
    );
    return sortByText(kept, order, TEXTS);
  }, [indicators, filter, order]);
  const keys = useMemo(() => shown.map(keyOf), [shown]);
  const selection = useMemo(
    () => select(selected, { type: 'keep', keys: new Set(keys) }, keys),
    [selected, keys],
  );
  const chosen = shown.filter((row) => selection.keys.has(row.id));
  const rows = useMemo(() => windowOf(shown), [shown]);
  const active = indicators.filter((row) => row.active).length;
  const onSelect = (step: SelectionStep): void => setSelected(select(selection, step, keys));
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.key !== 'Delete' || chosen.length === 0) return false;
    void useIndicators.getState().remove(chosen.map(keyOf));
    return true;
  };
  return (
    <>
      <ViewHead
        title="Indicators"
        summary={`${plural(indicators.length, 'indicator')} · ${formatCount(active)} active`}
      >
        <button type="button" onClick={pasteList}>
          Paste a list
        </button>
        <button type="button" className="primary" onClick={addOne}>
          Add indicator
        </button>
      </ViewHead>
      {indicators.length > 0 && (
        <>
          <ChangedNote />
          <div className="view-tools">
            <input
              data-find
              type="search"
              className="filter"
              aria-label="Filter indicators"
              placeholder="Filter by value, type, note…"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
            <button
              type="button"
              disabled={chosen.length !== 1}
              onClick={() => chosen[0] !== undefined && edit(chosen[0])}
            >
              Edit
            </button>
            <button
              type="button"
              disabled={chosen.length === 0}
              onClick={() => void useIndicators.getState().remove(chosen.map(keyOf))}
            >
              Delete
            </button>
          </div>
        </>
      )}
      <div className="panes">
        <Grid
          label="Indicators"
          rows={rows}
          columns={COLUMNS}
          keys={keys}
          keyOf={keyOf}
          labelOf={labelOf}
          order={order}
          onOrder={setOrder}
          selection={selection}
          onSelect={onSelect}
          onOpen={edit}
          onMenu={setMenu}
          onKey={onKey}
        >
          {indicators.length === 0 ? (
            <EmptyState
              icon={<Crosshair size={28} aria-hidden="true" />}
              title="No indicators yet"
              text="List what you seek: addresses, domains, hashes, file names, accounts, or any text. Every file processed from then on is hunted for them."
            >
              <button type="button" className="primary" onClick={addOne}>
                Add one
              </button>
              <button type="button" onClick={pasteList}>
                Paste several
              </button>
            </EmptyState>
          ) : (
            <EmptyState
              title="No indicator matches"
              text="No indicator of this case matches the filter."
            />
          )}
        </Grid>
      </div>
      {menu !== null && (
        <Menu label="Indicator" place={menu} entries={entriesFor(chosen)} onClose={closeMenu} />
      )}
    </>
  );
}
