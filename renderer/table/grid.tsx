/** A windowed ARIA grid: draws the rows in view, is driven by mouse and keyboard alike. */
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useState,
} from 'react';
import { useColumnWidths } from './column-widths';
import { type Column, placeColumns, type Widths } from './columns';
import type { Order, RowWindow } from './data-source';
import { GridHeader } from './grid-header';
import { type GridAction, gridAction, type GridCursor } from './grid-keys';
import { GridRow } from './grid-row';
import { contentPx, rowsInView } from './scaled-scroll';
import type { RowKey, Selection, SelectionReach, SelectionStep } from './selection';
import { useRowScroll } from './use-row-scroll';
import './grid.css';

export const HEADER_PX = 28;
export const ROW_PX = 26;
/** Rows keep their place within a block, so scrolling moves one layer and redraws few rows. */
const BLOCK_ROWS = 64;
const NO_WIDTHS: Widths = {};

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
  readonly keyOf: (row: Row) => RowKey;
  readonly labelOf?: (row: Row) => string;
  readonly order: Order | null;
  readonly onOrder?: (order: Order) => void;
  readonly selection: Selection;
  readonly onSelect: (step: SelectionStep, row: Row | null) => void;
  /** Keys of all rows in order; with it several rows can be selected. */
  readonly keys?: readonly RowKey[];
  readonly onOpen?: (row: Row) => void;
  readonly onMenu?: (place: GridMenuPlace<Row>) => void;
  /** Keys of the view's own; true when it took the key. */
  readonly onKey?: (event: KeyboardEvent, row: Row | null) => boolean;
  /** When it changes, the grid goes back to its first row: another search, another order. */
  readonly topKey?: string;
  /** Shown in place of rows when there are none. */
  readonly children?: ReactNode;
}

