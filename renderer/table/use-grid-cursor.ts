import { useEffect, useRef, useState } from 'react';
import { ComingRow } from './coming-row';
import type { GridCursor } from './grid-keys';
import type { RowWindow } from './data-source';
import { type GridProps, isSelected } from './grid-props';
import { PAGE_ROWS } from './page-cache';
import type { RowKey, SelectionReach } from './selection';

export interface GridCursorMoves {
  readonly cursor: GridCursor;
  /** Moves the cursor, brings it into view and selects as far as `reach` says. */
  readonly goTo: (to: GridCursor, reach: SelectionReach) => void;
  /** Moves the cursor and nothing else. */
  readonly put: (to: GridCursor) => void;
}

/** The cursor as drawn: with its row through a new order, and never past the end. */
function boundedCursor<Row>(at: GridCursor, props: GridProps<Row>): GridCursor {
  const { keys, selection, rows, columns } = props;
  const kept = selection.cursor === null ? -1 : (keys?.indexOf(selection.cursor) ?? -1);
  const row = kept >= 0 ? kept : at.row;
  return {
    row: at.row < 0 ? -1 : Math.min(row, Math.max(0, rows.total - 1)),
    column: Math.min(at.column, columns.length - 1),
  };
}

/** Selects the row the cursor waits for as soon as it is here; looked at after every drawing. */
function useComingRow<Row>({ rows, keyOf, onSelect }: GridProps<Row>): ComingRow<Row> {
  const [coming] = useState(() => new ComingRow<Row>());
  useEffect(() => {
    const row = coming.take(rows);
    if (row !== undefined) onSelect({ type: 'go', key: keyOf(row), reach: 'plain' }, row);
  });
  return coming;
}

/** Back to the first row when the grid shows something else. */
function useTop(topKey: string | undefined, show: (row: number) => void, reset: () => void): void {
  const [shownKey, setShownKey] = useState(topKey);
  if (shownKey !== topKey) {
    setShownKey(topKey);
    reset();
  }
  useEffect(() => show(0), [show, topKey]);
}

/** Rows that are shown above and below one that is led to. */
const SURROUNDING_ROWS = 4;

/** Goes to a row when it is asked for, and not again when the grid is drawn anew. */
function useReveal(reveal: { readonly row: number } | null, goTo: (row: number) => void): void {
  const gone = useRef<{ readonly row: number } | null>(reveal);
  useEffect(() => {
    if (reveal === null || gone.current === reveal) return;
    gone.current = reveal;
    goTo(reveal.row);
  });
}

/**
 * A row chosen among those found so far stays chosen when others come before it: the cursor goes along with it.
 * @param atRow where the cursor is
 */
function useKeptRow<Row>(
  { rows, keyOf, selection }: GridProps<Row>,
  atRow: number,
  follow: (row: number) => void,
): void {
  const chosen = useRef<{ readonly rows: RowWindow<Row>; readonly key: RowKey } | null>(null);
  useEffect(() => {
    const key = selection.cursor;
    const row = rows.at(atRow);
    const isThere = key !== null && row !== undefined && keyOf(row) === key;
    const kept = chosen.current;
    chosen.current = null;
    if (key !== null && rows.partial && (isThere || kept?.key === key))
      chosen.current = { rows, key };
    if (isThere || kept === null || kept.rows !== rows || kept.key !== key) return;
    const now = rowOfKey(rows, keyOf, key);
    if (now >= 0) follow(now);
  });
}

/** Among the first rows, which are here at once. */
function rowOfKey<Row>(rows: RowWindow<Row>, keyOf: (row: Row) => RowKey, key: RowKey): number {
  for (let at = 0; at < Math.min(rows.total, PAGE_ROWS); at++) {
    const row = rows.at(at);
    if (row !== undefined && keyOf(row) === key) return at;
  }
  return -1;
}

/** Where the keyboard is in a grid. `show` brings a row into view. */
export function useGridCursor<Row>(
  props: GridProps<Row>,
  show: (row: number) => void,
): GridCursorMoves {
  const { rows, keys, keyOf, places, onSelect } = props;
  const [at, put] = useState<GridCursor>({ row: 0, column: 0 });
  const cursor = boundedCursor(at, props);
  const coming = useComingRow(props);
  useTop(props.topKey, show, () => at.row > 0 && put({ ...at, row: 0 }));
  const goTo = (to: GridCursor, reach: SelectionReach): void => {
    if (to.row >= 0) {
      const selected = isSelected(props, rows.at(cursor.row), cursor.row) ? cursor.row : null;
      if (places?.select({ type: 'go', key: to.row, reach }, selected) === false) return;
    }
    put(to);
    coming.drop();
    if (to.row < 0) return;
    show(to.row);
    const row = rows.at(to.row);
    if (row === undefined) {
      coming.await(rows, to.row);
      return;
    }
    onSelect({ type: 'go', key: keyOf(row), reach: keys === undefined ? 'plain' : reach }, row);
  };
  useKeptRow(props, cursor.row, (row) => {
    put({ ...at, row });
    show(row);
  });
  useReveal(props.reveal ?? null, (row) => {
    show(row - SURROUNDING_ROWS);
    show(row + SURROUNDING_ROWS);
    goTo({ row, column: cursor.column }, 'plain');
  });
  return { cursor, goTo, put };
}
