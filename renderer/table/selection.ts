/** What is selected in a grid and where its cursor stands. Rows are known by key, so a new order keeps both. */

export type RowKey = string | number;

export interface Selection {
  readonly keys: ReadonlySet<RowKey>;
  /** The row the keyboard is on; null before the first move. */
  readonly cursor: RowKey | null;
  /** Where a range starts. */
  readonly anchor: RowKey | null;
}

/** `plain` selects one, `range` from the anchor (Shift), `toggle` adds or takes away (Ctrl). */
export type SelectionReach = 'plain' | 'range' | 'toggle' | 'cursorOnly';

export type SelectionStep =
  | { readonly type: 'go'; readonly key: RowKey; readonly reach: SelectionReach }
  | { readonly type: 'all' }
  | { readonly type: 'none' }
  /** The rows that are left after a filter or a removal. */
  | { readonly type: 'keep'; readonly keys: ReadonlySet<RowKey> };

export const NOTHING_SELECTED: Selection = { keys: new Set(), cursor: null, anchor: null };

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

function go(
  now: Selection,
  key: RowKey,
  reach: SelectionReach,
  order: readonly RowKey[],
): Selection {
  switch (reach) {
    case 'plain':
      return { keys: new Set([key]), cursor: key, anchor: key };
    case 'range': {
      const anchor = now.anchor ?? key;
      return { keys: keysBetween(order, anchor, key), cursor: key, anchor };
    }
    case 'toggle':
      return { keys: toggled(now.keys, key), cursor: key, anchor: key };
    case 'cursorOnly':
      return { ...now, cursor: key };
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
export function select(now: Selection, step: SelectionStep, order: readonly RowKey[]): Selection {
  switch (step.type) {
    case 'go':
      return go(now, step.key, step.reach, order);
    case 'all':
      return { ...now, keys: new Set(order) };
    case 'none':
      return { ...now, keys: new Set() };
    case 'keep':
      return keep(now, step.keys);
  }
}
