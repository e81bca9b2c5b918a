/** The detections of one run over one file: replaceable without touching the event shard. */
import { z } from 'zod';
import type { Detection, FieldMatch, RuleMatch, RuleReference } from '@shared/model/detection';
import type { FileTime } from '@shared/model/file-time';
import { LEVELS } from '@shared/model/level';
import type { DetectionCounts } from '@shared/contract/order';
import type { TextsOf, Tuner } from '@shared/sigma/tuning';
import { BuildingDatabase } from '../building-database';
import { openReader, type SqliteReader, type Statement } from '../sqlite';
import { DetectionTally } from './detection-tally';
import type { Provenance, SidecarWriter } from './sidecar-writer';

const PAGE_BYTES = 4_096;
const SCHEMA = `
  CREATE TABLE rule (
    id INTEGER PRIMARY KEY, rule_id TEXT NOT NULL, title TEXT NOT NULL, level TEXT NOT NULL,
    status TEXT NOT NULL, author TEXT NOT NULL, hash TEXT NOT NULL, tags TEXT NOT NULL
  );
  CREATE TABLE detection (
    id INTEGER PRIMARY KEY, rule INTEGER NOT NULL, event INTEGER NOT NULL, source TEXT NOT NULL,
    matches TEXT NOT NULL
  );
  CREATE TABLE correlated (
    id INTEGER PRIMARY KEY, rule INTEGER NOT NULL, event INTEGER NOT NULL, time TEXT NOT NULL,
    fields TEXT NOT NULL, matches TEXT NOT NULL
  );
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

export interface StoredDetection extends Detection {
  /** Number of the event in its shard. */
  readonly event: number;
}

/** What a hunt found, with the time of its event and the texts of its fields. */
export interface PlacedMatch extends RuleMatch {
  readonly time: FileTime | null;
  readonly textsOf: TextsOf;
}

export class DetectionsWriter implements SidecarWriter<PlacedMatch, DetectionCounts> {
  readonly #database: BuildingDatabase;
  readonly #insertRule: Statement;
  readonly #insertDetection: Statement;
  readonly #insertCorrelated: Statement;
  readonly #rules = new Map<RuleReference, number>();
  readonly #tally: DetectionTally;

  constructor(finalPath: string, tuner: Tuner) {
    this.#tally = new DetectionTally(tuner);
    this.#database = new BuildingDatabase(finalPath, { pageBytes: PAGE_BYTES, schema: SCHEMA });
    const { writer } = this.#database;
    this.#insertRule = writer.prepare('INSERT INTO rule VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)');
    this.#insertDetection = writer.prepare('INSERT INTO detection VALUES (NULL, ?, ?, ?, ?)');
    this.#insertCorrelated = writer.prepare('INSERT INTO correlated VALUES (NULL, ?, ?, ?, ?, ?)');
  }

  add(event: number, match: PlacedMatch): void {
    const [rule, matches] = [this.#rule(match.rule), JSON.stringify(match.matches)];
    if (match.correlated !== null) {
      // Without a time an event has no place in any window; it is counted.
      const time = match.time === null ? '' : sortableTicks(match.time);
      this.#insertCorrelated.run(rule, event, time, JSON.stringify(match.correlated), matches);
    }
    if (match.silent) return;
    this.#insertDetection.run(rule, event, match.source, matches);
    this.#tally.add(match, match.textsOf);
  }

  #rule(rule: RuleReference): number {
    const known = this.#rules.get(rule);
    if (known !== undefined) return known;
    const id = this.#insertRule.run(
      rule.ruleId,
      rule.ruleTitle,
      rule.level,
      rule.status,
      rule.author,
      rule.ruleHash,
      JSON.stringify(rule.tags),
    );
    this.#rules.set(rule, id);
    return id;
  }

  finish(provenance: Provenance): DetectionCounts {
    const insert = this.#database.writer.prepare('INSERT INTO meta VALUES (?, ?)');
    for (const [key, value] of Object.entries(provenance)) insert.run(key, String(value));
    this.#database.publish();
    return this.#tally.counts;
  }

  abandon(): void {
    this.#database.abandon();
  }
}

/** Decimal digits in one length, so that they sort as text; 20 hold any FILETIME. */
export const sortableTicks = (time: bigint): string => String(time).padStart(20, '0');

const RULE_ROW = z.object({
  id: z.number(),
  rule_id: z.string(),
  title: z.string(),
  level: z.enum(LEVELS),
  status: z.string(),
  author: z.string(),
  hash: z.string(),
  tags: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
});
const MATCHES = z.array(z.object({ field: z.string(), value: z.string() }));

/** Every detection in the order of its events. */
export function readDetections(file: string): StoredDetection[] {
  const reader = openReader(file);
  try {
    return rowsOf(reader);
  } finally {
    reader.close();
  }
}

/** What correlations need of an event a rule met. */
export interface CorrelatedRow {
  readonly rule: RuleReference;
  readonly event: number;
  /** As `sortableTicks` writes it; empty where the event has none. */
  readonly time: string;
  /** JSON of the fields correlations read. */
  readonly fields: string;
  /** What the rule matched, for tuning. */
  readonly matches: readonly FieldMatch[];
}

/** Rows of a sidecar, in no order. Those of earlier versions have none. */
export function* readCorrelated(file: string): Generator<CorrelatedRow, void, undefined> {
  const reader = openReader(file);
  try {
    const table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'correlated'";
    if (reader.prepare(table).get() === undefined) return;
    const rules = rulesOf(reader);
    for (const row of reader.prepare('SELECT * FROM correlated').all()) {
      const rule = rules.get(Number(row['rule']));
      if (rule === undefined) continue;
      yield {
        ...{ rule, event: Number(row['event']) },
        ...{ time: String(row['time']), fields: String(row['fields']) },
        matches: matchesIn(row['matches']),
      };
    }
  } finally {
    reader.close();
  }
}

/** Earlier versions did not keep what a rule matched of an event that feeds correlations. */
const matchesIn = (column: unknown): FieldMatch[] =>
  typeof column === 'string' ? MATCHES.parse(JSON.parse(column)) : [];

const rulesOf = (reader: SqliteReader): ReadonlyMap<number, RuleReference> =>
  new Map(
    reader
      .prepare('SELECT * FROM rule')
      .all()
      .map((row) => RULE_ROW.parse(row))
      .map((row): [number, RuleReference] => [row.id, referenceOf(row)]),
  );

function rowsOf(reader: SqliteReader): StoredDetection[] {
  const rules = rulesOf(reader);
  const rows = reader.prepare('SELECT * FROM detection ORDER BY event, id').all();
  return rows.flatMap((row): StoredDetection[] => {
    const rule = rules.get(Number(row['rule']));
    if (rule === undefined) return [];
    const [source, matches] = [String(row['source']), matchesIn(row['matches'])];
    return [{ event: Number(row['event']), rule, source, matches }];
  });
}

function referenceOf(row: z.infer<typeof RULE_ROW>): RuleReference {
  const { rule_id: ruleId, title: ruleTitle, level, status, author, hash: ruleHash, tags } = row;
  return { ruleId, ruleTitle, level, status, author, ruleHash, tags };
}
