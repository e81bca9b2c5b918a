/**
 * What is selected in a grid and where its cursor stands. Rows of a list that is here are known by key, so a new order
 * keeps both; rows of one that is read page by page by their place, for as long as it is that list.
 */
import { allRows, type RowRanges, rowsBetween, toggleRow } from './row-ranges';

export type RowKey = string | number;

/** Of rows known by a key or a place, as a set of them. */
interface SelectionOf<Row, Rows> {
  readonly keys: Rows;
  /** The row the keyboard is on; null before the first move. */
  readonly cursor: Row | null;
  /** Where a range starts. */
  readonly anchor: Row | null;
}

export type Selection = SelectionOf<RowKey, ReadonlySet<RowKey>>;
export type PlaceSelection = SelectionOf<number, RowRanges>;

/** `plain` selects one, `range` from the anchor (Shift), `toggle` adds or takes away (Ctrl). */
export type SelectionReach = 'plain' | 'range' | 'toggle' | 'cursorOnly';

type StepTo<Row> =
  | { readonly type: 'go'; readonly key: Row; readonly reach: SelectionReach }
  | { readonly type: 'all' }
  | { readonly type: 'none' };

export type PlaceStep = StepTo<number>;
export type SelectionStep =
  | StepTo<RowKey>
  /** The rows that are left after a filter or a removal. */
  | { readonly type: 'keep'; readonly keys: ReadonlySet<RowKey> };

export const NOTHING_SELECTED: Selection = { keys: new Set(), cursor: null, anchor: null };
export const NO_PLACES: PlaceSelection = { keys: [], cursor: null, anchor: null };

/** The rows there are, and sets of them. */
interface RowSets<Row, Rows> {
  readonly none: Rows;
  readonly all: () => Rows;
  /** Both included, whichever comes first. */
  readonly between: (from: Row, to: Row) => Rows;
  readonly toggled: (rows: Rows, row: Row) => Rows;
}

function keysBetween(order: readonly RowKey[], from: RowKey, to: RowKey): Set<RowKey> {
  const first = order.indexOf(from);
  const second = order.indexOf(to);
  if (first < 0 || second < 0) return new Set([to]);
  return new Set(order.slice(Math.min(first, second), Math.max(first, second) + 1));
}

function toggled(keys: ReadonlySet<RowKey>, key: RowKey): Set<RowKey> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

const keySets = (order: readonly RowKey[]): RowSets<RowKey, ReadonlySet<RowKey>> => ({
  none: new Set(),
  all: () => new Set(order),
  between: (from, to) => keysBetween(order, from, to),
  toggled,
});

const placeSets = (total: number): RowSets<number, RowRanges> => ({
  none: [],
  all: () => allRows(total),
  between: rowsBetween,
  toggled: toggleRow,
});

function go<Row, Rows>(
  now: SelectionOf<Row, Rows>,
  key: Row,
  reach: SelectionReach,
  sets: RowSets<Row, Rows>,
): SelectionOf<Row, Rows> {
  switch (reach) {
    case 'plain':
      return { keys: sets.between(key, key), cursor: key, anchor: key };
    case 'range': {
      const anchor = now.anchor ?? key;
      return { keys: sets.between(anchor, key), cursor: key, anchor };
    }
    case 'toggle':
      return { keys: sets.toggled(now.keys, key), cursor: key, anchor: key };
    case 'cursorOnly':
      return { ...now, cursor: key };
  }
}

function stepped<Row, Rows>(
  now: SelectionOf<Row, Rows>,
  step: StepTo<Row>,
  sets: RowSets<Row, Rows>,
): SelectionOf<Row, Rows> {
  switch (step.type) {
    case 'go':
      return go(now, step.key, step.reach, sets);
    case 'all':
      return { ...now, keys: sets.all() };
    case 'none':
      return { ...now, keys: sets.none };
  }
}

function keep(now: Selection, left: ReadonlySet<RowKey>): Selection {
  const keys = new Set([...now.keys].filter((key) => left.has(key)));
  const cursorGone = now.cursor !== null && !left.has(now.cursor);
  if (keys.size === now.keys.size && !cursorGone) return now;
  const anchorLeft = now.anchor !== null && left.has(now.anchor);
  return { keys, cursor: cursorGone ? null : now.cursor, anchor: anchorLeft ? now.anchor : null };
}

/** The selection after a step. `order` is the rows as shown, top to bottom. */
export const select = (now: Selection, step: SelectionStep, order: readonly RowKey[]): Selection =>
  step.type === 'keep' ? keep(now, step.keys) : stepped(now, step, keySets(order));

/** The same among as many rows, whether they are here or not. */
export const selectPlaces = (now: PlaceSelection, step: PlaceStep, total: number): PlaceSelection =>
  stepped(now, step, placeSets(total));
