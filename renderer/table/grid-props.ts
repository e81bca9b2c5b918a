import type { KeyboardEvent, ReactNode } from 'react';
import type { Column } from './columns';
import type { Order, RowWindow } from './data-source';
import { holdsRow, type RowRanges } from './row-ranges';
import type { PlaceStep, RowKey, Selection, SelectionStep } from './selection';

export const HEADER_PX = 28;
export const ROW_PX = 26;

/** Where a context menu was asked for. */
export interface GridMenuPlace<Row> {
  readonly row: Row;
  readonly column: string;
  readonly x: number;
  readonly y: number;
}

/** Several rows selected by their places, in a list of which only some rows are here. */
export interface GridPlaces {
  /** Null where the row that is selected is known by its key alone. */
  readonly ranges: RowRanges | null;
  /**
   * @param selected the place of the one row that is selected by key; null where that is not known
   * @returns false where so many cannot be selected: then the cursor stays where it is
   */
  readonly select: (step: PlaceStep, selected: number | null) => boolean;
}

export interface GridProps<Row> {
  /** Accessible name, and the name its column widths are kept under. */
  readonly label: string;
  readonly rows: RowWindow<Row>;
  readonly columns: readonly Column<Row>[];
  /** How many of the first columns stay in place while scrolled sideways. */
  readonly frozen?: number;
  readonly keyOf: (row: Row) => RowKey;
  readonly labelOf?: (row: Row) => string;
  readonly order: Order | null;
  readonly onOrder?: (order: Order) => void;
  /** Moves a column before the one at a place, or last; with it columns can be moved. */
  readonly onMoveColumn?: (column: string, to: number) => void;
  readonly selection: Selection;
  readonly onSelect: (step: SelectionStep, row: Row | null) => void;
  /** Keys of all rows in order; with it several rows can be selected. */
  readonly keys?: readonly RowKey[];
  /** With it several rows can be selected where not all of them are here. */
  readonly places?: GridPlaces | undefined;
  readonly onOpen?: (row: Row) => void;
  readonly onMenu?: (place: GridMenuPlace<Row>) => void;
  /** Keys of the view's own, with the row and the column's id under the cursor; true when it took the key. */
  readonly onKey?: (event: KeyboardEvent, row: Row | null, column: string) => boolean;
  /** A row to go to, once for each object given. */
  readonly reveal?: { readonly row: number } | null;
  /** When it changes, the grid goes back to its first row: another search, another order. */
  readonly topKey?: string;
  /** Shown in place of rows when there are none. */
  readonly children?: ReactNode;
}

export const selectsSeveral = <Row>({
  keys,
  places,
}: Pick<GridProps<Row>, 'keys' | 'places'>): boolean => keys !== undefined || places !== undefined;

/** @param row undefined while it is on its way: until it is here nothing is told of it */
export function isSelected<Row>(
  { places, selection, keyOf }: Pick<GridProps<Row>, 'places' | 'selection' | 'keyOf'>,
  row: Row | undefined,
  place: number,
): boolean {
  if (row === undefined) return false;
  const ranges = places?.ranges ?? null;
  return ranges === null ? selection.keys.has(keyOf(row)) : holdsRow(ranges, place);
}
