/** The indicator hits of one run over one file: replaceable without touching the event shard. */
import { z } from 'zod';
import { CaseScopeError } from '@shared/model/errors';
import { indicatorId } from '@shared/model/ids';
import {
  INDICATOR_TYPES,
  type IndicatorHit,
  type IndicatorMatch,
  MATCH_MODES,
} from '@shared/model/indicator';
import { BuildingDatabase } from '../building-database';
import { openReader, type SqliteReader, type Statement } from '../sqlite';
import type { Provenance, SidecarWriter } from './sidecar-writer';

const PAGE_BYTES = 4_096;
const SCHEMA = `
  CREATE TABLE indicator (
    id INTEGER PRIMARY KEY, type TEXT NOT NULL, mode TEXT NOT NULL, value TEXT NOT NULL
  );
  CREATE TABLE hit (
    id INTEGER PRIMARY KEY, event INTEGER NOT NULL, indicator INTEGER NOT NULL,
    UNIQUE (event, indicator)
  );
  CREATE TABLE place (
    id INTEGER PRIMARY KEY, hit INTEGER NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL
  );
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

export interface StoredHit extends IndicatorHit {
  /** Number of the event in its shard. */
  readonly event: number;
}

/** Matches keep this much of the value around the span; the whole value stands in the event. */
const LONGEST_VALUE = 2_000;

/** Pairs of an indicator and an event, and the events among them. */
export interface HitCounts {
  readonly hits: number;
  readonly eventsWithHits: number;
}

export class HitsWriter implements SidecarWriter<IndicatorHit, HitCounts> {
  readonly #database: BuildingDatabase;
  readonly #insertIndicator: Statement;
  readonly #insertHit: Statement;
  readonly #insertPlace: Statement;

  constructor(finalPath: string) {
    this.#database = new BuildingDatabase(finalPath, { pageBytes: PAGE_BYTES, schema: SCHEMA });
    const { writer } = this.#database;
    this.#insertIndicator = writer.prepare('INSERT OR IGNORE INTO indicator VALUES (?, ?, ?, ?)');
    this.#insertHit = writer.prepare('INSERT INTO hit VALUES (NULL, ?, ?)');
    this.#insertPlace = writer.prepare('INSERT INTO place VALUES (NULL, ?, ?, ?, ?, ?)');
  }

  /** An indicator is added at most once for an event: the table itself holds the definition of a hit. */
  add(event: number, { indicatorId: id, type, mode, indicator, matches }: IndicatorHit): void {
    this.#insertIndicator.run(id, type, mode, indicator);
    const hit = this.#insertHit.run(event, id);
    for (const match of matches) {
      const { text, start, end } = aroundSpan(match);
      this.#insertPlace.run(hit, match.field, text, start, end);
    }
  }

  finish(provenance: Provenance): HitCounts {
    const { writer } = this.#database;
    const insert = writer.prepare('INSERT INTO meta VALUES (?, ?)');
    for (const [key, value] of Object.entries(provenance)) insert.run(key, String(value));
    const counted = writer
      .prepare('SELECT count(*) AS hits, count(DISTINCT event) AS events FROM hit')
      .get();
    this.#database.publish();
    return { hits: Number(counted?.['hits']), eventsWithHits: Number(counted?.['events']) };
  }

  abandon(): void {
    this.#database.abandon();
  }
}

/** A match as it is kept: of a long value what stands around it. */
export function aroundSpan({ value, start, end }: IndicatorMatch): {
  text: string;
  start: number;
  end: number;
} {
  if (value.length <= LONGEST_VALUE) return { text: value, start, end };
  const from = Math.max(0, start - LONGEST_VALUE / 4);
  const text = value.slice(from, Math.max(end, from + LONGEST_VALUE));
  return { text, start: start - from, end: end - from };
}

const INDICATOR_ROW = z
  .object({
    id: z.number().transform(indicatorId),
    type: z.enum(INDICATOR_TYPES),
    mode: z.enum(MATCH_MODES),
    value: z.string(),
  })
  .transform(({ id, type, mode, value }) => ({ indicatorId: id, type, mode, indicator: value }));
const HIT_ROW = z.object({ id: z.number(), event: z.number(), indicator: z.number() });
const PLACE_ROW = z.object({
  hit: z.number(),
  field: z.string(),
  value: z.string(),
  span_start: z.number(),
  span_end: z.number(),
});

/**
 * Every hit in the order of its events.
 * @throws CaseScopeError `hits-outdated` where an earlier version of the program wrote them
 */
export function readHits(file: string): StoredHit[] {
  const reader = openReader(file);
  try {
    checkForm(reader);
    return hitsOf(reader);
  } finally {
    reader.close();
  }
}

/**
 * Until case version 4 each match was a hit and there was no table of places. Such a file is met where a case
 * that no one has opened since is only read.
 */
function checkForm(reader: SqliteReader): void {
  const places = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'place'";
  if (reader.prepare(places).get() !== undefined) return;
  throw new CaseScopeError(
    'hits-outdated',
    'Its hits were written by an earlier version of caseScope. Re-hunt IOCs to see them.',
  );
}

function hitsOf(reader: SqliteReader): StoredHit[] {
  const indicators = reader.prepare('SELECT * FROM indicator').all();
  const byId = new Map(
    indicators
      .map((row) => INDICATOR_ROW.parse(row))
      .map((row) => [row.indicatorId as number, row]),
  );
  const matches = matchesByHit(reader);
  const rows = reader.prepare('SELECT * FROM hit ORDER BY event, id').all();
  return rows.flatMap((row): StoredHit[] => {
    const { id, event, indicator: sought } = HIT_ROW.parse(row);
    const indicator = byId.get(sought);
    if (indicator === undefined) return [];
    return [{ event, ...indicator, matches: matches.get(id) ?? [] }];
  });
}

function matchesByHit(reader: SqliteReader): Map<number, IndicatorMatch[]> {
  const byHit = new Map<number, IndicatorMatch[]>();
  for (const row of reader.prepare('SELECT * FROM place ORDER BY id').all()) {
    const { hit, field, value, span_start: start, span_end: end } = PLACE_ROW.parse(row);
    const match = { field, value, start, end };
    const others = byHit.get(hit);
    if (others === undefined) byHit.set(hit, [match]);
    else others.push(match);
  }
  return byHit;
}
