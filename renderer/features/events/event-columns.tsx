import type { EventRow } from '@shared/contract/views';
import { Evidence } from '../../parts/evidence';
import { LevelMark } from '../../parts/level-mark';
import { TimeText } from '../../parts/time-text';
import type { Column } from '../../table/columns';
import { plural } from '../../lib/format';

/** Field of the query language behind a column, and the value a row has in it. */
export const COLUMN_FIELDS: Readonly<
  Record<string, readonly [string | null, (row: EventRow) => string | null]>
> = {
  time: [null, (row) => row.time],
  eventId: ['EventID', (row) => row.eventId],
  channel: ['Channel', (row) => row.channel],
  computer: ['Computer', (row) => row.computer],
  file: ['file', (row) => row.fileName],
  summary: [null, (row) => row.summary],
};

/** `zone` is written into the heading, so that a time never stands without it. */
export function eventColumns(zone: string): Column<EventRow>[] {
  return [
    {
      id: 'time',
      title: `Time (${zone})`,
      widthPx: 186,
      sortable: true,
      render: (row) => <TimeText time={row.time} />,
    },
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
    {
      id: 'computer',
      title: 'Computer',
      widthPx: 130,
      render: (row) => <Evidence text={row.computer ?? ''} />,
    },
    {
      id: 'file',
      title: 'File',
      widthPx: 140,
      render: (row) => <Evidence text={row.fileName} className="dim" />,
    },
    {
      id: 'summary',
      title: 'Summary',
      widthPx: 480,
      mono: true,
      render: (row) => <Evidence text={row.summary} className="dim" />,
    },
  ];
}
