/** Hits of a list taken together by indicator, host or day. */
import type { GroupedHits, HitGroup, HitGrouping } from '@shared/contract/hit-groups';
import type { HitRow } from '@shared/contract/finding-views';

/** `2026-03-09` of `formatFileTime` text. */
const DAY_CHARACTERS = 10;

export function groupKey(by: HitGrouping, row: HitRow): string | null {
  switch (by) {
    case 'indicator':
      return String(row.indicatorId);
    case 'host':
      return hostOf(row)?.toLowerCase() ?? null;
    case 'day':
      return row.time?.slice(0, DAY_CHARACTERS) ?? null;
  }
}

/** A record may have a name that is empty: no computer, as one that has none. */
export const hostOf = ({ computer }: Pick<HitRow, 'computer'>): string | null =>
  computer === null || computer.trim() === '' ? null : computer;

const nameOf = (by: HitGrouping, row: HitRow): string | null => {
  if (by === 'indicator') return row.indicator;
  return by === 'host' ? hostOf(row) : groupKey(by, row);
};

export const isInGroup = (row: HitRow, { by, key }: HitGroup): boolean => groupKey(by, row) === key;

/** Those with most hits first, days in their order. */
export function groupedHits(rows: readonly HitRow[], by: HitGrouping): GroupedHits[] {
  const groups = new Map<string | null, HitRow[]>();
  for (const row of rows) {
    const key = groupKey(by, row);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [row]);
    else known.push(row);
  }
  const told = [...groups].map(([key, own]) => groupOf(key, own, by));
  if (by === 'day')
    return told.toSorted((one, other) => ((one.key ?? '~') < (other.key ?? '~') ? -1 : 1));
  return told.toSorted((one, other) => other.hits - one.hits);
}

function groupOf(key: string | null, rows: readonly HitRow[], by: HitGrouping): GroupedHits {
  const [first] = rows;
  const times = rows.flatMap(({ time }) => time ?? []).toSorted();
  return {
    ...{ key, hits: rows.length, name: first === undefined ? null : nameOf(by, first) },
    events: new Set(rows.map(({ file, event }) => `${file}:${event}`)).size,
    ...{ first: times[0] ?? null, last: times.at(-1) ?? null },
  };
}
