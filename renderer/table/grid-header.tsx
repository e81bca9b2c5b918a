import type { PointerEvent, ReactNode } from 'react';
import { useColumnWidths } from './column-widths';
import type { Column, PlacedColumn } from './columns';
import type { Order } from './data-source';
import { type ColumnDragging, useColumnDrag } from './use-column-drag';

interface GridHeaderProps<Row> {
  readonly grid: string;
  readonly placed: readonly PlacedColumn<Row>[];
  readonly order: Order | null;
  readonly onSort: (column: string) => void;
  /** With it columns are dragged to other places. */
  readonly onMove: ((column: string, to: number) => void) | undefined;
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

type Drop = 'drop-before' | 'drop-after' | null;

/** The edge of a head where the dragged column would be put. */
function dropOf(drag: ColumnDragging['drag'], index: number, columns: number): Drop {
  if (drag?.to === index) return 'drop-before';
  return drag?.to === columns && index === columns - 1 ? 'drop-after' : null;
}

const classOf = <Row,>(
  { align, sortable }: Column<Row>,
  isActive: boolean,
  isFrozen: boolean,
  drop: Drop,
): string =>
  [
    'grid-th',
    align === 'end' && 'end',
    sortable === true && 'sortable',
    isActive && 'active',
    isFrozen && 'frozen',
    drop,
  ]
    .filter((name) => typeof name === 'string')
    .join(' ');

export function GridHeader<Row>(props: GridHeaderProps<Row>): ReactNode {
  const { grid, placed, order, onSort, onMove, active, idOf } = props;
  const { drag, onPointerDown } = useColumnDrag((column, to) => onMove?.(column, to));
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
            className={classOf(
              column,
              active === index,
              frozen,
              dropOf(drag, index, placed.length),
            )}
            style={{ left: leftPx, width: widthPx }}
            title={column.sortable === true ? `Sort by ${column.title}` : undefined}
            onPointerDown={
              onMove === undefined ? undefined : (down) => onPointerDown(column.id, down)
            }
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
