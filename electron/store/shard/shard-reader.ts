/** Reads a published shard: columns for search and hunting, events one by one, original records. */
import { z } from 'zod';
import type { FlawRow } from '@shared/contract/views';
import { CaseScopeError, errorText } from '@shared/model/errors';
import type { DocumentKind, EventFields } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import { decompress } from '../compression';
import { openReader, type SqliteReader, type Statement } from '../sqlite';
import { fromPlanes } from './byte-planes';
import { decodeDictionary, type DictionaryEntry } from './dictionary';
import { DocumentBlockReader } from './document-blocks';
import { eventsOfSegment } from './segment-events';
import { FIELDS_PER_SEGMENT, MOST_SEGMENT_EVENTS, SHARD_VERSION } from './shard-schema';
import { SHARD_SUMMARY, type ShardSummary } from './shard-summary';

/** One event as stored; its document is read apart. */
export interface StoredEvent extends EventFields {
  /** Number of the event in its shard, from 0. */
  readonly index: number;
  readonly offsetBytes: number;
  readonly recordId: string | null;
  readonly time: FileTime | null;
  readonly recovered: boolean;
}

export interface Column {
  readonly entries: readonly DictionaryEntry[];
  /** A code per event of the segment (see dictionary.ts). */
  readonly codes: Uint8Array | Uint16Array;
}

/** The fixed columns of a segment. */
export interface Segment {
  readonly id: number;
  readonly firstEvent: number;
  readonly events: number;
  readonly times: BigUint64Array;
  readonly hasTime: Uint8Array;
  readonly offsets: BigUint64Array;
  readonly recordIds: BigUint64Array;
  readonly hasRecordId: Uint8Array;
  readonly recovered: Uint8Array;
}

const META = z.object({
  version: z.literal(String(SHARD_VERSION)),
  documentKind: z.enum(['tree', 'json']),
  summary: z.string().transform((text) => SHARD_SUMMARY.parse(JSON.parse(text))),
});

const MOST_PLANE_BYTES = MOST_SEGMENT_EVENTS * 8;

/** @throws CaseScopeError `shard-damaged` where the file is no whole shard of this version */
export function openShard(file: string): ShardReader {
  let reader: SqliteReader | null = null;
  try {
    reader = openReader(file);
    return new ShardReader(reader);
  } catch (error) {
    reader?.close();
    throw damaged(error);
  }
}

function damaged(error: unknown): CaseScopeError {
  if (error instanceof CaseScopeError) return error;
  return new CaseScopeError(
    'shard-damaged',
    `The event store of this file cannot be read (${errorText(error)}). Re-index the file.`,
    { cause: error },
  );
}

export class ShardReader {
  readonly documentKind: DocumentKind;
  readonly summary: ShardSummary;
  readonly segmentCount: number;
  /** Names by field id. */
  readonly fields: ReadonlyMap<number, string>;
  readonly #reader: SqliteReader;
  readonly #documents: DocumentBlockReader;
  readonly #selectColumn: Statement;
  readonly #selectSegment: Statement;
  readonly #fieldIds: ReadonlyMap<string, number>;

  constructor(reader: SqliteReader) {
    this.#reader = reader;
    const rows = reader.prepare('SELECT key, value FROM meta').all();
    const meta = META.parse(
      Object.fromEntries(rows.map((row) => [String(row['key']), row['value']])),
    );
    this.documentKind = meta.documentKind;
    this.summary = meta.summary;
    const segments = reader
      .prepare('SELECT count(*) AS count, coalesce(sum(events), 0) AS events FROM segment')
      .get();
    this.segmentCount = Number(segments?.['count']);
    if (Number(segments?.['events']) !== this.summary.events) {
      throw new RangeError('the segments do not hold the events that were counted');
    }
    this.fields = new Map(
      reader
        .prepare('SELECT id, name FROM field ORDER BY id')
        .all()
        .map((row) => [Number(row['id']), String(row['name'])]),
    );
    this.#fieldIds = new Map([...this.fields].map(([id, name]) => [name, id]));
    this.#documents = new DocumentBlockReader(reader);
    this.#selectColumn = reader.prepare('SELECT * FROM col WHERE id = ?');
    this.#selectSegment = reader.prepare('SELECT * FROM segment WHERE id = ?');
  }

