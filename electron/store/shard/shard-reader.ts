/** Reads a file's own shard: columns for search and hunting, events one by one, original records. */
import { z } from 'zod';
import type { FlawRow } from '@shared/contract/evidence-views';
import type { Column } from '@shared/model/columns';
import type { GenerationHead, SegmentPlaces, StoredEvent, StoredGeneration } from '../event-store';
import { openReader, type SqliteReader } from '../sqlite';
import { rawTextsOfRecords } from './raw-texts';
import { eventsOfSegment } from './segment-events';
import { damaged } from './shard-damage';
import {
  MOST_LISTED_FLAWS,
  RAW_TEXTS,
  SHARD_VERSION,
  VERSION_WITHOUT_RAW_TEXTS,
} from './shard-schema';
import { SHARD_SUMMARY } from './shard-summary';
import { ShardTables } from './shard-tables';
import { type IndexedValues, valuesOfRows } from './value-index';

const META = z.object({
  version: z.enum([String(SHARD_VERSION), String(VERSION_WITHOUT_RAW_TEXTS)]),
  documentKind: z.enum(['tree', 'json']),
  summary: z.string().transform((text) => SHARD_SUMMARY.parse(JSON.parse(text))),
});

/** A search has a thousand shards open and keeps what it read from them unpacked. */
const CACHE_KIB = 128;

/** @throws CaseScopeError `shard-damaged` where the file cannot be opened or `read` finds it is not whole */
export function opened<Tables>(file: string, read: (reader: SqliteReader) => Tables): Tables {
  let reader: SqliteReader | null = null;
  try {
    reader = openReader(file, { cacheKib: CACHE_KIB });
    return read(reader);
  } catch (error) {
    reader?.close();
    throw damaged(error);
  }
}

/** @throws CaseScopeError `shard-damaged` where the file is no whole shard of this version */
export const openShard = (file: string): ShardReader =>
  opened(file, (reader) => new ShardReader(reader));

const ALL_FLAWS = { behind: 0, count: MOST_LISTED_FLAWS };

export class ShardReader extends ShardTables implements StoredGeneration {
  readonly head: GenerationHead;

  constructor(reader: SqliteReader) {
    super(reader);
    const { version, documentKind, summary } = META.parse(this.meta());
    const segmentCount = this.countSegments(summary.events);
    const keepsRawTexts = version === String(SHARD_VERSION);
    const fields = this.fieldNames();
    this.head = { documentKind, summary, segmentCount, fields, keepsRawTexts };
  }

  get count(): number {
    return this.head.summary.events;
  }

  /** Values that may have all the given runs of three characters (each without quotes). */
  indexed(trigrams: readonly string[]): IndexedValues {
    return valuesOfRows(this.indexRows(trigrams));
  }

  places(segment: number): SegmentPlaces {
    return this.placesIn(segment);
  }

  rawTexts(segment: number): Column | null {
    if (this.head.keepsRawTexts) return this.column(segment, RAW_TEXTS);
    return rawTextsOfRecords(this, this.segment(segment));
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

  flaws(start: number, end: number): FlawRow[] {
    return this.flawsIn(ALL_FLAWS, start, end);
  }

  flawKinds(): { kind: string; count: number }[] {
    return this.flawKindsIn(ALL_FLAWS);
  }
}
