/** The tables that a file's own shard and a pack have in common, read as they are asked for. */
import type { FlawRow } from '@shared/contract/evidence-views';
import type { Row, SqliteReader, Statement } from '../sqlite';
import { DocumentBlockReader } from './document-blocks';
import { type FieldNames, fieldNames } from './field-names';
import { guarded } from './shard-damage';
import { FIELDS_PER_SEGMENT, RAW_TEXTS } from './shard-schema';
import { StoredColumn } from './stored-column';
import { eventsOf, type SegmentPart, StoredPlaces, StoredSegment } from './stored-segment';

const SEGMENTS = 'SELECT id, first_event, events, time_base FROM segment';

/** Each apart: many searches ask no times, and `recovered` stands behind all other blobs, which are read with it. */
const PARTS: Readonly<Record<SegmentPart, string>> = {
  times: 'SELECT times, has_time FROM segment WHERE id = ?',
  recovered: 'SELECT recovered FROM segment WHERE id = ?',
};

const PLACES = 'SELECT events, offsets, record_ids, has_record_id FROM segment WHERE id = ?';

const COLUMN = `
  SELECT col.width, col.distinct_values, col.dictionary_bytes, col.dictionary, col.codes, segment.events
  FROM col JOIN segment ON segment.id = ? WHERE col.id = ?`;

/** A stretch of the listed flaws: those behind the first `behind`, `count` of them. */
export interface FlawRange {
  readonly behind: number;
  readonly count: number;
}

/** All calls throw CaseScopeError `shard-damaged` where they meet damage. */
export class ShardTables {
  readonly #reader: SqliteReader;
  /** Prepared when first run: most searches open thousands of shards and ask each one thing. */
  readonly #statements = new Map<string, Statement>();
  #segments: ReadonlyMap<number, Row> = new Map();
  #documents: DocumentBlockReader | undefined;

  constructor(reader: SqliteReader) {
    this.#reader = reader;
  }

  protected prepared(sql: string): Statement {
    const known = this.#statements.get(sql) ?? this.#reader.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }

  protected meta(): Readonly<Record<string, unknown>> {
    const rows = this.prepared('SELECT key, value FROM meta').all();
    return Object.fromEntries(rows.map((row) => [String(row['key']), row['value']]));
  }

  /** @throws RangeError where they do not hold the events that were counted */
  protected countSegments(events: number): number {
    const rows = this.prepared(SEGMENTS).all();
    this.#segments = new Map(rows.map((row) => [Number(row['id']), row]));
    if (rows.reduce((sum, row) => sum + eventsOf(row), 0) !== events)
      throw new RangeError('the segments do not hold the events that were counted');
    return rows.length;
  }

  /** @throws RangeError where one is missing */
  protected fieldNames(): FieldNames {
    const named = this.prepared('SELECT id, name FROM field ORDER BY id').all();
    if (named.some((row, at) => row['id'] !== at + 1))
      throw new RangeError('a field is missing from the list');
    return fieldNames(named.map((row) => String(row['name'])));
  }

  /** @param again the tables, or whatever has them by then: this reader may have been closed */
  segment(id: number, again: () => ShardTables = () => this): StoredSegment {
    return guarded(() => {
      const row = this.#segments.get(id);
      if (row === undefined) throw new Error(`segment ${id} is missing`);
      return new StoredSegment(row, (part) => again().segmentPart(id, part));
    });
  }

  segmentPart(id: number, part: SegmentPart): Row {
    return guarded(() => {
      const row = this.prepared(PARTS[part]).get(id);
      if (row === undefined) throw new Error(`segment ${id} is missing`);
      return row;
    });
  }

  protected placesIn(segment: number): StoredPlaces {
    return guarded(() => {
      const row = this.prepared(PLACES).get(segment);
      if (row === undefined) throw new Error(`segment ${segment} is missing`);
      return new StoredPlaces(row);
    });
  }

  column(segment: number, field: number): StoredColumn | null {
    return guarded(() => {
      const row = this.prepared(COLUMN).get(segment, segment * FIELDS_PER_SEGMENT + field);
      return row === undefined ? null : new StoredColumn(row);
    });
  }

  fieldsIn(segment: number): readonly number[] {
    return guarded(() => {
      const first = segment * FIELDS_PER_SEGMENT;
      return this.prepared('SELECT id FROM col WHERE id >= ? AND id < ? ORDER BY id')
        .all(first, first + FIELDS_PER_SEGMENT)
        .map((row) => Number(row['id']) - first)
        .filter((field) => field !== RAW_TEXTS);
    });
  }

  /** Index rows whose text has all the given runs of three characters (each without quotes). */
  indexRows(trigrams: readonly string[]): readonly number[] {
    return guarded(() => {
      const match = trigrams.map((trigram) => `"${trigram}"`).join(' AND ');
      return this.prepared('SELECT rowid AS id FROM value_index WHERE value_index MATCH ?')
        .all(match)
        .map((row) => Number(row['id']));
    });
  }

  document(event: number): string {
    return guarded(() => this.#blocks.document(event));
  }

  /** In UTF-8, of the events from `start` to before `end`; each is good until the next one. */
  *documents(start: number, end: number): Generator<Uint8Array, void, undefined> {
    for (let event = start; event < end; event++)
      yield guarded(() => this.#blocks.documentBytes(event));
  }

  get #blocks(): DocumentBlockReader {
    return (this.#documents ??= new DocumentBlockReader(this.#reader));
  }

  /** From `start` to before `end` of a range, in the order they were met. */
  protected flawsIn({ behind, count }: FlawRange, start: number, end: number): FlawRow[] {
    return guarded(() =>
      this.prepared('SELECT * FROM flaw WHERE id > ? AND id <= ? ORDER BY id')
        .all(behind + start, behind + Math.min(count, end))
        .map((row) => ({
          id: Number(row['id']) - behind,
          kind: String(row['kind']),
          offset: Number(row['offset_bytes']),
          line: row['line_number'] === null ? null : Number(row['line_number']),
          reason: String(row['reason']),
          recordLost: row['record_lost'] === 1,
        })),
    );
  }

  protected flawKindsIn({ behind, count }: FlawRange): { kind: string; count: number }[] {
    const counts =
      'SELECT kind, count(*) AS n FROM flaw WHERE id > ? AND id <= ? GROUP BY kind ORDER BY n DESC, kind';
    return guarded(() =>
      this.prepared(counts)
        .all(behind, behind + count)
        .map((row) => ({ kind: String(row['kind']), count: Number(row['n']) })),
    );
  }

  close(): void {
    this.#reader.close();
  }
}
