/** The indicator hits of one run over one file: replaceable without touching the event shard. */
import { z } from 'zod';
import { indicatorId } from '@shared/model/ids';
import { INDICATOR_TYPES, type IndicatorMatch } from '@shared/model/indicator';
import { BuildingDatabase } from '../building-database';
import { openReader, type Statement } from '../sqlite';
import type { Provenance, SidecarWriter } from './sidecar-writer';

const PAGE_BYTES = 4_096;
const SCHEMA = `
  CREATE TABLE hit (
    id INTEGER PRIMARY KEY, event INTEGER NOT NULL, indicator_id INTEGER NOT NULL,
    type TEXT NOT NULL, indicator TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL
  );
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

export interface StoredHit extends IndicatorMatch {
  /** Number of the event in its shard. */
  readonly event: number;
}

/** Hits keep this much of the value around the match; the whole value stands in the event. */
const LONGEST_VALUE = 2_000;

export class HitsWriter implements SidecarWriter<IndicatorMatch, { hits: number }> {
  readonly #database: BuildingDatabase;
  readonly #insert: Statement;
  #count = 0;

  constructor(finalPath: string) {
    this.#database = new BuildingDatabase(finalPath, { pageBytes: PAGE_BYTES, schema: SCHEMA });
    this.#insert = this.#database.writer.prepare(
      'INSERT INTO hit VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
  }

  get count(): number {
    return this.#count;
  }

  add(event: number, match: IndicatorMatch): void {
    const { text, start, end } = aroundSpan(match);
    this.#insert.run(
      event,
      match.indicatorId,
      match.type,
      match.indicator,
      match.field,
      text,
      start,
      end,
    );
    this.#count++;
  }

  finish(provenance: Provenance): { hits: number } {
    const insert = this.#database.writer.prepare('INSERT INTO meta VALUES (?, ?)');
    for (const [key, value] of Object.entries(provenance)) insert.run(key, String(value));
    this.#database.publish();
    return { hits: this.#count };
  }

  abandon(): void {
    this.#database.abandon();
  }
}

function aroundSpan({ value, start, end }: IndicatorMatch): {
  text: string;
  start: number;
  end: number;
} {
  if (value.length <= LONGEST_VALUE) return { text: value, start, end };
  const from = Math.max(0, start - LONGEST_VALUE / 4);
  const text = value.slice(from, Math.max(end, from + LONGEST_VALUE));
  return { text, start: start - from, end: end - from };
}

const HIT_ROW = z.object({
  event: z.number(),
  indicator_id: z.number(),
  type: z.enum(INDICATOR_TYPES),
  indicator: z.string(),
  field: z.string(),
  value: z.string(),
  span_start: z.number(),
  span_end: z.number(),
});

/** Every hit in the order of its events. */
export function readHits(file: string): StoredHit[] {
  const reader = openReader(file);
  try {
    const rows = reader.prepare('SELECT * FROM hit ORDER BY event, id').all();
    return rows.map((row) => hitOf(HIT_ROW.parse(row)));
  } finally {
    reader.close();
  }
}

function hitOf(row: z.infer<typeof HIT_ROW>): StoredHit {
  const { event, type, indicator, field, value, span_start: start, span_end: end } = row;
  return {
    event,
    indicatorId: indicatorId(row.indicator_id),
    type,
    indicator,
    field,
    value,
    start,
    end,
  };
}
