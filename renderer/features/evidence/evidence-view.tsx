import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useState } from 'react';
import { FileStack, FolderPlus, Plus } from 'lucide-react';
import type { EvidenceRow } from '@shared/contract/views';
import { addEvidence } from '../../app/case-actions';
import { useQueue } from '../../app/queue-store';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import { formatCount } from '../../lib/format';
import { EmptyState } from '../../parts/empty-state';
import { Menu, type MenuEntry, type MenuPlace } from '../../parts/menu';
import { MenuButton } from '../../parts/menu-button';
import { ViewHead } from '../../parts/view-head';
import { type Order, windowOf } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { NOTHING_SELECTED, select, type SelectionStep } from '../../table/selection';
import { escapeHidden } from '../../lib/hidden-characters';
import { BulkBar } from './bulk-bar';
import { evidenceSummary } from './case-totals';
import { fileActions } from './evidence-actions';
import { evidenceColumns } from './evidence-columns';
import { filterEvidence, sortEvidence } from './evidence-order';
import { useEvidence } from './evidence-store';
import { actionOfKey, fileMenu } from './file-menu';
import { useCaseTotals } from './use-case-totals';
import './evidence.css';

const keyOf = (row: EvidenceRow): number => row.id;
const labelOf = (row: EvidenceRow): string => escapeHidden(row.name);
const ADD_ENTRIES: readonly MenuEntry[] = [
  { type: 'act', label: 'Files…', run: () => void addEvidence('files') },
  { type: 'act', label: 'Folder…', run: () => void addEvidence('folder') },
];

function QueueButton(): ReactNode {
  const paused = useQueue((store) => store.queue?.paused ?? false);
  return (
    <button
      type="button"
      onClick={() => void attempt(() => ask(paused ? 'queue.resume' : 'queue.pause', {}))}
    >
      {paused ? 'Resume queue' : 'Pause queue'}
    </button>
  );
}

function Empty(): ReactNode {
  return (
    <EmptyState
      icon={<FileStack size={28} aria-hidden="true" />}
      title="No evidence yet"
      text="Drop Windows event logs (EVTX), NDJSON or JSON exports, or whole folders anywhere on this window. They are read where they are and never changed; every event then becomes searchable."
    >
      <button type="button" className="primary" onClick={() => void addEvidence('files')}>
        <Plus size={15} aria-hidden="true" /> Add files
      </button>
      <button type="button" onClick={() => void addEvidence('folder')}>
        <FolderPlus size={15} aria-hidden="true" /> Add folder
      </button>
    </EmptyState>
  );
}

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
  const [selected, setSelected] = useState(NOTHING_SELECTED);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const closeMenu = useCallback(() => setMenu(null), []);
  const totals = useCaseTotals();
  const loaded = useEvidence((store) => store.loaded);
  const { shown, columns } = useShownRows(filter, unused, order);
  const keys = useMemo(() => shown.map(keyOf), [shown]);
  const selection = useMemo(
    () => select(selected, { type: 'keep', keys: new Set(keys) }, keys),
    [selected, keys],
  );
  const chosen = shown.filter((row) => selection.keys.has(row.id));
  const rows = useMemo(() => windowOf(shown), [shown]);
  const onSelect = (step: SelectionStep): void => setSelected(select(selection, step, keys));
  const onKey = (event: KeyboardEvent, row: EvidenceRow | null): boolean => {
    if (event.ctrlKey || event.altKey || event.shiftKey || row === null) return false;
    const action = actionOfKey(event.key);
    const over = chosen.length > 0 ? chosen : [row];
    if (action === undefined || !action.enabled(over)) return false;
    action.run(over.map(keyOf));
    return true;
  };
  const failed = totals.states.failed ?? 0;
  const first = chosen[0];
  const title =
    chosen.length === 1 && first !== undefined ? labelOf(first) : `${chosen.length} files selected`;
  return (
    <>
      <ViewHead title="Evidence" summary={evidenceSummary(totals)}>
        {failed > 0 && (
          <button type="button" onClick={() => void fileActions.retryFailed()}>
            Retry failed
          </button>
        )}
        {totals.files > 0 && <QueueButton />}
        <MenuButton label="Add evidence" className="primary" entries={ADD_ENTRIES}>
          Add evidence ▾
        </MenuButton>
      </ViewHead>
      <div className="view-tools">
        <input
          data-find
          type="search"
          className={chosen.length > 0 ? 'filter narrow' : 'filter'}
          aria-label="Filter evidence"
          placeholder="Filter by name, host, hash, state…"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        {chosen.length > 0 ? (
          <BulkBar rows={chosen} onClear={() => onSelect({ type: 'none' })} />
        ) : (
          <>
            {totals.unused > 0 && (
              <button
                type="button"
                className="toggle"
                aria-pressed={unused}
                onClick={() => setUnused(!unused)}
              >
                show skipped ({formatCount(totals.unused)})
              </button>
            )}
            {shown.length < totals.files && (
              <span className="dim">
                {formatCount(shown.length)} of {formatCount(totals.files)} shown
              </span>
            )}
          </>
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
          {!loaded ? null : totals.files === 0 ? (
            <Empty />
          ) : (
            <EmptyState title="Nothing matches" text="No file of this case matches the filter.">
              <button
                type="button"
                onClick={() => {
                  setFilter('');
                  setUnused(true);
                }}
              >
                Show all files
              </button>
            </EmptyState>
          )}
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
