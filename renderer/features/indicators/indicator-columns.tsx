import type { ReactNode } from 'react';
import type { IndicatorHits } from '@shared/contract/hit-groups';
import { useView } from '../../app/view-store';
import { formatCount, plural } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { Evidence } from '../../parts/evidence';
import { LevelMark } from '../../parts/level-mark';
import { Spark } from '../../parts/spark';
import { TimeText } from '../../parts/time-text';
import type { Column } from '../../table/columns';
import { useIndicators } from './indicator-store';
import { INDICATOR_TEXTS } from './indicator-texts';
import type { IndicatorRow, Unknown } from './use-indicator-rows';

const digits = (count: number): string => String(count).padStart(12, '0');

/** What rows are sorted by. */
export const ROW_TEXTS: Readonly<Record<string, (row: IndicatorRow) => string>> = {
  ...INDICATOR_TEXTS,
  hits: ({ count }) => (count.type === 'unknown' ? '' : digits(count.events)),
  hosts: ({ met }) => digits(met?.hosts ?? 0),
  first: ({ met }) => met?.first ?? '~',
  last: ({ met }) => met?.last ?? '~',
};

const UNKNOWN: Readonly<Record<Unknown, string>> = {
  asked: 'How many events hold it is being counted',
  uncounted: 'Files have not been hunted for it yet; its hits are told once they are',
  off: 'Switched off: files are not hunted for it',
};

/** How often it stands in the case; what has not been hunted is told apart, and what nobody knows has no number. */
function HitsCell({ row: { count, id } }: { row: IndicatorRow }): ReactNode {
  if (count.type === 'unknown')
    return (
      <span className="dim" title={UNKNOWN[count.why]} aria-label={UNKNOWN[count.why]}>
        –
      </span>
    );
  const { type, events } = count;
  if (type === 'unhunted')
    return (
      <span
        className={events > 0 ? 'unhunted' : 'dim'}
        title="Events that hold it; files have not been hunted for it yet"
      >
        {formatCount(events)} not hunted
      </span>
    );
  if (events === 0) return <span className="dim">0</span>;
  return (
    <button
      type="button"
      className="link"
      tabIndex={-1}
      title="Show these hits"
      onClick={() => useView.getState().showHits({ by: 'indicator', key: String(id) })}
    >
      {formatCount(events)}
    </button>
  );
}

function SparkCell({ met }: Pick<IndicatorRow, 'met'>): ReactNode {
  return met === null ? null : <Spark counts={met.spark} label={whenText(met)} />;
}

/** In words what the line shows; hits whose clock was far off stand at its ends. */
function whenText({ hits, earlier, later }: IndicatorHits): string {
  const outside = [
    earlier > 0 ? `${formatCount(earlier)} long before, in the first bar` : '',
    later > 0 ? `${formatCount(later)} long after, in the last bar` : '',
  ].filter((part) => part !== '');
  const over =
    outside.length === 0
      ? 'over the time of the hits of the case'
      : 'over the time of most hits of the case';
  return [`${plural(hits, 'hit')} ${over}`, ...outside].join('; ');
}

/** What is sought, and what of it the case holds. */
export function indicatorColumns(): Column<IndicatorRow>[] {
  return [
    {
      id: 'active',
      title: 'Active',
      widthPx: 92,
      sortable: true,
      render: (row) => (
        <label className="check-cell">
          <input
            type="checkbox"
            tabIndex={-1}
            checked={row.active}
            aria-label={`Active: ${escapeHidden(row.value)}`}
            onChange={() => void useIndicators.getState().change([row.id], { active: !row.active })}
          />
          {row.active ? 'on' : 'off'}
        </label>
      ),
    },
    { id: 'type', title: 'Type', widthPx: 110, sortable: true, render: (row) => row.type },
    {
      id: 'value',
      title: 'Value',
      widthPx: 300,
      mono: true,
      sortable: true,
      render: (row) => <Evidence text={row.value} className={row.active ? '' : 'dim'} />,
    },
    {
      ...{ id: 'severity', title: 'Severity', widthPx: 110, sortable: true },
      render: ({ severity }) => severity !== null && <LevelMark level={severity} />,
    },
    { id: 'mode', title: 'Match', widthPx: 86, sortable: true, render: (row) => row.mode },
    {
      ...({ id: 'hits', title: 'Hits', widthPx: 112, align: 'end', sortable: true } as const),
      render: (row) => <HitsCell row={row} />,
    },
    {
      ...({ id: 'hosts', title: 'Hosts', widthPx: 66, align: 'end', sortable: true } as const),
      render: ({ met }) => met !== null && formatCount(met.hosts),
    },
    {
      ...{ id: 'spark', title: 'When', widthPx: 122 },
      render: (row) => <SparkCell met={row.met} />,
    },
    {
      ...{ id: 'first', title: 'First seen', widthPx: 186, sortable: true },
      render: ({ met }) => met?.first != null && <TimeText time={met.first} />,
    },
    {
      ...{ id: 'last', title: 'Last seen', widthPx: 186, sortable: true },
      render: ({ met }) => met?.last != null && <TimeText time={met.last} />,
    },
    {
      ...{ id: 'source', title: 'Source', widthPx: 160, sortable: true },
      render: (row) => <Evidence text={row.source} className="dim" />,
    },
    {
      ...{ id: 'tlp', title: 'TLP', widthPx: 96 },
      render: ({ tlp }) => tlp !== null && <span className="tlp">{tlp}</span>,
    },
    {
      ...{ id: 'validUntil', title: 'Valid until', widthPx: 104 },
      render: ({ validUntil }) => validUntil?.slice(0, 10),
    },
    {
      id: 'note',
      title: 'Note',
      widthPx: 240,
      sortable: true,
      render: (row) => <Evidence text={row.note} className="dim" />,
    },
  ];
}