export function Grid<Row>(props: GridProps<Row>): ReactNode {
  const { label, rows, columns, keyOf, labelOf, order, selection, keys, onSelect } = props;
  const gridId = useId();
  const scroll = useRowScroll(rows.total, ROW_PX, HEADER_PX);
  const widths = useColumnWidths((state) => state.byGrid[label]) ?? NO_WIDTHS;
  const placed = useMemo(
    () => placeColumns(columns, widths, scroll.viewWidthPx),
    [columns, widths, scroll.viewWidthPx],
  );
  const [at, setAt] = useState<GridCursor>({ row: 0, column: 0 });
  const kept =
    keys !== undefined && selection.cursor !== null ? keys.indexOf(selection.cursor) : -1;
  const cursor: GridCursor = {
    row: at.row < 0 ? -1 : Math.min(kept >= 0 ? kept : at.row, Math.max(0, rows.total - 1)),
    column: Math.min(at.column, columns.length - 1),
  };
  const inView = rowsInView(scroll.shape, scroll.firstRow);
  const { start, end } = inView;
  useEffect(() => rows.want({ start, end }), [rows, start, end]);

  const { show } = scroll;
  const [topKey, setTopKey] = useState(props.topKey);
  if (topKey !== props.topKey) {
    setTopKey(props.topKey);
    if (at.row > 0) setAt({ ...at, row: 0 });
  }
  useEffect(() => show(0), [show, props.topKey]);

  const rowId = (row: number): string => `${gridId}-r${row}`;
  const headId = (column: number): string => `${gridId}-h${column}`;
  const widthPx = placed.reduce((sum, column) => sum + column.widthPx, 0);
  const base = Math.floor(inView.start / BLOCK_ROWS) * BLOCK_ROWS;

  const goTo = (to: GridCursor, reach: SelectionReach): void => {
    setAt(to);
    if (to.row < 0) return;
    scroll.show(to.row);
    const row = rows.at(to.row);
    const sideways = to.row === cursor.row && reach === 'plain' && to.column !== cursor.column;
    if (row === undefined) return;
    const used = keys === undefined ? 'plain' : sideways ? 'cursorOnly' : reach;
    onSelect({ type: 'go', key: keyOf(row), reach: used }, row);
  };
  const sortBy = (column: string): void => {
    const same = order?.column === column;
    props.onOrder?.({ column, direction: same && order.direction === 'asc' ? 'desc' : 'asc' });
  };
  const openMenu = (row: Row, column: number, x: number, y: number): void => {
    if (!selection.keys.has(keyOf(row))) goTo({ row: cursor.row, column }, 'plain');
    props.onMenu?.({ row, column: columns[column]?.id ?? '', x, y });
  };
  const act = (action: GridAction): void => {
    const row = cursor.row < 0 ? undefined : rows.at(cursor.row);
    const column = columns[cursor.column];
    if (action.type === 'move') goTo(action.to, action.reach);
    else if (action.type === 'all') {
      if (keys !== undefined) onSelect({ type: 'all' }, null);
    } else if (action.type === 'sort') {
      if (column?.sortable === true) sortBy(column.id);
    } else if (action.type === 'resize') {
      const from = placed[cursor.column]?.widthPx ?? 0;
      if (column !== undefined)
        useColumnWidths.getState().setWidth(label, column.id, from + action.byPx);
    } else if (row === undefined) return;
    else if (action.type === 'open') props.onOpen?.(row);
    else if (action.type === 'toggle') {
      const reach: SelectionReach = keys === undefined ? 'plain' : 'toggle';
      onSelect({ type: 'go', key: keyOf(row), reach }, row);
      if (keys === undefined) props.onOpen?.(row);
    } else {
      const cell = document.getElementById(`${rowId(cursor.row)}-${cursor.column}`);
      const box = cell?.getBoundingClientRect();
      openMenu(row, cursor.column, (box?.left ?? 0) + 12, box?.bottom ?? 0);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = cursor.row < 0 ? null : (rows.at(cursor.row) ?? null);
    if (props.onKey?.(event, row) === true) {
      event.preventDefault();
      return;
    }
    const page = Math.max(1, Math.floor(scroll.shape.viewPx / ROW_PX) - 1);
    const extent = { rows: rows.total, columns: columns.length, page };
    const action = gridAction(cursor, event, extent);
    if (action === null) return;
    event.preventDefault();
    act(action);
  };
  const cellOf = (event: MouseEvent): { row: number; column: number } | null => {
    const cell = (event.target as Element).closest<HTMLElement>('[data-column]');
    const row = cell?.closest<HTMLElement>('[data-index]');
    if (cell === null || row === null || row === undefined) return null;
    return { row: Number(row.dataset['index']), column: Number(cell.dataset['column']) };
  };
  const onClick = (event: MouseEvent): void => {
    const cell = cellOf(event);
    if (cell === null) return;
    goTo(cell, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'plain');
  };
  const onDoubleClick = (event: MouseEvent): void => {
    const cell = cellOf(event);
    const row = cell === null ? undefined : rows.at(cell.row);
    if (row !== undefined) props.onOpen?.(row);
  };
  const onContextMenu = (event: MouseEvent): void => {
    const cell = cellOf(event);
    const row = cell === null ? undefined : rows.at(cell.row);
    if (cell === null || row === undefined || props.onMenu === undefined) return;
    event.preventDefault();
    setAt(cell);
    if (!selection.keys.has(keyOf(row))) goTo(cell, 'plain');
    props.onMenu({
      row,
      column: columns[cell.column]?.id ?? '',
      x: event.clientX,
      y: event.clientY,
    });
  };

  const drawn: ReactNode[] = [];
  for (let index = inView.start; index < inView.end; index++) {
    const row = rows.at(index);
    drawn.push(
      <GridRow
        key={index}
        id={rowId(index)}
        index={index}
        row={row}
        topPx={(index - base) * ROW_PX}
        rowPx={ROW_PX}
        placed={placed}
        label={row === undefined ? undefined : labelOf?.(row)}
        selected={row !== undefined && selection.keys.has(keyOf(row))}
        activeColumn={index === cursor.row ? cursor.column : -1}
      />,
    );
  }
  const activeId = cursor.row < 0 ? headId(cursor.column) : `${rowId(cursor.row)}-${cursor.column}`;
  const activeDrawn = cursor.row < 0 || (cursor.row >= inView.start && cursor.row < inView.end);
  return (
    <div
      ref={scroll.scroller}
      className={`grid${rows.stale && rows.total > 0 ? ' stale' : ''}`}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.total + 1}
      aria-colcount={columns.length}
      aria-multiselectable={keys !== undefined}
      aria-busy={rows.stale}
      aria-activedescendant={activeDrawn && rows.total > 0 ? activeId : undefined}
      onScroll={scroll.onScroll}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      onContextMenu={onContextMenu}
    >
      <div
        className="grid-space"
        role="presentation"
        style={{ height: contentPx(scroll.shape) + HEADER_PX, width: Math.max(widthPx, 1) }}
      >
        <div
          className="grid-view"
          role="presentation"
          style={{ height: scroll.shape.viewPx + HEADER_PX, width: widthPx }}
        >
          <GridHeader
            grid={label}
            placed={placed}
            order={order}
            onSort={sortBy}
            active={cursor.row < 0 ? cursor.column : null}
            idOf={headId}
          />
          <div
            className="grid-rows"
            role="rowgroup"
            style={{ transform: `translateY(${(base - scroll.firstRow) * ROW_PX}px)` }}
          >
            {drawn}
          </div>
        </div>
      </div>
      {rows.total === 0 && !rows.stale && <div className="grid-empty">{props.children}</div>}
    </div>
  );
}
