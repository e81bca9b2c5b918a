import type { ReactNode } from 'react';
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
import type { IndicatorRow } from './use-indicator-rows';

const digits = (count: number): string => String(count).padStart(12, '0');

/** What rows are sorted by. */
export const ROW_TEXTS: Readonly<Record<string, (row: IndicatorRow) => string>> = {
  ...INDICATOR_TEXTS,
  hits: ({ met, unhunted }) => digits(met?.hits ?? unhunted ?? 0),
  hosts: ({ met }) => digits(met?.hosts ?? 0),
  first: ({ met }) => met?.first ?? '~',
  last: ({ met }) => met?.last ?? '~',
};

/** How often it stands in the case; what has not been hunted is told apart. */
function HitsCell({ row: { met, unhunted, id } }: { row: IndicatorRow }): ReactNode {
  if (met !== null)
    return (
      <button
        type="button"
        className="link"
        tabIndex={-1}
        title="Show these hits"
        onClick={() => useView.getState().showHits({ by: 'indicator', key: String(id) })}
      >
        {formatCount(met.hits)}
      </button>
    );
  if (unhunted === null) return <span className="dim">0</span>;
  const title = 'Events that hold it; files have not been hunted for it yet';
  return (
    <span className={unhunted > 0 ? 'unhunted' : 'dim'} title={title}>
      {formatCount(unhunted)} not hunted
    </span>
  );
}

function SparkCell({ met }: Pick<IndicatorRow, 'met'>): ReactNode {
  if (met === null) return null;
  return (
    <Spark counts={met.spark} label={`${plural(met.hits, 'hit')} over the time of all hits`} />
  );
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
