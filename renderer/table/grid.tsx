/** A windowed ARIA grid: draws the rows in view, is driven by mouse and keyboard alike. */
import { type ReactNode, useEffect, useId, useMemo } from 'react';
import type { Widths } from '@shared/model/column-widths';
import { useColumnWidths } from './column-widths';
import { placeColumns } from './columns';
import { click, doubleClick, type DrawnGrid, pressKey, rightClick, sortBy } from './grid-acts';
import { GridHeader } from './grid-header';
import type { GridCursor } from './grid-keys';
import { type GridProps, HEADER_PX, ROW_PX, selectsSeveral } from './grid-props';
import { GridRows } from './grid-rows';
import { contentPx, rowsInView } from './scaled-scroll';
import { useColumnScroll } from './use-column-scroll';
import { useGridCursor } from './use-grid-cursor';
import { useRowScroll } from './use-row-scroll';
import './grid.css';

const NO_WIDTHS: Widths = {};

export function Grid<Row>(props: GridProps<Row>): ReactNode {
  const { label, rows, columns, frozen, order } = props;
  const gridId = useId();
  const rowId = (row: number): string => `${gridId}-r${row}`;
  const headId = (column: number): string => `${gridId}-h${column}`;
  const cellId = ({ row, column }: GridCursor): string =>
    row < 0 ? headId(column) : `${rowId(row)}-${column}`;

  const { scroller, shape, viewWidthPx, firstRow, onScroll, show } = useRowScroll(
    rows.total,
    ROW_PX,
    HEADER_PX,
  );
  const widths = useColumnWidths((state) => state.byGrid[label]) ?? NO_WIDTHS;
  const placed = useMemo(
    () => placeColumns(columns, widths, viewWidthPx, frozen),
    [columns, widths, viewWidthPx, frozen],
  );
  const widthPx = placed.reduce((sum, column) => sum + column.widthPx, 0);
  const { start, end } = rowsInView(shape, firstRow);
  useEffect(() => rows.want({ start, end }), [rows, start, end]);

  const moves = useGridCursor(props, show);
  const { cursor } = moves;
  useColumnScroll(scroller, placed, cursor.column);
  const page = Math.max(1, Math.floor(shape.viewPx / ROW_PX) - 1);
  const grid: DrawnGrid<Row> = { ...moves, props, placed, page, cellId };
  const isActiveDrawn = cursor.row < 0 || (cursor.row >= start && cursor.row < end);
  return (
    <div
      ref={scroller}
      className={`grid${rows.stale && !rows.partial && rows.total > 0 ? ' stale' : ''}`}
      role="grid"
      data-region
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.total + 1}
      aria-colcount={columns.length}
      aria-multiselectable={selectsSeveral(props)}
      aria-busy={rows.stale}
      aria-activedescendant={isActiveDrawn && rows.total > 0 ? cellId(cursor) : undefined}
      onScroll={onScroll}
      onKeyDown={(event) => pressKey(grid, event)}
      onClick={(event) => click(grid, event)}
      onDoubleClick={(event) => doubleClick(grid, event)}
      onContextMenu={(event) => rightClick(grid, event)}
    >
      <div
        className="grid-space"
        role="presentation"
        style={{ height: contentPx(shape) + HEADER_PX, width: Math.max(widthPx, 1) }}
      >
        <div
          className="grid-view"
          role="presentation"
          style={{ height: shape.viewPx + HEADER_PX, width: widthPx }}
        >
          <GridHeader
            grid={label}
            placed={placed}
            order={order}
            onSort={(column) => sortBy(props, column)}
            onMove={props.onMoveColumn}
            active={cursor.row < 0 ? cursor.column : null}
            idOf={headId}
          />
          <GridRows
            grid={props}
            placed={placed}
            inView={{ start, end }}
            firstRow={firstRow}
            cursor={cursor}
            idOf={rowId}
          />
          {rows.total === 0 && !rows.stale && (
            <div className="grid-empty" style={{ width: viewWidthPx }}>
              {props.children}
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