  get count(): number {
    return this.summary.events;
  }

  fieldId(name: string): number | undefined {
    return this.#fieldIds.get(name);
  }

  segment(id: number): Segment {
    return this.#guarded(() => {
      const row = this.#selectSegment.get(id);
      if (row === undefined) throw new Error(`segment ${id} is missing`);
      const events = Number(row['events']);
      const planes = (name: string, base: bigint): BigUint64Array =>
        fromPlanes(sized(decompress(blob(row[name]), MOST_PLANE_BYTES), events * 8), base);
      const flags = (name: string): Uint8Array =>
        sized(decompress(blob(row[name]), MOST_SEGMENT_EVENTS), events);
      return {
        id,
        firstEvent: Number(row['first_event']),
        events,
        times: planes('times', BigInt(String(row['time_base']))),
        hasTime: flags('has_time'),
        offsets: planes('offsets', 0n),
        recordIds: planes('record_ids', 0n),
        hasRecordId: flags('has_record_id'),
        recovered: flags('recovered'),
      };
    });
  }

  /** Null where no event of the segment has the field. */
  column(segment: number, field: number): Column | null {
    return this.#guarded(() => {
      const row = this.#selectColumn.get(segment * FIELDS_PER_SEGMENT + field);
      if (row === undefined) return null;
      const dictionaryBytes = Number(row['dictionary_bytes']);
      const dictionary = sized(
        decompress(blob(row['dictionary']), dictionaryBytes),
        dictionaryBytes,
      );
      const codes = decompress(blob(row['codes']), MOST_SEGMENT_EVENTS * 2);
      return {
        entries: decodeDictionary(dictionary),
        codes: Number(row['width']) === 1 ? codes : new Uint16Array(new Uint8Array(codes).buffer),
      };
    });
  }

  /** Ids of the fields that occur in a segment, ascending. */
  fieldsIn(segment: number): readonly number[] {
    return this.#guarded(() => {
      const first = segment * FIELDS_PER_SEGMENT;
      return this.#reader
        .prepare('SELECT id FROM col WHERE id >= ? AND id < ? ORDER BY id')
        .all(first, first + FIELDS_PER_SEGMENT)
        .map((row) => Number(row['id']) - first);
    });
  }

  /** Index rows whose text has all the given runs of three characters (each without quotes). */
  indexRows(trigrams: readonly string[]): readonly number[] {
    return this.#guarded(() => {
      const match = trigrams.map((trigram) => `"${trigram}"`).join(' AND ');
      return this.#reader
        .prepare('SELECT rowid AS id FROM value_index WHERE value_index MATCH ?')
        .all(match)
        .map((row) => Number(row['id']));
    });
  }

  /** Every event in order. */
  *events(): Generator<StoredEvent, void, undefined> {
    for (let id = 0; id < this.segmentCount; id++) {
      try {
        yield* eventsOfSegment(this, this.segment(id));
      } catch (error) {
        throw damaged(error);
      }
    }
  }

  document(event: number): string {
    return this.#guarded(() => this.#documents.document(event));
  }

  /** Listed flaws in the order they were met, from `start` to before `end`. */
  flaws(start: number, end: number): FlawRow[] {
    return this.#guarded(() =>
      this.#reader
        .prepare('SELECT * FROM flaw ORDER BY id LIMIT ? OFFSET ?')
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
    return this.#guarded(() =>
      this.#reader
        .prepare('SELECT kind, count(*) AS n FROM flaw GROUP BY kind ORDER BY n DESC, kind')
        .all()
        .map((row) => ({ kind: String(row['kind']), count: Number(row['n']) })),
    );
  }

  /** Damage found while reading is told as what it is, not as a programmer's mistake. */
  #guarded<Answer>(read: () => Answer): Answer {
    try {
      return read();
    } catch (error) {
      throw damaged(error);
    }
  }

  close(): void {
    this.#reader.close();
  }
}

function blob(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError('a blob is missing');
}

/** Brotli and SQLite keep no checksum: at least the lengths must agree. */
function sized<Bytes extends Uint8Array>(bytes: Bytes, expected: number): Bytes {
  if (bytes.length === expected) return bytes;
  throw new RangeError(`a column has ${bytes.length} bytes instead of ${expected}`);
}
