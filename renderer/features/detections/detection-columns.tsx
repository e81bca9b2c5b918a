import type { DetectionRow } from '@shared/contract/views';
import { Evidence } from '../../parts/evidence';
import { LevelMark } from '../../parts/level-mark';
import { TimeText } from '../../parts/time-text';
import type { Column } from '../../table/columns';

const matchesText = (row: DetectionRow): string =>
  row.matches.map(({ field, value }) => `${field}: ${value}`).join('  ');

export function detectionColumns(): Column<DetectionRow>[] {
  return [
    {
      id: 'time',
      title: 'Time',
      widthPx: 186,
      sortable: true,
      render: (row) => <TimeText time={row.time} />,
    },
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
      render: (row) => <Evidence text={row.ruleTitle} />,
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
      id: 'matches',
      title: 'Matched fields',
      widthPx: 380,
      mono: true,
      render: (row) => <Evidence text={matchesText(row)} className="dim" />,
    },
  ];
}
