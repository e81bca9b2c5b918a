import type { EventRow } from '@shared/contract/views';
import { Evidence } from '../../parts/evidence';
import { LevelMark } from '../../parts/level-mark';
import type { Column } from '../../table/columns';
import { plural } from '../../lib/format';
import { COMPUTER_COLUMN, FILE_COLUMN, TIME_COLUMN, timeTitle } from '../places/place-columns';
import { type CellValues, PLACE_CELLS } from './use-row-menu';

/** What the columns of an event hold, for its menu. */
export const EVENT_CELLS: CellValues<EventRow> = {
  ...PLACE_CELLS,
  eventId: (row) => ({ field: 'EventID', value: row.eventId }),
  channel: (row) => ({ field: 'Channel', value: row.channel }),
  summary: (row) => ({ field: null, value: row.summary }),
};

export function eventColumns(zone: string): Column<EventRow>[] {
  return [
    { ...TIME_COLUMN, title: timeTitle(zone) },
    {
      id: 'level',
      title: 'Level',
      widthPx: 158,
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
    {
      id: 'eventId',
      title: 'Event ID',
      widthPx: 76,
      align: 'end',
      render: (row) => <Evidence text={row.eventId ?? ''} title={row.provider ?? ''} />,
    },
    {
      id: 'channel',
      title: 'Channel',
      widthPx: 170,
      render: (row) => <Evidence text={row.channel ?? ''} />,
    },
    { ...COMPUTER_COLUMN, sortable: false },
    { ...FILE_COLUMN, sortable: false },
    {
      id: 'summary',
      title: 'Summary',
      widthPx: 480,
      mono: true,
      render: (row) => <Evidence text={row.summary} className="dim" />,
    },
  ];
}
