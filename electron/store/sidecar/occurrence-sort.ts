/** Occurrences of a case sorted by time in a file that nobody else sees and that is deleted afterwards. */
import fs from 'node:fs';
import type { OccurrenceKind } from '@shared/sigma/correlation/compiled-correlation';
import { eventOccurrence, type Occurrence } from '@shared/sigma/correlation/occurrence';
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
  /** Hits of correlations that others listen to, by the number of their row: they share their events. */
  readonly #hits = new Map<number, Occurrence>();

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
    const { of, from } = occurrence.events;
    const [time, id] = [sortableTicks(occurrence.time), this.#count++];
    const isRule = source.kind === 'rule';
    if (!isRule) this.#hits.set(id, occurrence);
    const body = isRule ? JSON.stringify([of[from]?.rule ?? '', occurrence.fields]) : '';
    this.#insert.run(sourceKey(source), time, of[from]?.file ?? 0, event, id, body);
  }

  /** Takes back what was added of a file. */
  forget(file: number): void {
    this.#writer.prepare('DELETE FROM occurrence WHERE file = ?').run(file);
  }

  /** All occurrences of the sources, by time, those of rules first, then by file and event. Nothing may be added meanwhile. */
  *inOrder(
    sources: readonly OccurrenceSource[],
  ): Generator<{ source: OccurrenceSource; occurrence: Occurrence }, void, undefined> {
    const bySource = new Map(sources.map((source) => [sourceKey(source), source]));
    const marks = [...bySource.keys()].map(() => '?').join(', ');
    const rows = this.#writer.prepare(
      `SELECT * FROM occurrence WHERE source IN (${marks}) ORDER BY time, body = '', file, event, id`,
    );
    for (const row of rows.iterate(...bySource.keys())) {
      const source = bySource.get(String(row['source']));
      if (source === undefined) continue;
      yield { source, occurrence: this.#hits.get(Number(row['id'])) ?? ruleOccurrence(row) };
    }
  }

  close(): void {
    this.#writer.close();
    fs.rmSync(this.#path, { force: true });
  }
}

/** What `add` wrote a moment ago in this process of a rule that met an event. */
function ruleOccurrence(row: Readonly<Record<string, unknown>>): Occurrence {
  const [rule, fields] = JSON.parse(String(row['body'])) as [string, Occurrence['fields']];
  const time = BigInt(String(row['time']));
  const [file, event] = [Number(row['file']), Number(row['event'])];
  return eventOccurrence({ file, event, time, rule }, fields);
}
