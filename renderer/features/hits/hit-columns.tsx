import type { HitRow } from '@shared/contract/views';
import { Evidence } from '../../parts/evidence';
import type { Column } from '../../table/columns';
import { type CellValues, PLACE_CELLS } from '../events/use-row-menu';
import { COMPUTER_COLUMN, FILE_COLUMN, TIME_COLUMN } from '../places/place-columns';
import { HitValue } from './hit-value';

/** What the columns of a hit hold, for its menu. */
export const HIT_CELLS: CellValues<HitRow> = {
  ...PLACE_CELLS,
  indicator: (row) => ({ field: null, value: row.indicator }),
  type: (row) => ({ field: null, value: row.type }),
  field: (row) => ({ field: null, value: row.field }),
  value: (row) => ({ field: row.field, value: row.value }),
};

export const HIT_COLUMNS: readonly Column<HitRow>[] = [
  TIME_COLUMN,
  {
    id: 'indicator',
    title: 'Indicator',
    widthPx: 200,
    mono: true,
    sortable: true,
    render: (row) => <Evidence text={row.indicator} />,
  },
  { id: 'type', title: 'Type', widthPx: 96, render: (row) => row.type },
  {
    id: 'field',
    title: 'Field',
    widthPx: 150,
    sortable: true,
    render: (row) => <Evidence text={row.field} />,
  },
  COMPUTER_COLUMN,
  FILE_COLUMN,
  {
    id: 'value',
    title: 'Value',
    widthPx: 380,
    mono: true,
    render: (row) => <HitValue hit={row} />,
  },
];
