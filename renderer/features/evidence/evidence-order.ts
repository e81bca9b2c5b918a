/** Which evidence rows are shown and in what order. */
import type { EvidenceRow } from '@shared/contract/evidence-views';
import { FILE_STATES, type FileState } from '@shared/model/file-states';
import { LEVELS } from '@shared/model/level';
import type { Order } from '../../table/data-source';
import { integrityText, liveEvents, type NameOf, resultText, stateText } from './evidence-words';

type SortKey = string | number | null;

const STATE_RANK = Object.keys(FILE_STATES) as FileState[];

/** One number in which a higher level always outweighs any count of a lower one. */
function detectionWeight(row: EvidenceRow): number | null {
  const counts = row.published?.counts.detectionsByLevel;
  if (counts === undefined) return null;
  return LEVELS.reduce((sum, level, rank) => sum + Math.min(counts[level], 999) * 1_000 ** rank, 0);
}

const KEYS: Readonly<Record<string, (row: EvidenceRow, nameOf: NameOf) => SortKey>> = {
  name: (row) => row.name.toLowerCase(),
  kind: (row) => row.sourceLabel.toLowerCase(),
  size: (row) => row.sizeBytes,
  state: (row) => (row.lastRun === null ? -1 : STATE_RANK.indexOf(row.lastRun.state)),
  result: (row, nameOf) => resultText(row, nameOf).toLowerCase() || null,
  events: (row) => liveEvents(row) ?? null,
  detections: detectionWeight,
  hits: (row) => row.published?.counts.hits ?? null,
  host: (row) => row.published?.counts.host?.toLowerCase() ?? null,
  first: (row) => row.published?.counts.firstEvent ?? null,
  integrity: (row) => integrityText(row) || null,
  last: (row) => row.published?.counts.lastEvent ?? null,
  hashes: (row) => row.hashes?.sha256 ?? null,
  added: (row) => row.addedAt,
  error: (row) => row.lastRun?.error?.toLowerCase() ?? null,
};

/** Rows without a value stand last in both directions; equal ones in the order they were added. */
export function sortEvidence(
  rows: readonly EvidenceRow[],
  order: Order,
  nameOf: NameOf,
): EvidenceRow[] {
  const keyOf = KEYS[order.column] ?? ((row: EvidenceRow) => row.id);
  const sign = order.direction === 'asc' ? 1 : -1;
  return rows
    .map((row) => ({ row, key: keyOf(row, nameOf) }))
    .sort((a, b) => {
      if (a.key === b.key) return a.row.id - b.row.id;
      if (a.key === null) return 1;
      if (b.key === null) return -1;
      return a.key < b.key ? -sign : sign;
    })
    .map(({ row }) => row);
}

/** Every word of the filter must be in what the row shows. */
export function filterEvidence(
  rows: readonly EvidenceRow[],
  filter: string,
  nameOf: NameOf,
): readonly EvidenceRow[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const { name, sourceLabel, hashes, lastRun, published } = row;
    const shown = [name, sourceLabel, hashes?.sha256, published?.counts.host, lastRun?.error];
    const text = [...shown, stateText(row, null), resultText(row, nameOf)].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
