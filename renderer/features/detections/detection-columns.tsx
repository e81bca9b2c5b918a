import type { ReactNode } from 'react';
import type { DetectionRow } from '@shared/contract/finding-views';
import { plural } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { LevelMark } from '../../parts/level-mark';
import type { Column } from '../../table/columns';
import { type CellValues, PLACE_CELLS } from '../events/use-row-menu';
import type { CellValue } from '../events/cell-value';
import { COMPUTER_COLUMN, FILE_COLUMN, TIME_COLUMN } from '../places/place-columns';

const matchesText = (row: DetectionRow): string =>
  row.matches.map(({ field, value }) => `${field}: ${value}`).join('  ');

/** The one matched value, or all of them as text and each by its field. */
function matchesCell(row: DetectionRow): CellValue {
  const [first] = row.matches;
  if (first === undefined) return { field: null, value: null };
  return row.matches.length === 1
    ? { field: first.field, value: first.value }
    : { field: null, value: matchesText(row), parts: row.matches };
}

/** What the columns of a detection hold, for its menu. */
export const DETECTION_CELLS: CellValues<DetectionRow> = {
  ...PLACE_CELLS,
  level: (row) => ({ field: null, value: row.level }),
  rule: (row) => ({ field: null, value: row.ruleTitle }),
  matches: matchesCell,
};

/** A correlation says so and how many events it is made of. */
function RuleCell({ row }: { row: DetectionRow }): ReactNode {
  if (row.correlation === null) return <Evidence text={row.ruleTitle} />;
  const { events } = row.correlation;
  return (
    <>
      <Evidence text={row.ruleTitle} />{' '}
      <span className="correlation-mark" title={`A correlation of ${plural(events, 'event')}`}>
        {plural(events, 'event')}
      </span>
    </>
  );
}

export const DETECTION_COLUMNS: readonly Column<DetectionRow>[] = [
  TIME_COLUMN,
  {
    id: 'level',
    title: 'Level',
    widthPx: 116,
    sortable: true,
    render: (row) => <LevelMark level={row.level} />,
  },
  {
    id: 'rule',
    title: 'Rule',
    widthPx: 300,
    sortable: true,
    render: (row) => <RuleCell row={row} />,
  },
  COMPUTER_COLUMN,
  FILE_COLUMN,
  {
    id: 'matches',
    title: 'Matched fields',
    widthPx: 380,
    mono: true,
    render: (row) => <Evidence text={matchesText(row)} className="dim" />,
  },
];
