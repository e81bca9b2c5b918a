/** Occurrences of a case sorted by time in a file that nobody else sees and that is deleted afterwards. */
import fs from 'node:fs';
import type { OccurrenceKind } from '@shared/sigma/correlation/compiled-correlation';
import type { Contribution, Occurrence } from '@shared/sigma/correlation/occurrence';
import { buildingPath } from '../case-paths';
import { openWriter, type SqliteWriter, type Statement } from '../sqlite';
import { sortableTicks } from './detections';

/** What occurred: a rule of the set or a correlation, by number. */
export interface OccurrenceSource {
  readonly kind: OccurrenceKind;
  readonly number: number;
}

const sourceKey = ({ kind, number }: OccurrenceSource): string => `${kind} ${number}`;

export class OccurrenceSort {
  readonly #path: string;
  readonly #writer: SqliteWriter;
  readonly #insert: Statement;
  #count = 0;

  /** @param beside the file the sorted rows are made for */
  constructor(beside: string) {
    this.#path = buildingPath(beside);
    this.#writer = openWriter(this.#path);
    this.#writer.exec(`
      PRAGMA journal_mode = OFF;
      PRAGMA synchronous = OFF;
      PRAGMA locking_mode = EXCLUSIVE;
      CREATE TABLE occurrence (
        source TEXT NOT NULL, time TEXT NOT NULL, file INTEGER NOT NULL, event INTEGER NOT NULL,
        id INTEGER NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (source, time, file, event, id)
      ) WITHOUT ROWID;
      BEGIN;
    `);
    this.#insert = this.#writer.prepare('INSERT INTO occurrence VALUES (?, ?, ?, ?, ?, ?)');
  }

  /** @param event tells occurrences of one time and file apart */
  add(source: OccurrenceSource, occurrence: Occurrence, event: number): void {
    const file = occurrence.contributions[0]?.file ?? 0;
    this.#insert.run(
      sourceKey(source),
      sortableTicks(occurrence.time),
      file,
      event,
      this.#count++,
      JSON.stringify(occurrence, (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    );
  }

  /** Takes back what was added of a file. */
  forget(file: number): void {
    this.#writer.prepare('DELETE FROM occurrence WHERE file = ?').run(file);
  }

  /** All occurrences of the sources, by time, then by file and event. Nothing may be added meanwhile. */
  *inOrder(
    sources: readonly OccurrenceSource[],
  ): Generator<{ source: OccurrenceSource; occurrence: Occurrence }, void, undefined> {
    const bySource = new Map(sources.map((source) => [sourceKey(source), source]));
    const marks = [...bySource.keys()].map(() => '?').join(', ');
    const rows = this.#writer.prepare(
      `SELECT source, body FROM occurrence WHERE source IN (${marks}) ORDER BY time, file, event, id`,
    );
    for (const row of rows.iterate(...bySource.keys())) {
      const source = bySource.get(String(row['source']));
      if (source !== undefined) yield { source, occurrence: occurrenceOf(String(row['body'])) };
    }
  }

  close(): void {
    this.#writer.close();
    fs.rmSync(this.#path, { force: true });
  }
}

/** JSON has no integers of 64 bits: ticks are written as texts. */
interface Written extends Omit<Occurrence, 'time' | 'contributions'> {
  readonly time: string;
  readonly contributions: readonly (Omit<Contribution, 'time'> & { readonly time: string })[];
}

/** What `add` wrote a moment ago in this process. */
function occurrenceOf(body: string): Occurrence {
  const read = JSON.parse(body) as Written;
  return {
    ...read,
    time: BigInt(read.time),
    contributions: read.contributions.map((one) => ({ ...one, time: BigInt(one.time) })),
  };
}
