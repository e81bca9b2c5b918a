import { memo, type ReactNode } from 'react';
import type { PlacedColumn } from './columns';

interface GridRowProps<Row> {
  /** Undefined while it is on its way. */
  readonly row: Row | undefined;
  readonly index: number;
  readonly topPx: number;
  readonly rowPx: number;
  readonly placed: readonly PlacedColumn<Row>[];
  readonly label: string | undefined;
  readonly selected: boolean;
  /** Column the keyboard is on; -1 elsewhere. */
  readonly activeColumn: number;
  readonly id: string;
}

function Row<Row>(props: GridRowProps<Row>): ReactNode {
  const { row, index, topPx, rowPx, placed, label, selected, activeColumn, id } = props;
  return (
    <div
      role="row"
      id={id}
      className={`grid-row${selected ? ' selected' : ''}${activeColumn >= 0 ? ' current' : ''}`}
      style={{ transform: `translateY(${topPx}px)`, height: rowPx }}
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-label={label}
      aria-busy={row === undefined}
      data-index={index}
    >
      {placed.map(({ column, leftPx, widthPx, frozen }, at) => (
        <div
          key={column.id}
          id={`${id}-${at}`}
          role="gridcell"
          aria-colindex={at + 1}
          data-column={at}
          className={`grid-cell${column.align === 'end' ? ' end' : ''}${column.mono === true ? ' mono' : ''}${activeColumn === at ? ' active' : ''}${frozen ? ' frozen' : ''}`}
          style={{ left: leftPx, width: widthPx }}
        >
          {row === undefined ? <span className="grid-wait" /> : column.render(row)}
        </div>
      ))}
    </div>
  );
}

/** One row; drawn anew only when something of its own changed. */
export const GridRow = memo(Row) as typeof Row;
