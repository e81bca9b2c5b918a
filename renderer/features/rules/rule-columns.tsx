import type { ReactNode } from 'react';
import type { RuleRow } from '@shared/contract/rule-row';
import { LEVELS } from '@shared/model/level';
import { formatCount } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { LevelMark } from '../../parts/level-mark';
import type { Column } from '../../table/columns';
import { countOf, type RuleCounts } from './rule-facets';

export const RULE_STATES = [
  'loaded',
  'notRun',
  'invalid',
  'skipped',
] as const satisfies readonly RuleRow['state'][];
export const RULE_STATE_WORDS: Readonly<Record<RuleRow['state'], string>> = {
  loaded: 'Loaded',
  notRun: 'Not run',
  invalid: 'Invalid',
  skipped: 'Skipped',
};

/** Why it is not loaded; of one that is, what it says that may not be meant. */
const whyText = ({ reason, warnings }: RuleRow): string =>
  reason === '' ? warnings.map(({ message }) => message).join(' · ') : reason;

const whyClass = ({ state, warnings }: RuleRow): string => {
  if (state === 'loaded' && warnings.length > 0) return 'rule-notRun';
  return state === 'invalid' ? 'failed' : 'dim';
};

/** What rules are sorted by. */
export const ruleTexts = (
  counts: RuleCounts,
): Readonly<Record<string, (row: RuleRow) => string>> => ({
  state: (row) => RULE_STATE_WORDS[row.state],
  level: (row) => String(row.level === null ? -1 : LEVELS.indexOf(row.level)),
  title: (row) => row.title,
  reason: whyText,
  author: (row) => row.author,
  file: (row) => row.file,
  status: (row) => row.status,
  // Numbers sort as texts of one length.
  detections: (row) => String(countOf(row, counts)?.detections ?? 0).padStart(12, '0'),
});

/** Nothing for a rule that does not run: it could not find any. */
function DetectionCount({ row, counts }: { row: RuleRow; counts: RuleCounts }): ReactNode {
  if (row.state !== 'loaded' || counts === null) return null;
  const count = countOf(row, counts)?.detections ?? 0;
  return <span className={count === 0 ? 'dim' : undefined}>{formatCount(count)}</span>;
}

export function ruleColumns(counts: RuleCounts): Column<RuleRow>[] {
  return [
    {
      id: 'state',
      title: 'State',
      widthPx: 100,
      sortable: true,
      render: (row) => (
        <span className={`state rule-${row.state}`}>
          <i className={`dot rule-${row.state}`} aria-hidden="true" />
          {RULE_STATE_WORDS[row.state]}
        </span>
      ),
    },
    {
      id: 'level',
      title: 'Level',
      widthPx: 124,
      sortable: true,
      render: (row) => (row.level === null ? null : <LevelMark level={row.level} />),
    },
    {
      id: 'title',
      title: 'Title',
      widthPx: 360,
      sortable: true,
      render: (row) => <Evidence text={row.title} title={`${row.title}\n${row.id}`} />,
    },
    {
      id: 'detections',
      title: 'Detections',
      widthPx: 96,
      align: 'end',
      sortable: true,
      render: (row) => <DetectionCount row={row} counts={counts} />,
    },
    {
      id: 'reason',
      title: 'Reason',
      widthPx: 260,
      sortable: true,
      render: (row) => <Evidence text={whyText(row)} className={whyClass(row)} />,
    },
    {
      id: 'author',
      title: 'Author',
      widthPx: 180,
      sortable: true,
      render: (row) => <Evidence text={row.author} className="dim" />,
    },
    {
      id: 'file',
      title: 'File',
      widthPx: 260,
      sortable: true,
      render: (row) => <Evidence text={row.file} className="dim" />,
    },
  ];
}
