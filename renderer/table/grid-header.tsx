import type { PointerEvent, ReactNode } from 'react';
import { useColumnWidths } from './column-widths';
import type { PlacedColumn } from './columns';
import type { Order } from './data-source';

interface GridHeaderProps<Row> {
  readonly grid: string;
  readonly placed: readonly PlacedColumn<Row>[];
  readonly order: Order | null;
  readonly onSort: (column: string) => void;
  /** Column the keyboard is on; null while it is in the rows. */
  readonly active: number | null;
  readonly idOf: (column: number) => string;
}

/** Drags the right edge of a column; a double click gives the width back. */
function ResizeHandle({
  grid,
  id,
  widthPx,
}: {
  grid: string;
  id: string;
  widthPx: number;
}): ReactNode {
  const { setWidth, reset } = useColumnWidths.getState();
  const onPointerDown = (down: PointerEvent<HTMLSpanElement>): void => {
    down.preventDefault();
    down.stopPropagation();
    const handle = down.currentTarget;
    handle.setPointerCapture(down.pointerId);
    const from = down.clientX;
    handle.onpointermove = (move) => setWidth(grid, id, widthPx + move.clientX - from);
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
    };
  };
  return (
    <span
      className="grid-resize"
      aria-hidden="true"
      onPointerDown={onPointerDown}
      onClick={(click) => click.stopPropagation()}
      onDoubleClick={() => reset(grid, id)}
    />
  );
}

export function GridHeader<Row>(props: GridHeaderProps<Row>): ReactNode {
  const { grid, placed, order, onSort, active, idOf } = props;
  return (
    <div className="grid-head" role="row" aria-rowindex={1}>
      {placed.map(({ column, leftPx, widthPx, frozen }, index) => {
        const direction = order?.column === column.id ? order.direction : null;
        const sort =
          direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none';
        return (
          <div
            key={column.id}
            id={idOf(index)}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={column.sortable === true ? sort : undefined}
            className={`grid-th${column.align === 'end' ? ' end' : ''}${column.sortable === true ? ' sortable' : ''}${active === index ? ' active' : ''}${frozen ? ' frozen' : ''}`}
            style={{ left: leftPx, width: widthPx }}
            title={column.sortable === true ? `Sort by ${column.title}` : undefined}
            onClick={column.sortable === true ? () => onSort(column.id) : undefined}
          >
            <span className="grid-th-text">{column.title}</span>
            {direction !== null && (
              <span aria-hidden="true">{direction === 'asc' ? '↑' : '↓'}</span>
            )}
            <ResizeHandle grid={grid} id={column.id} widthPx={widthPx} />
          </div>
        );
      })}
    </div>
  );
}
