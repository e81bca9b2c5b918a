import type { ReactNode } from 'react';
import type { PlacedColumn } from './columns';
import type { RowRange } from './data-source';
import type { GridCursor } from './grid-keys';
import { type GridProps, isSelected, ROW_PX } from './grid-props';
import { GridRow } from './grid-row';

/** Rows keep their place within a block, so scrolling moves one layer and redraws few rows. */
const BLOCK_ROWS = 64;

interface GridRowsProps<Row> {
  readonly grid: GridProps<Row>;
  readonly placed: readonly PlacedColumn<Row>[];
  readonly inView: RowRange;
  /** The row at the top of the view; a fraction while scrolled between two. */
  readonly firstRow: number;
  readonly cursor: GridCursor;
  readonly idOf: (row: number) => string;
}

/** The rows in view. */
export function GridRows<Row>(props: GridRowsProps<Row>): ReactNode {
  const { grid, placed, inView, firstRow, cursor, idOf } = props;
  const base = Math.floor(inView.start / BLOCK_ROWS) * BLOCK_ROWS;
  const drawn: ReactNode[] = [];
  for (let index = inView.start; index < inView.end; index++) {
    const row = grid.rows.at(index);
    drawn.push(
      <GridRow
        key={index}
        id={idOf(index)}
        index={index}
        row={row}
        topPx={(index - base) * ROW_PX}
        rowPx={ROW_PX}
        placed={placed}
        label={row === undefined ? undefined : grid.labelOf?.(row)}
        selected={isSelected(grid, row, index)}
        activeColumn={index === cursor.row ? cursor.column : -1}
      />,
    );
  }
  return (
    <div
      className="grid-rows"
      role="rowgroup"
      style={{ transform: `translateY(${(base - firstRow) * ROW_PX}px)` }}
    >
      {drawn}
    </div>
  );
}
