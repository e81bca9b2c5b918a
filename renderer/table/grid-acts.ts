/** What a grid does on a key or a press of the mouse. */
import type { KeyboardEvent, MouseEvent } from 'react';
import { useColumnWidths } from './column-widths';
import type { PlacedColumn } from './columns';
import { type GridAction, gridAction, type GridCursor } from './grid-keys';
import { type GridProps, isSelected, selectsSeveral } from './grid-props';
import type { SelectionReach } from './selection';
import type { GridCursorMoves } from './use-grid-cursor';

/** A grid as it is drawn now. */
export interface DrawnGrid<Row> extends GridCursorMoves {
  readonly props: GridProps<Row>;
  readonly placed: readonly PlacedColumn<Row>[];
  /** Rows of one page. */
  readonly page: number;
  readonly cellId: (cell: GridCursor) => string;
}

/** Sorts by a column; by the one in force the other way round. */
export function sortBy<Row>({ order, onOrder }: GridProps<Row>, column: string): void {
  const same = order?.column === column;
  onOrder?.({ column, direction: same && order.direction === 'asc' ? 'desc' : 'asc' });
}

function openMenu<Row>(
  grid: DrawnGrid<Row>,
  cell: GridCursor,
  row: Row,
  x: number,
  y: number,
): void {
  const { columns, onMenu } = grid.props;
  if (isSelected(grid.props, row, cell.row)) grid.put(cell);
  else grid.goTo(cell, 'plain');
  onMenu?.({ row, column: columns[cell.column]?.id ?? '', x, y });
}

/** Where one row alone can be selected it is opened. */
function toggle<Row>({ props, cursor, goTo }: DrawnGrid<Row>, row: Row): void {
  const isOne = !selectsSeveral(props);
  goTo(cursor, isOne ? 'plain' : 'toggle');
  if (isOne) props.onOpen?.(row);
}

function actOnRow<Row>(grid: DrawnGrid<Row>, type: 'open' | 'toggle' | 'menu', row: Row): void {
  if (type === 'open') grid.props.onOpen?.(row);
  else if (type === 'toggle') toggle(grid, row);
  else {
    const box = document.getElementById(grid.cellId(grid.cursor))?.getBoundingClientRect();
    openMenu(grid, grid.cursor, row, (box?.left ?? 0) + 12, box?.bottom ?? 0);
  }
}

function actOnColumn<Row>(grid: DrawnGrid<Row>, byPx: number | null): void {
  const placed = grid.placed[grid.cursor.column];
  if (placed === undefined) return;
  const { column, widthPx } = placed;
  if (byPx !== null)
    useColumnWidths.getState().setWidth(grid.props.label, column.id, widthPx + byPx);
  else if (column.sortable === true) sortBy(grid.props, column.id);
}

/** The keyboard stays on the column it moves. */
function moveColumn<Row>({ cursor, placed, props, put }: DrawnGrid<Row>, by: -1 | 1): void {
  const to = cursor.column + by;
  const id = placed[cursor.column]?.column.id;
  if (props.onMoveColumn === undefined || id === undefined || placed[to] === undefined) return;
  props.onMoveColumn(id, by > 0 ? to + 1 : to);
  put({ ...cursor, column: to });
}

/** By key along a row the selection stays as it is; a click always selects. */
function move<Row>({ cursor, goTo }: DrawnGrid<Row>, to: GridCursor, reach: SelectionReach): void {
  const sideways = reach === 'plain' && to.row === cursor.row && to.column !== cursor.column;
  goTo(to, sideways ? 'cursorOnly' : reach);
}

function selectAll<Row>({ keys, places, onSelect }: GridProps<Row>): void {
  if (keys !== undefined) onSelect({ type: 'all' }, null);
  else places?.select({ type: 'all' }, null);
}

function act<Row>(grid: DrawnGrid<Row>, action: GridAction, row: Row | null): void {
  if (action.type === 'move') move(grid, action.to, action.reach);
  else if (action.type === 'all') selectAll(grid.props);
  else if (action.type === 'sort') actOnColumn(grid, null);
  else if (action.type === 'resize') actOnColumn(grid, action.byPx);
  else if (action.type === 'moveColumn') moveColumn(grid, action.by);
  else if (row !== null) actOnRow(grid, action.type, row);
}

export function pressKey<Row>(grid: DrawnGrid<Row>, event: KeyboardEvent): void {
  const { rows, columns, onKey } = grid.props;
  const row = grid.cursor.row < 0 ? null : (rows.at(grid.cursor.row) ?? null);
  const column = columns[grid.cursor.column]?.id ?? '';
  if (onKey?.(event, row, column) === true) {
    event.preventDefault();
    return;
  }
  const extent = { rows: rows.total, columns: columns.length, page: grid.page };
  const action = gridAction(grid.cursor, event, extent);
  if (action === null) return;
  event.preventDefault();
  act(grid, action, row);
}

const cellOf = (element: Element | null): HTMLElement | null =>
  element?.closest<HTMLElement>('[data-column]') ?? null;

function cellUnder({ target, clientX, clientY }: MouseEvent): GridCursor | null {
  const row = (target as Element).closest<HTMLElement>('[data-index]');
  if (row === null) return null;
  // Pressed on one cell and let go on its neighbour it is a click on the row alone.
  const cell = cellOf(target as Element) ?? cellOf(document.elementFromPoint(clientX, clientY));
  if (cell === null || !row.contains(cell)) return null;
  return { row: Number(row.dataset['index']), column: Number(cell.dataset['column']) };
}

export function click<Row>(grid: DrawnGrid<Row>, event: MouseEvent): void {
  const cell = cellUnder(event);
  if (cell === null) return;
  grid.goTo(cell, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'plain');
}

export function doubleClick<Row>({ props }: DrawnGrid<Row>, event: MouseEvent): void {
  const cell = cellUnder(event);
  const row = cell === null ? undefined : props.rows.at(cell.row);
  if (row !== undefined) props.onOpen?.(row);
}

export function rightClick<Row>(grid: DrawnGrid<Row>, event: MouseEvent): void {
  const cell = cellUnder(event);
  const row = cell === null ? undefined : grid.props.rows.at(cell.row);
  if (cell === null || row === undefined || grid.props.onMenu === undefined) return;
  event.preventDefault();
  openMenu(grid, cell, row, event.clientX, event.clientY);
}
