import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Indicator } from '@shared/model/indicator';
import { samenessKey } from '@shared/ioc/sameness';
import { attempt, tell } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import { plural } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { Dialog } from '../../parts/dialog';
import { EmptyState } from '../../parts/empty-state';
import { Evidence } from '../../parts/evidence';
import { FilterBox } from '../../parts/filter-box';
import type { Column } from '../../table/columns';
import type { Order } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { sortByText } from '../../table/sort-by-text';
import { useRowSelection } from '../../table/use-row-selection';
import { addedText } from './added-text';
import { INDICATOR_TEXTS, soughtIn } from './indicator-texts';
import { useIndicators } from './indicator-store';

interface LibraryRow extends Indicator {
  readonly isInCase: boolean;
}

const keyOf = ({ id }: LibraryRow): number => id;
const labelOf = ({ value }: LibraryRow): string => escapeHidden(value);

/** Null while it is read. */
function useLibrary(): [readonly LibraryRow[] | null, (library: readonly Indicator[]) => void] {
  const [library, setLibrary] = useState<readonly Indicator[] | null>(null);
  const indicators = useIndicators((store) => store.indicators);
  useEffect(() => {
    void attempt(() => ask('library.list', {})).then((got) => got !== null && setLibrary(got));
  }, []);
  const rows = useMemo(() => {
    const known = new Set(indicators.map(samenessKey));
    return library?.map((one) => ({ ...one, isInCase: known.has(samenessKey(one)) })) ?? null;
  }, [library, indicators]);
  return [rows, setLibrary];
}

/** Indicators kept for all cases: taken into this one, or deleted. */
export function LibraryDialog({ onClose }: { onClose: () => void }): ReactNode {
  const [library, setLibrary] = useLibrary();
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<Order>({ column: 'value', direction: 'asc' });
  const shown = useMemo(() => {
    const text = filter.trim().toLowerCase();
    const kept = (library ?? []).filter((row) => soughtIn(row).includes(text));
    return sortByText(kept, order, INDICATOR_TEXTS);
  }, [library, filter, order]);
  const { rows, keys, selection, chosen, onSelect } = useRowSelection(shown, keyOf);
  const ids = chosen.map(({ id }) => id);
  const take = async (): Promise<void> => {
    const added = await useIndicators.getState().takeFromLibrary(ids);
    if (added === null) return;
    onClose();
    tell(addedText(added));
  };
  const remove = async (): Promise<void> => {
    const left = await attempt(() => ask('library.delete', { ids }));
    if (left !== null) setLibrary(left);
  };
  return (
    <Dialog
      title="Library of indicators"
      size="large"
      onClose={onClose}
      onSubmit={() => chosen.length > 0 && void take()}
      actions={
        <>
          <button type="button" disabled={chosen.length === 0} onClick={() => void remove()}>
            Delete from the library
          </button>
          <span className="spring" />
          <button type="button" onClick={onClose}>
            Close
          </button>
          <button type="submit" className="primary" disabled={chosen.length === 0}>
            Add {plural(chosen.length, 'indicator')} to this case
          </button>
        </>
      }
    >
      <p className="dim">
        Kept on this computer for all cases. Put some in by “Keep in the library” in the menu of a
        case’s indicators.
      </p>
      <FilterBox
        label="Filter the library"
        placeholder="Filter by value, type, source, note…"
        value={filter}
        onChange={setFilter}
      />
      <div className="dialog-grid">
        <Grid
          label="Library"
          rows={rows}
          columns={COLUMNS}
          keys={keys}
          keyOf={keyOf}
          labelOf={labelOf}
          order={order}
          onOrder={setOrder}
          selection={selection}
          onSelect={onSelect}
        >
          {library !== null && <NoLibrary any={library.length > 0} />}
        </Grid>
      </div>
    </Dialog>
  );
}

function NoLibrary({ any }: { any: boolean }): ReactNode {
  return any ? (
    <EmptyState title="Nothing matches" text="No indicator of the library matches the filter." />
  ) : (
    <EmptyState
      title="The library is empty"
      text="What is kept here is at hand in every case: what your team always looks for, a feed, the traces of one attacker."
    />
  );
}

const COLUMNS: readonly Column<LibraryRow>[] = [
  { ...{ id: 'type', title: 'Type', widthPx: 110, sortable: true }, render: (row) => row.type },
  {
    ...{ id: 'value', title: 'Value', widthPx: 340, mono: true, sortable: true },
    render: (row) => <Evidence text={row.value} className={row.active ? '' : 'dim'} />,
  },
  { ...{ id: 'mode', title: 'Match', widthPx: 90, sortable: true }, render: (row) => row.mode },
  {
    ...{ id: 'case', title: 'This case', widthPx: 96 },
    render: ({ isInCase }) => isInCase && <span className="dim">has it</span>,
  },
  {
    ...{ id: 'active', title: 'Active', widthPx: 70, sortable: true },
    render: ({ active }) => (active ? 'on' : <span className="dim">off</span>),
  },
  {
    ...{ id: 'source', title: 'Source', widthPx: 180, sortable: true },
    render: (row) => <Evidence text={row.source} className="dim" />,
  },
  {
    ...{ id: 'note', title: 'Note', widthPx: 200, sortable: true },
    render: (row) => <Evidence text={row.note} className="dim" />,
  },
];
