/** Columns of where an event stands, the same in every grid that shows events. */
import type { EventPlace } from '@shared/contract/finding-views';
import { Evidence } from '../../parts/evidence';
import { RecoveredMark } from '../../parts/recovered-mark';
import { TimeText } from '../../parts/time-text';
import type { Column } from '../../table/columns';

export const TIME_COLUMN: Column<Pick<EventPlace, 'time'>> = {
  id: 'time',
  title: 'Time',
  widthPx: 186,
  sortable: true,
  render: (row) => <TimeText time={row.time} />,
};

/** The zone stands in the heading, so that a time never stands without it. */
export const timeTitle = (zone: string): string => `Time (${zone})`;

export const COMPUTER_COLUMN: Column<Pick<EventPlace, 'computer'>> = {
  id: 'computer',
  title: 'Computer',
  widthPx: 130,
  sortable: true,
  render: (row) => <Evidence text={row.computer ?? ''} />,
};

/** The file, and whether the event is of its live log. */
export const FILE_COLUMN: Column<Pick<EventPlace, 'fileName' | 'recovery'>> = {
  id: 'file',
  title: 'File',
  widthPx: 190,
  sortable: true,
  render: (row) => (
    <>
      <RecoveredMark recovery={row.recovery} />
      <Evidence text={row.fileName} className="dim" />
    </>
  ),
};
