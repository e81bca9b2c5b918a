import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Indicator } from '@shared/model/indicator';
import { formatCount, plural } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { FilterBox } from '../../parts/filter-box';
import { Menu, type MenuPlace } from '../../parts/menu';
import { ViewHead } from '../../parts/view-head';
import type { Order } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { sortByText } from '../../table/sort-by-text';
import { useRowSelection } from '../../table/use-row-selection';
import { addOne, edit, indicatorMenu, pasteList, remove } from './indicator-acts';
import { INDICATOR_TEXTS, indicatorColumns } from './indicator-columns';
import { useIndicators } from './indicator-store';
import { NoIndicators } from './no-indicators';
import { RehuntNote } from './rehunt-note';
import './indicators.css';

const COLUMNS = indicatorColumns();
const keyOf = (row: Indicator): number => row.id;
const labelOf = (row: Indicator): string => escapeHidden(row.value);

function Head({ indicators }: { indicators: readonly Indicator[] }): ReactNode {
  const active = indicators.filter((row) => row.active).length;
  return (
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
  );
}

/** Buttons over the chosen rows. */
function ChosenButtons({ chosen }: { chosen: readonly Indicator[] }): ReactNode {
  const [first] = chosen;
  return (
    <>
      <button
        type="button"
        disabled={chosen.length !== 1}
        onClick={() => first !== undefined && edit(first)}
      >
        Edit
      </button>
      <button type="button" disabled={chosen.length === 0} onClick={() => remove(chosen)}>
        Delete
      </button>
    </>
  );
}

function useShown(indicators: readonly Indicator[], filter: string, order: Order): Indicator[] {
  return useMemo(() => {
    const text = filter.trim().toLowerCase();
    const kept = indicators.filter((row) =>
      `${row.type}\n${row.value}\n${row.note}`.toLowerCase().includes(text),
    );
    return sortByText(kept, order, INDICATOR_TEXTS);
  }, [indicators, filter, order]);
}

/** What the examiner seeks in this case. */
export function IndicatorsView(): ReactNode {
  const indicators = useIndicators((store) => store.indicators);
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<Order>({ column: 'value', direction: 'asc' });
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const closeMenu = useCallback(() => setMenu(null), []);
  const shown = useShown(indicators, filter, order);
  const { rows, keys, selection, chosen, onSelect } = useRowSelection(shown, keyOf);
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.key !== 'Delete' || chosen.length === 0) return false;
    remove(chosen);
    return true;
  };
  return (
    <>
      <Head indicators={indicators} />
      {indicators.length > 0 && (
        <>
          <RehuntNote />
          <div className="view-tools">
            <FilterBox
              label="Filter indicators"
              placeholder="Filter by value, type, note…"
              value={filter}
              onChange={setFilter}
            />
            <ChosenButtons chosen={chosen} />
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
          <NoIndicators any={indicators.length > 0} />
        </Grid>
      </div>
      {menu !== null && (
        <Menu label="Indicator" place={menu} entries={indicatorMenu(chosen)} onClose={closeMenu} />
      )}
    </>
  );
}
