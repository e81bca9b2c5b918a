import type { KeyboardEvent, ReactNode } from 'react';
import type { Column } from './columns';
import type { Order, RowWindow } from './data-source';
import type { RowKey, Selection, SelectionStep } from './selection';

export const HEADER_PX = 28;
export const ROW_PX = 26;

/** Where a context menu was asked for. */
export interface GridMenuPlace<Row> {
  readonly row: Row;
  readonly column: string;
  readonly x: number;
  readonly y: number;
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
