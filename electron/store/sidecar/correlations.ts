/** What the correlations of one run over a case found (docs/formats/sidecars.md). */
import { z } from 'zod';
import type { RuleReference } from '@shared/model/detection';
import { LEVELS } from '@shared/model/level';
import type { CorrelationHit } from '@shared/sigma/correlation/occurrence';
import { BuildingDatabase } from '../building-database';
import { openReader, type Statement } from '../sqlite';

const PAGE_BYTES = 4_096;
const SCHEMA = `
  CREATE TABLE hit (
    id INTEGER PRIMARY KEY, rule TEXT NOT NULL, from_ticks TEXT NOT NULL, to_ticks TEXT NOT NULL,
    grouped TEXT NOT NULL, events INTEGER NOT NULL
  );
  CREATE TABLE contribution (
    id INTEGER PRIMARY KEY, hit INTEGER NOT NULL, file INTEGER NOT NULL, event INTEGER NOT NULL,
    ticks TEXT NOT NULL, rule TEXT NOT NULL, place INTEGER
  );
`;

export interface StoredCorrelation extends CorrelationHit {
  readonly rule: RuleReference;
}

export class CorrelationsWriter {
  readonly #database: BuildingDatabase;
  readonly #insertHit: Statement;
  readonly #insertContribution: Statement;
  #count = 0;

  constructor(finalPath: string) {
    this.#database = new BuildingDatabase(finalPath, { pageBytes: PAGE_BYTES, schema: SCHEMA });
    const { writer } = this.#database;
    this.#insertHit = writer.prepare('INSERT INTO hit VALUES (NULL, ?, ?, ?, ?, ?)');
    this.#insertContribution = writer.prepare(
      'INSERT INTO contribution VALUES (NULL, ?, ?, ?, ?, ?, ?)',
    );
  }

  add({ rule, from, to, group, events, contributions }: StoredCorrelation): void {
    const hit = this.#insertHit.run(
      JSON.stringify(rule),
      String(from),
      String(to),
      JSON.stringify(group),
      events,
    );
    for (const one of contributions)
      this.#insertContribution.run(hit, one.file, one.event, String(one.time), one.rule, one.at);
    this.#count++;
  }

  /** @returns how many there are */
  finish(): number {
    this.#database.publish();
    return this.#count;
  }

  abandon(): void {
    this.#database.abandon();
  }
}

const RULE = z.object({
  ruleId: z.string(),
  ruleTitle: z.string(),
  level: z.enum(LEVELS),
  status: z.string(),
  author: z.string(),
  ruleHash: z.string(),
  tags: z.array(z.string()),
});
const HIT_ROW = z.object({
  id: z.number(),
  rule: z.string().transform((text) => RULE.parse(JSON.parse(text))),
  from_ticks: z.string().transform(BigInt),
  to_ticks: z.string().transform(BigInt),
  grouped: z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text))),
  events: z.number(),
});
const CONTRIBUTION_ROW = z
  .object({
    hit: z.number(),
    file: z.number(),
    event: z.number(),
    ticks: z.string().transform(BigInt),
    rule: z.string(),
    // Earlier versions kept the first ones.
    place: z.number().nullish(),
  })
  .transform(({ ticks, ...rest }) => ({ ...rest, time: ticks }));

/** Whether the file is there and sound. */
export function areWhole(file: string): boolean {
  try {
    const reader = openReader(file);
    try {
      // An empty file is a sound database without tables.
      reader.prepare('SELECT 1 FROM hit LIMIT 1').get();
      return reader.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] === 'ok';
    } finally {
      reader.close();
    }
  } catch {
    return false;
  }
}

/** Every hit in the order they were written. */
export function readCorrelations(file: string): StoredCorrelation[] {
  const reader = openReader(file);
  try {
    const rows = reader.prepare('SELECT * FROM contribution ORDER BY id').all();
    const byHit = new Map<number, z.infer<typeof CONTRIBUTION_ROW>[]>();
    for (const row of rows.map((one) => CONTRIBUTION_ROW.parse(one))) {
      const others = byHit.get(row.hit);
      if (others === undefined) byHit.set(row.hit, [row]);
      else others.push(row);
    }
    return reader
      .prepare('SELECT * FROM hit ORDER BY id')
      .all()
      .map((one) => HIT_ROW.parse(one))
      .map(({ id, rule, from_ticks: from, to_ticks: to, grouped: group, events }) => ({
        ...{ rule, from, to, group, events },
        contributions: (byHit.get(id) ?? []).map(({ hit: _, place, ...rest }, at) => ({
          ...rest,
          at: place ?? at,
        })),
      }));
  } finally {
    reader.close();
  }
}
