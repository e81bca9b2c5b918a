/** A selection by place with the list it is of: it stands for the same rows as long as that list is shown, no longer. */
import type { PageCache } from './page-cache';
import type { RowWindow } from './data-source';
import { NO_PLACES, type PlaceSelection, type PlaceStep, selectPlaces } from './selection';

export interface ListedSelection extends PlaceSelection {
  readonly listKey: string;
  readonly total: number;
}

/** A list as it is shown now. */
export interface ShownList extends Pick<RowWindow<unknown>, 'total' | 'stale' | 'partial'> {
  /** Differs whenever the list may have other rows, or the same in another order. */
  readonly listKey: string;
  /** Null until it is known. */
  readonly exactTotal: number | null;
}

/** What is left of a selection: all of it, or nothing where the list is another. */
export function selectionIn(
  kept: ListedSelection | null,
  { listKey, exactTotal }: ShownList,
): ListedSelection | null {
  const isOfList = kept?.listKey === listKey && (exactTotal === null || exactTotal === kept.total);
  return isOfList ? kept : null;
}

const onePlace = (place: number | null, total: number): PlaceSelection =>
  place === null
    ? NO_PLACES
    : selectPlaces(NO_PLACES, { type: 'go', key: place, reach: 'plain' }, total);

/**
 * The selection after a step; null where only the row the step goes to is.
 * @param selected the place of the one row that is selected so far, where no selection by place is
 */
export function stepIn(
  kept: ListedSelection | null,
  list: ShownList,
  step: PlaceStep,
  selected: number | null,
): ListedSelection | null {
  const now = selectionIn(kept, list);
  // Rows that are shown before the answer is here stand elsewhere in it.
  const isSure = !list.partial && (now !== null || !list.stale);
  const isCursorAlone = step.type === 'go' && step.reach === 'cursorOnly' && now === null;
  if (!isSure || isCursorAlone) return null;
  const { listKey, total } = list;
  return { ...selectPlaces(now ?? onePlace(selected, total), step, total), listKey, total };
}

/** The selected rows in order. @throws where the list has changed meanwhile, and whatever its source does */
export async function readSelected<Row>(
  { keys, total }: ListedSelection,
  list: Pick<PageCache<Row>, 'read'>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const range of keys) {
    const page = await list.read(range);
    if (page.total !== total) throw new Error('The list has changed. Please select again.');
    rows.push(...page.rows);
  }
  return rows;
}
