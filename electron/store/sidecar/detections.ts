/** The detections of one run over one file: replaceable without touching the event shard. */
import { z } from 'zod';
import type { RuleMatch, RuleReference } from '@shared/model/detection';
import { LEVELS, type Level, noLevelCounts } from '@shared/model/level';
import { BuildingDatabase } from '../building-database';
import { openReader, type SqliteReader, type Statement } from '../sqlite';
import type { Provenance, SidecarWriter } from './sidecar-writer';

export interface DetectionCounts {
  readonly detections: number;
  readonly byLevel: Readonly<Record<Level, number>>;
}

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
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

export interface StoredDetection extends RuleMatch {
  /** Number of the event in its shard. */
  readonly event: number;
}

export class DetectionsWriter implements SidecarWriter<RuleMatch, DetectionCounts> {
  readonly #database: BuildingDatabase;
  readonly #insertRule: Statement;
  readonly #insertDetection: Statement;
  readonly #rules = new Map<RuleReference, number>();
  readonly #byLevel = noLevelCounts();
  #count = 0;

  constructor(finalPath: string) {
    this.#database = new BuildingDatabase(finalPath, { pageBytes: PAGE_BYTES, schema: SCHEMA });
    const { writer } = this.#database;
    this.#insertRule = writer.prepare('INSERT INTO rule VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)');
    this.#insertDetection = writer.prepare('INSERT INTO detection VALUES (NULL, ?, ?, ?, ?)');
  }

  get count(): number {
    return this.#count;
  }

  add(event: number, match: RuleMatch): void {
    this.#insertDetection.run(
      this.#rule(match.rule),
      event,
      match.source,
      JSON.stringify(match.matches),
    );
    this.#byLevel[match.rule.level]++;
    this.#count++;
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
    return { detections: this.#count, byLevel: { ...this.#byLevel } };
  }

  abandon(): void {
    this.#database.abandon();
  }
}

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

function rowsOf(reader: SqliteReader): StoredDetection[] {
  const rules = new Map(
    reader
      .prepare('SELECT * FROM rule')
      .all()
      .map((row) => RULE_ROW.parse(row))
      .map((row): [number, RuleReference] => [row.id, referenceOf(row)]),
  );
  const rows = reader.prepare('SELECT * FROM detection ORDER BY event, id').all();
  return rows.flatMap((row): StoredDetection[] => {
    const rule = rules.get(Number(row['rule']));
    if (rule === undefined) return [];
    const matches = MATCHES.parse(JSON.parse(String(row['matches'])));
    return [{ event: Number(row['event']), rule, source: String(row['source']), matches }];
  });
}

function referenceOf(row: z.infer<typeof RULE_ROW>): RuleReference {
  const { rule_id: ruleId, title: ruleTitle, level, status, author, hash: ruleHash, tags } = row;
  return { ruleId, ruleTitle, level, status, author, ruleHash, tags };
}
