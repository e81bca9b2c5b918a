/** Reads a published shard: columns for search and hunting, events one by one, original records. */
import { z } from 'zod';
import type { FlawRow } from '@shared/contract/views';
import type { GenerationHead, Segment, StoredEvent, StoredGeneration } from '../event-store';
import { openReader, type SqliteReader, type Statement } from '../sqlite';
import { DocumentBlockReader } from './document-blocks';
import { fieldNames } from './field-names';
import { eventsOfSegment } from './segment-events';
import { damaged, guarded } from './shard-damage';
import { FIELDS_PER_SEGMENT, SHARD_VERSION } from './shard-schema';
import { SHARD_SUMMARY } from './shard-summary';
import { StoredColumn } from './stored-column';
import { StoredPlaces, StoredSegment } from './stored-segment';

const META = z.object({
  version: z.literal(String(SHARD_VERSION)),
  documentKind: z.enum(['tree', 'json']),
  summary: z.string().transform((text) => SHARD_SUMMARY.parse(JSON.parse(text))),
});

const SEGMENT = `
  SELECT id, first_event, events, time_base, times, has_time, recovered FROM segment WHERE id = ?`;

const PLACES = 'SELECT events, offsets, record_ids, has_record_id FROM segment WHERE id = ?';

const COLUMN = `
  SELECT col.width, col.distinct_values, col.dictionary_bytes, col.dictionary, col.codes, segment.events
  FROM col JOIN segment ON segment.id = ? WHERE col.id = ?`;

/** A search has a thousand shards open and keeps what it read from them unpacked. */
const CACHE_KIB = 128;

/** @throws CaseScopeError `shard-damaged` where the file is no whole shard of this version */
export function openShard(file: string): ShardReader {
  let reader: SqliteReader | null = null;
  try {
    reader = openReader(file, { cacheKib: CACHE_KIB });
    return new ShardReader(reader);
  } catch (error) {
    reader?.close();
    throw damaged(error);
  }
}

export class ShardReader implements StoredGeneration {
  readonly head: GenerationHead;
  readonly #reader: SqliteReader;
  /** Prepared when first run: most searches open thousands of shards and ask each one thing. */
  readonly #statements = new Map<string, Statement>();
  #documents: DocumentBlockReader | undefined;

  constructor(reader: SqliteReader) {
    this.#reader = reader;
    this.head = this.#readHead();
  }

  #readHead(): GenerationHead {
    const rows = this.#prepared('SELECT key, value FROM meta').all();
    const { documentKind, summary } = META.parse(
      Object.fromEntries(rows.map((row) => [String(row['key']), row['value']])),
    );
    const segments = this.#prepared(
      'SELECT count(*) AS count, coalesce(sum(events), 0) AS events FROM segment',
    ).get();
    if (Number(segments?.['events']) !== summary.events)
      throw new RangeError('the segments do not hold the events that were counted');
    const named = this.#prepared('SELECT id, name FROM field ORDER BY id').all();
    if (named.some((row, at) => row['id'] !== at + 1))
      throw new RangeError('a field is missing from the list');
    const fields = fieldNames(named.map((row) => String(row['name'])));
    return { documentKind, summary, segmentCount: Number(segments?.['count']), fields };
  }

  #prepared(sql: string): Statement {
    const known = this.#statements.get(sql) ?? this.#reader.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }

  get count(): number {
    return this.head.summary.events;
  }

  segment(id: number): Segment {
    return guarded(() => {
      const row = this.#prepared(SEGMENT).get(id);
      if (row === undefined) throw new Error(`segment ${id} is missing`);
      return new StoredSegment(row);
    });
  }

  places(segment: number): StoredPlaces {
    return guarded(() => {
      const row = this.#prepared(PLACES).get(segment);
      if (row === undefined) throw new Error(`segment ${segment} is missing`);
      return new StoredPlaces(row);
    });
  }

  column(segment: number, field: number): StoredColumn | null {
    return guarded(() => {
      const row = this.#prepared(COLUMN).get(segment, segment * FIELDS_PER_SEGMENT + field);
      return row === undefined ? null : new StoredColumn(row);
    });
  }

  fieldsIn(segment: number): readonly number[] {
    return guarded(() => {
      const first = segment * FIELDS_PER_SEGMENT;
      return this.#prepared('SELECT id FROM col WHERE id >= ? AND id < ? ORDER BY id')
        .all(first, first + FIELDS_PER_SEGMENT)
        .map((row) => Number(row['id']) - first);
    });
  }

  /** Index rows whose text has all the given runs of three characters (each without quotes). */
  indexRows(trigrams: readonly string[]): readonly number[] {
    return guarded(() => {
      const match = trigrams.map((trigram) => `"${trigram}"`).join(' AND ');
      return this.#prepared('SELECT rowid AS id FROM value_index WHERE value_index MATCH ?')
        .all(match)
        .map((row) => Number(row['id']));
    });
  }

  *events(): Generator<StoredEvent, void, undefined> {
    for (let id = 0; id < this.head.segmentCount; id++) {
      try {
        yield* eventsOfSegment(this, this.segment(id));
      } catch (error) {
        throw damaged(error);
      }
    }
  }

  document(event: number): string {
    return guarded(() => {
      this.#documents ??= new DocumentBlockReader(this.#reader);
      return this.#documents.document(event);
    });
  }

  /** Listed flaws in the order they were met, from `start` to before `end`. */
  flaws(start: number, end: number): FlawRow[] {
    return guarded(() =>
      this.#prepared('SELECT * FROM flaw ORDER BY id LIMIT ? OFFSET ?')
        .all(Math.max(0, end - start), start)
        .map((row) => ({
          id: Number(row['id']),
          kind: String(row['kind']),
          offset: Number(row['offset_bytes']),
          line: row['line_number'] === null ? null : Number(row['line_number']),
          reason: String(row['reason']),
          recordLost: row['record_lost'] === 1,
        })),
    );
  }

  /** How many of each kind are listed, the most frequent first. */
  flawKinds(): { kind: string; count: number }[] {
    return guarded(() =>
      this.#prepared('SELECT kind, count(*) AS n FROM flaw GROUP BY kind ORDER BY n DESC, kind')
        .all()
        .map((row) => ({ kind: String(row['kind']), count: Number(row['n']) })),
    );
  }

  close(): void {
    this.#reader.close();
  }
}
