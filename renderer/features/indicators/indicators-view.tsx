import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useState } from 'react';
import { formatCount, plural } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { FilterBox } from '../../parts/filter-box';
import { Menu, type MenuEntry, type MenuPlace } from '../../parts/menu';
import { MenuButton } from '../../parts/menu-button';
import { ViewHead } from '../../parts/view-head';
import type { Order } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { sortByText } from '../../table/sort-by-text';
import { useRowSelection } from '../../table/use-row-selection';
import {
  addOne,
  change,
  edit,
  exportTo,
  importList,
  indicatorMenu,
  openLibrary,
  remove,
} from './indicator-acts';
import { indicatorColumns, ROW_TEXTS } from './indicator-columns';
import { soughtIn } from './indicator-texts';
import { type IndicatorRow, type IndicatorRows, useIndicatorRows } from './use-indicator-rows';
import { NoIndicators } from './no-indicators';
import { RehuntNote } from './rehunt-note';
import './indicators.css';

const COLUMNS = indicatorColumns();
const keyOf = (row: IndicatorRow): number => row.id;
const labelOf = (row: IndicatorRow): string => escapeHidden(row.value);

const LISTS: readonly MenuEntry[] = [
  { type: 'act', label: 'Library…', run: openLibrary },
  { type: 'line' },
  { type: 'act', label: 'Export all as CSV', run: () => void exportTo('csv', null) },
  { type: 'act', label: 'Export all as STIX 2.1', run: () => void exportTo('stix', null) },
];

function Head({ rows: indicators, isCounted }: IndicatorRows): ReactNode {
  const active = indicators.filter((row) => row.active).length;
  const met = indicators.filter((row) => row.met !== null).length;
  return (
    <ViewHead
      title="Indicators"
      summary={[
        plural(indicators.length, 'indicator'),
        `${formatCount(active)} active`,
        ...(isCounted ? [`${formatCount(met)} with hits`] : []),
      ].join(' · ')}
    >
      <MenuButton label="Lists" entries={LISTS}>
        Lists <ChevronDown size={14} aria-hidden="true" />
      </MenuButton>
      <button type="button" onClick={importList}>
        Import
      </button>
      <button type="button" className="primary" onClick={addOne}>
        Add indicator
      </button>
    </ViewHead>
  );
}

/** Buttons over the chosen rows. */
function ChosenButtons({ chosen }: { chosen: readonly IndicatorRow[] }): ReactNode {
  return (
    <>
      <button type="button" disabled={chosen.length === 0} onClick={() => change(chosen)}>
        {chosen.length > 1 ? `Change ${formatCount(chosen.length)}` : 'Edit'}
      </button>
      <button type="button" disabled={chosen.length === 0} onClick={() => remove(chosen)}>
        Delete
      </button>
    </>
  );
}

function useShown(
  indicators: readonly IndicatorRow[],
  filter: string,
  order: Order,
): IndicatorRow[] {
  return useMemo(() => {
    const text = filter.trim().toLowerCase();
    const kept = indicators.filter((row) => soughtIn(row).includes(text));
    return sortByText(kept, order, ROW_TEXTS);
  }, [indicators, filter, order]);
}

/** What the examiner seeks in this case. */
export function IndicatorsView(): ReactNode {
  const all = useIndicatorRows();
  const indicators = all.rows;
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
      <Head {...all} />
      {indicators.length > 0 && (
        <>
          <RehuntNote />
          <div className="view-tools">
            <FilterBox
              label="Filter indicators"
              placeholder="Filter by value, type, source, note…"
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
