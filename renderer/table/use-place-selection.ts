/** Several rows of a paged grid, selected by their places. */
import { useState } from 'react';
import type { GridPlaces } from './grid-props';
import type { PageCache } from './page-cache';
import { type ListedSelection, readSelected, selectionIn, stepIn } from './place-selection';
import { countRows, holdsRow } from './row-ranges';

interface PlaceSelecting {
  /** Differs whenever the list may have other rows, or the same in another order. */
  readonly listKey: string;
  /** How many can be selected. */
  readonly most: number;
  readonly onTooMany: () => void;
}

export interface SelectedPlaces<Row> {
  readonly places: GridPlaces;
  readonly count: number;
  /** Whether another row than the one the cursor is on is selected. */
  readonly isSeveral: boolean;
  /** @throws where the list has changed, and whatever its source does */
  readonly read: () => Promise<readonly Row[]>;
  /** Back to the row that is known by its key. */
  readonly clear: () => void;
}

export function usePlaceSelection<Row>(
  rows: PageCache<Row>,
  { listKey, most, onTooMany }: PlaceSelecting,
): SelectedPlaces<Row> {
  const [kept, setKept] = useState<ListedSelection | null>(null);
  const { total, exactTotal, stale, partial } = rows;
  const list = { listKey, total, exactTotal, stale, partial };
  const now = selectionIn(kept, list);
  // Another list forgets it: back in the one before, nothing is selected that nobody remembers.
  if (kept !== now) setKept(now);
  const select: GridPlaces['select'] = (step, selected) => {
    const next = stepIn(kept, list, step, selected);
    if (next !== null && countRows(next.keys) > most) {
      onTooMany();
      return false;
    }
    setKept(next);
    return true;
  };
  const count = now === null ? 0 : countRows(now.keys);
  const isCursorIn = now !== null && now.cursor !== null && holdsRow(now.keys, now.cursor);
  return {
    places: { ranges: partial ? null : (now?.keys ?? null), select },
    count,
    isSeveral: count > 1 || (count === 1 && !isCursorIn),
    read: async () => (now === null ? [] : readSelected(now, rows)),
    clear: () => setKept(null),
  };
}
