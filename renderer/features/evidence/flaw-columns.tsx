import type { FlawRow } from '@shared/contract/evidence-views';
import { formatCount, formatHex } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import type { Column } from '../../table/columns';

/** `record-cut-short` → `Record cut short` */
export const flawWords = (kind: string): string => {
  const words = kind.replaceAll('-', ' ').replace('json', 'JSON');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** A line where the file has lines, the byte offset in any case. */
export const flawPlace = ({ line, offset }: FlawRow): string =>
  line === null ? formatHex(offset) : `line ${formatCount(line)} · ${formatHex(offset)}`;

export const lossWord = ({ recordLost }: FlawRow): string =>
  recordLost ? 'record lost' : 'no record lost';

export const FLAW_COLUMNS: readonly Column<FlawRow>[] = [
  {
    id: 'place',
    title: 'Place',
    widthPx: 190,
    mono: true,
    render: (row) => <span title={`byte ${formatCount(row.offset)}`}>{flawPlace(row)}</span>,
  },
  {
    id: 'kind',
    title: 'Kind',
    widthPx: 150,
    render: (row) => <Evidence text={flawWords(row.kind)} />,
  },
  {
    id: 'loss',
    title: 'Loss',
    widthPx: 110,
    render: (row) => <span className={row.recordLost ? 'failed' : 'dim'}>{lossWord(row)}</span>,
  },
  { id: 'reason', title: 'Reason', widthPx: 420, render: (row) => <Evidence text={row.reason} /> },
];
