import type { HitRow } from '@shared/contract/finding-views';
import { type IndicatorMatch, RAW_TEXT } from '@shared/model/indicator';
import { Evidence } from '../../parts/evidence';
import type { Column } from '../../table/columns';
import { type CellValues, PLACE_CELLS } from '../events/use-row-menu';
import type { CellValue } from '../events/cell-value';
import { COMPUTER_COLUMN, FILE_COLUMN, TIME_COLUMN } from '../places/place-columns';
import { HitValue } from './hit-value';
import { StaleMark } from './stale-mark';

/** Every field a hit's indicator stands in. */
export const fieldsText = ({ matches }: HitRow): string =>
  matches.map(({ field }) => field).join(', ');

/** Null where the matched text is no value of one field. */
const queryField = ({ field }: IndicatorMatch): string | null =>
  field === RAW_TEXT || field.includes('\\') ? null : field;

/** The first matched value; where there are several, each by its field too. */
function valueCell({ matches }: HitRow): CellValue {
  const [first] = matches;
  if (first === undefined) return { field: null, value: null };
  const whole = { field: queryField(first), value: first.value };
  return matches.length === 1 ? whole : { ...whole, parts: matches };
}

/** What the columns of a hit hold, for its menu. */
export const HIT_CELLS: CellValues<HitRow> = {
  ...PLACE_CELLS,
  indicator: (row) => ({ field: null, value: row.indicator }),
  type: (row) => ({ field: null, value: row.type }),
  field: (row) => ({ field: null, value: fieldsText(row) }),
  value: valueCell,
};

export const HIT_COLUMNS: readonly Column<HitRow>[] = [
  TIME_COLUMN,
  {
    id: 'indicator',
    title: 'Indicator',
    widthPx: 200,
    mono: true,
    sortable: true,
    render: (row) => (
      <>
        <StaleMark hit={row} />
        <Evidence text={row.indicator} />
      </>
    ),
  },
  { id: 'type', title: 'Type', widthPx: 96, render: (row) => row.type },
  {
    id: 'field',
    title: 'Fields',
    widthPx: 150,
    sortable: true,
    render: (row) => <Evidence text={fieldsText(row)} />,
  },
  COMPUTER_COLUMN,
  FILE_COLUMN,
  {
    id: 'value',
    title: 'Value',
    widthPx: 380,
    mono: true,
    render: ({ matches: [first] }) => first !== undefined && <HitValue match={first} />,
  },
];
