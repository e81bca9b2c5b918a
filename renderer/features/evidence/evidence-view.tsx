import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useState } from 'react';
import type { EvidenceRow } from '@shared/contract/evidence-views';
import { FilterBox } from '../../parts/filter-box';
import { Menu, type MenuPlace } from '../../parts/menu';
import type { Order } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { useRowSelection } from '../../table/use-row-selection';
import { escapeHidden } from '../../lib/hidden-characters';
import { BulkBar } from './bulk-bar';
import { fileActions } from './evidence-actions';
import { evidenceColumns } from './evidence-columns';
import { EvidenceHead } from './evidence-head';
import { EvidenceNotes } from './evidence-notes';
import { filterEvidence, sortEvidence } from './evidence-order';
import { useEvidence } from './evidence-store';
import { actionOfKey, fileMenu } from './file-menu';
import { NoEvidence } from './no-evidence';
import { UnusedToggle } from './unused-toggle';
import { useCaseTotals } from './use-case-totals';
import './evidence.css';

const keyOf = (row: EvidenceRow): number => row.id;
const labelOf = (row: EvidenceRow): string => escapeHidden(row.name);

/** Rows as filtered and sorted, and how many are hidden as not used. */
function useShownRows(filter: string, unused: boolean, order: Order) {
  const rows = useEvidence((store) => store.rows);
  const nameOf = useCallback((id: number) => rows.get(id)?.name ?? null, [rows]);
  const columns = useMemo(() => evidenceColumns(nameOf), [nameOf]);
  const shown = useMemo(() => {
    const all = [...rows.values()];
    const used = unused ? all : all.filter((row) => row.intake.type === 'accepted');
    return sortEvidence(filterEvidence(used, filter, nameOf), order, nameOf);
  }, [rows, nameOf, filter, unused, order]);
  return { shown, columns };
}

/** The files of the case: what they are, what was found in them, and everything that can be done. */
export function EvidenceView(): ReactNode {
  const [filter, setFilter] = useState('');
  const [unused, setUnused] = useState(true);
  const [order, setOrder] = useState<Order>({ column: 'added', direction: 'asc' });
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const closeMenu = useCallback(() => setMenu(null), []);
  const totals = useCaseTotals();
  const loaded = useEvidence((store) => store.loaded);
  const { shown, columns } = useShownRows(filter, unused, order);
  const { rows, keys, selection, chosen, onSelect } = useRowSelection(shown, keyOf);
  const onKey = (event: KeyboardEvent, row: EvidenceRow | null): boolean => {
    if (event.ctrlKey || event.altKey || event.shiftKey || row === null) return false;
    const action = actionOfKey(event.key);
    const over = chosen.length > 0 ? chosen : [row];
    if (action === undefined || !action.enabled(over)) return false;
    action.run(over.map(keyOf));
    return true;
  };
  const showAll = (): void => {
    setFilter('');
    setUnused(true);
  };
  const first = chosen[0];
  const title =
    chosen.length === 1 && first !== undefined ? labelOf(first) : `${chosen.length} files selected`;
  return (
    <>
      <EvidenceHead totals={totals} />
      <EvidenceNotes />
      <div className="view-tools">
        <FilterBox
          label="Filter evidence"
          placeholder="Filter by name, host, hash, state…"
          narrow={chosen.length > 0}
          value={filter}
          onChange={setFilter}
        />
        {chosen.length > 0 ? (
          <BulkBar rows={chosen} onClear={() => onSelect({ type: 'none' })} />
        ) : (
          <UnusedToggle totals={totals} shown={shown.length} on={unused} onChange={setUnused} />
        )}
      </div>
      <div className="panes">
        <Grid
          label="Evidence"
          rows={rows}
          columns={columns}
          keys={keys}
          keyOf={keyOf}
          labelOf={labelOf}
          order={order}
          onOrder={setOrder}
          selection={selection}
          onSelect={onSelect}
          onOpen={(row) => row.published !== null && fileActions.showEvents([row.id])}
          onMenu={setMenu}
          onKey={onKey}
        >
          {loaded && <NoEvidence any={totals.files > 0} onShowAll={showAll} />}
        </Grid>
      </div>
      {menu !== null && (
        <Menu
          label="Evidence file"
          place={menu}
          entries={fileMenu(chosen, title)}
          onClose={closeMenu}
        />
      )}
    </>
  );
}
