import { useMemo, useState } from 'react';
import { type RowWindow, windowOf } from './data-source';
import {
  NOTHING_SELECTED,
  type RowKey,
  select,
  type Selection,
  type SelectionStep,
} from './selection';

interface RowSelection<Row> {
  readonly rows: RowWindow<Row>;
  readonly keys: readonly RowKey[];
  readonly selection: Selection;
  readonly chosen: readonly Row[];
  readonly onSelect: (step: SelectionStep) => void;
}

/** Several chosen rows of a list that is here already; rows no longer shown are not chosen. */
export function useRowSelection<Row>(
  shown: readonly Row[],
  keyOf: (row: Row) => RowKey,
): RowSelection<Row> {
  const [selected, setSelected] = useState(NOTHING_SELECTED);
  const keys = useMemo(() => shown.map(keyOf), [shown, keyOf]);
  const selection = useMemo(
    () => select(selected, { type: 'keep', keys: new Set(keys) }, keys),
    [selected, keys],
  );
  const rows = useMemo(() => windowOf(shown), [shown]);
  return {
    rows,
    keys,
    selection,
    chosen: shown.filter((row) => selection.keys.has(keyOf(row))),
    onSelect: (step) => setSelected(select(selection, step, keys)),
  };
}
