import type { HitRow } from '@shared/contract/views';
import { Evidence } from '../../parts/evidence';
import { TimeText } from '../../parts/time-text';
import type { Column } from '../../table/columns';
import { HitValue } from './hit-value';

export function hitColumns(): Column<HitRow>[] {
  return [
    {
      id: 'time',
      title: 'Time',
      widthPx: 186,
      sortable: true,
      render: (row) => <TimeText time={row.time} />,
    },
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
    {
      id: 'computer',
      title: 'Computer',
      widthPx: 130,
      sortable: true,
      render: (row) => <Evidence text={row.computer ?? ''} />,
    },
    {
      id: 'file',
      title: 'File',
      widthPx: 160,
      sortable: true,
      render: (row) => <Evidence text={row.fileName} className="dim" />,
    },
    {
      id: 'value',
      title: 'Value',
      widthPx: 380,
      mono: true,
      render: (row) => <HitValue hit={row} />,
    },
  ];
}
