import type { EvidenceRow } from '@shared/contract/evidence-views';
import { LEVEL_WORDS } from '../../parts/level-mark';
import { formatCount, formatSize, plural } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { TimeText } from '../../parts/time-text';
import type { Column } from '../../table/columns';
import {
  detectionsText,
  detectionsTitle,
  highestLevels,
  noDetectionsText,
  noDetectionsTitle,
  integrityText,
  integrityTitle,
  liveEvents,
  type NameOf,
  recoveredTitle,
  resultText,
} from './evidence-words';
import { StaleMark } from './stale-mark';
import { StateCell } from './state-cell';

const count = (value: number | undefined): string =>
  value === undefined ? '' : formatCount(value);

function Detections({ row }: { row: EvidenceRow }) {
  const [highest] = highestLevels(row);
  if (highest === undefined) {
    return (
      <span className="dim" title={noDetectionsTitle(row)}>
        {noDetectionsText(row)}
      </span>
    );
  }
  return (
    <span className={`level ${highest.level}`} title={detectionsTitle(row)}>
      <i aria-label={LEVEL_WORDS[highest.level]} />
      {detectionsText(row)}
    </span>
  );
}

function Result({ row, nameOf }: { row: EvidenceRow; nameOf: NameOf }) {
  const title = recoveredTitle(row);
  return (
    <>
      <Evidence
        text={resultText(row, nameOf)}
        {...(title === '' ? {} : { title })}
        className={row.lastRun?.state === 'failed' ? 'failed' : 'dim'}
      />
      <StaleMark row={row} />
    </>
  );
}

function Hits({ row }: { row: EvidenceRow }) {
  if (row.published?.hitsRun == null) return null;
  const { hits, eventsWithHits } = row.published.counts;
  return (
    <span title={`${plural(hits, 'hit')} in ${plural(eventsWithHits, 'event')}`}>
      {formatCount(hits)}
    </span>
  );
}

/** Columns of the evidence table; `nameOf` names the file a duplicate is of. */
export function evidenceColumns(nameOf: NameOf): Column<EvidenceRow>[] {
  return [
    {
      id: 'name',
      title: 'Name',
      widthPx: 220,
      sortable: true,
      render: (row) => <Evidence text={row.name} title={row.path} />,
    },
    {
      id: 'kind',
      title: 'Kind',
      widthPx: 110,
      sortable: true,
      render: (row) => <Evidence text={row.sourceLabel} className="dim" />,
    },
    {
      id: 'size',
      title: 'Size',
      widthPx: 74,
      align: 'end',
      sortable: true,
      render: (row) => (
        <span title={`${formatCount(row.sizeBytes)} bytes`}>{formatSize(row.sizeBytes)}</span>
      ),
    },
    {
      id: 'state',
      title: 'State',
      widthPx: 290,
      sortable: true,
      render: (row) => <StateCell row={row} />,
    },
    {
      id: 'result',
      title: 'Result',
      widthPx: 300,
      sortable: true,
      render: (row) => <Result row={row} nameOf={nameOf} />,
    },
    {
      id: 'integrity',
      title: 'Log',
      widthPx: 140,
      sortable: true,
      render: (row) => (
        <span
          className={row.published?.counts.integrity?.verdict === 'damaged' ? 'failed' : 'dim'}
          title={integrityTitle(row)}
        >
          {integrityText(row)}
        </span>
      ),
    },
    {
      id: 'events',
      title: 'Events',
      widthPx: 84,
      align: 'end',
      sortable: true,
      render: (row) => count(liveEvents(row)),
    },
    {
      id: 'detections',
      title: 'Detections',
      widthPx: 136,
      sortable: true,
      render: (row) => <Detections row={row} />,
    },
    {
      id: 'hits',
      title: 'Hits',
      widthPx: 60,
      align: 'end',
      sortable: true,
      render: (row) => <Hits row={row} />,
    },
    {
      id: 'host',
      title: 'Host',
      widthPx: 130,
      sortable: true,
      render: (row) => <Evidence text={row.published?.counts.host ?? ''} />,
    },
    {
      id: 'first',
      title: 'First event',
      widthPx: 184,
      sortable: true,
      render: (row) =>
        row.published?.counts.firstEvent == null ? null : (
          <TimeText time={row.published.counts.firstEvent} />
        ),
    },
    {
      id: 'last',
      title: 'Last event',
      widthPx: 184,
      sortable: true,
      render: (row) =>
        row.published?.counts.lastEvent == null ? null : (
          <TimeText time={row.published.counts.lastEvent} />
        ),
    },
    {
      id: 'hashes',
      title: 'SHA-256',
      widthPx: 120,
      mono: true,
      sortable: true,
      render: (row) =>
        row.hashes === null ? null : (
          <span
            className="dim"
            title={`SHA-256 ${row.hashes.sha256}\nSHA-1 ${row.hashes.sha1}\nMD5 ${row.hashes.md5}`}
          >{`${row.hashes.sha256.slice(0, 6)}…${row.hashes.sha256.slice(-4)}`}</span>
        ),
    },
    {
      id: 'added',
      title: 'Added',
      widthPx: 184,
      sortable: true,
      render: (row) => <TimeText time={row.addedAt} />,
    },
    {
      id: 'error',
      title: 'Error',
      widthPx: 220,
      sortable: true,
      render: (row) => <Evidence text={row.lastRun?.error ?? ''} className="failed" />,
    },
  ];
}
