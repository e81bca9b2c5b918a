import type { EventRow } from '@shared/contract/event-views';
import { Evidence } from '../../parts/evidence';
import { MarksInLine } from '../marks/tag-mark';
import { RecoveredMark } from '../../parts/recovered-mark';
import { LevelMark } from '../../parts/level-mark';
import { type BuiltInColumn, fieldColumn, fieldOfColumn } from '@shared/model/event-layout';
import type { Column } from '../../table/columns';
import { formatCount, plural } from '../../lib/format';
import { COMPUTER_COLUMN, FILE_COLUMN, TIME_COLUMN, timeTitle } from '../places/place-columns';
import { type CellValues, PLACE_CELLS } from './use-row-menu';

/** What the built-in columns hold. */
const EVENT_CELLS: CellValues<EventRow> = {
  ...PLACE_CELLS,
  marks: (row) => {
    const [tag] = row.marks.tags;
    return { field: tag === undefined ? null : 'tag', value: tag?.name ?? null };
  },
  level: (row) => ({ field: row.level === null ? null : 'level', value: row.level }),
  eventId: (row) => ({ field: 'EventID', value: row.eventId }),
  channel: (row) => ({ field: 'Channel', value: row.channel }),
  summary: (row) => ({ field: null, value: row.summary }),
};

export const BUILT_IN_TITLES: Readonly<Record<BuiltInColumn, string>> = {
  time: 'Time',
  level: 'Level',
  marks: 'Marks',
  eventId: 'Event ID',
  channel: 'Channel',
  computer: 'Computer',
  file: 'File',
  summary: 'Summary',
};

const BUILT_IN: Readonly<Record<BuiltInColumn, Column<EventRow>>> = {
  time: TIME_COLUMN,
  level: {
    id: 'level',
    title: BUILT_IN_TITLES.level,
    widthPx: 128,
    render: (row) => (
      <>
        {row.level !== null && <LevelMark level={row.level} />}
        {row.hits > 0 && (
          <span className="hit-mark" title={plural(row.hits, 'indicator hit')}>
            IOC
          </span>
        )}
      </>
    ),
  },
  marks: {
    id: 'marks',
    title: BUILT_IN_TITLES.marks,
    widthPx: 62,
    render: (row) => (
      <>
        {row.copies > 1 && (
          <span className="copies-mark" title={`${row.copies} copies; the others are left out`}>
            ×{formatCount(row.copies)}
          </span>
        )}
        <RecoveredMark recovery={row.recovery} />
        <MarksInLine marks={row.marks} />
      </>
    ),
  },
  eventId: {
    id: 'eventId',
    title: BUILT_IN_TITLES.eventId,
    widthPx: 74,
    align: 'end',
    render: (row) => <Evidence text={row.eventId ?? ''} title={row.provider ?? ''} />,
  },
  channel: {
    id: 'channel',
    title: BUILT_IN_TITLES.channel,
    widthPx: 112,
    render: (row) => <Evidence text={row.channel ?? ''} />,
  },
  computer: { ...COMPUTER_COLUMN, widthPx: 98, sortable: false },
  file: {
    ...FILE_COLUMN,
    sortable: false,
    // Whether it was recovered stands among the marks.
    render: ({ fileName }) => <Evidence text={fileName} className="dim" />,
  },
  summary: {
    id: 'summary',
    title: BUILT_IN_TITLES.summary,
    widthPx: 340,
    fills: true,
    mono: true,
    render: (row) => <Evidence text={row.summary} className="dim" />,
  },
};

const isBuiltIn = (id: string): id is BuiltInColumn => Object.hasOwn(BUILT_IN, id);

/** The fields of a layout's columns, as rows are asked with. */
export const fieldsShown = (columns: readonly string[]): readonly string[] =>
  columns.map(fieldOfColumn).filter((field) => field !== null);

export function eventColumns(shown: readonly string[], zone: string): Column<EventRow>[] {
  const fields = fieldsShown(shown);
  return shown.flatMap((id): Column<EventRow>[] => {
    if (id === 'time') return [{ ...TIME_COLUMN, title: timeTitle(zone) }];
    if (isBuiltIn(id)) return [BUILT_IN[id]];
    const field = fieldOfColumn(id);
    return field === null ? [] : [fieldColumnOf(id, field, fields.indexOf(field))];
  });
}

/** @param at its place among the asked fields */
const fieldColumnOf = (id: string, field: string, at: number): Column<EventRow> => ({
  ...{ id, title: field, widthPx: 180, mono: true },
  render: (row) => <Evidence text={row.columns[at] ?? ''} />,
});

/** What the cells of a layout hold, for the menu of one. */
export function eventCells(shown: readonly string[]): CellValues<EventRow> {
  const fields = fieldsShown(shown);
  const own = fields.map((field, at): [string, CellValues<EventRow>[string]] => [
    fieldColumn(field),
    (row) => ({
      ...{ field, value: row.columns[at] ?? null },
      ...(row.abridged.includes(at) ? { abridges: { file: row.file, event: row.event } } : {}),
    }),
  ]);
  return { ...EVENT_CELLS, ...Object.fromEntries(own) };
}
