/** Reads a pack: the segments of many small files, and which events are whose. */
import { z } from 'zod';
import type { FlawRow } from '@shared/contract/evidence-views';
import { MOST_FILTER_BYTES } from '@shared/contract/shard-outline';
import type { FileId, Generation } from '@shared/model/ids';
import { decompress } from '../compression';
import type { EventNumbers, SegmentPlaces } from '../event-store';
import type { Row, SqliteReader } from '../sqlite';
import { mayHaveUnindexed } from '../outline/unindexed-shapes';
import { FILTER_BLOCK_BYTES, ValueFilter } from '../outline/value-filter';
import type { FieldNames } from './field-names';
import { type MemberFacts, PackMember, rangeIn } from './pack-member';
import { unpackPlaces } from './member-places';
import {
  PACK_VERSION,
  PACK_VERSION_WITH_SEGMENT_PLACES,
  PACK_VERSION_WITHOUT_RAW_TEXTS,
} from './pack-schema';
import { blob, damaged, guarded } from './shard-damage';
import { opened } from './shard-reader';
import { SHARD_SUMMARY, type ShardSummary } from './shard-summary';
import { type FlawRange, ShardTables } from './shard-tables';
import type { StoredPlaces } from './stored-segment';
import { type IndexedColumn, type IndexedValues, valuesOfGroups } from './value-index';

const META = z.object({
  packVersion: z.literal(
    [PACK_VERSION, PACK_VERSION_WITH_SEGMENT_PLACES, PACK_VERSION_WITHOUT_RAW_TEXTS].map(String),
  ),
  events: z.string().transform(Number),
});

const size = z.number().int().nonnegative();
const MEMBER_ROW = z.object({
  ...{ file: size, generation: size, segment: size, first_event: size, events: size },
  ...{ field_list: size, flaws_behind: size, flaws: size },
  document_kind: z.enum(['tree', 'json']),
});

/** All but the summary. */
const MEMBERS = `
  SELECT file, generation, segment, first_event, events, field_list, document_kind, flaws_behind, flaws
  FROM member ORDER BY first_event, file`;

const memberKey = (file: number, generation: number): string => `${file}.${generation}`;

/** @throws CaseScopeError `shard-damaged` where the file is no whole pack of this version */
export const openPack = (file: string): PackReader =>
  opened(file, (reader) => new PackReader(reader));

export class PackReader extends ShardTables {
  readonly fields: FieldNames;
  readonly keepsRawTexts: boolean;
  readonly #members: ReadonlyMap<string, MemberFacts>;
  /** Whether it is none of an earlier version. */
  readonly #isNew: boolean;
  /** Of a pack of an earlier version. */
  #segmentPlaces: { readonly of: number; readonly places: StoredPlaces } | null = null;
  #unindexed: ReadonlyMap<number, ValueFilter> | null = null;
  #indexedColumns: readonly IndexedColumn[] | null = null;
  readonly #bySegment: ReadonlyMap<number, readonly MemberFacts[]>;

  constructor(reader: SqliteReader) {
    super(reader);
    const { packVersion, events } = META.parse(this.meta());
    this.keepsRawTexts = packVersion !== String(PACK_VERSION_WITHOUT_RAW_TEXTS);
    this.#isNew = packVersion === String(PACK_VERSION);
    this.countSegments(events);
    this.fields = this.fieldNames();
    const members = this.#readMembers();
    this.#members = new Map(members.map((one) => [memberKey(one.file, one.generation), one]));
    this.#bySegment = bySegment(members);
  }

  #readMembers(): MemberFacts[] {
    const lists = new Map(
      this.prepared('SELECT id, fields FROM field_list')
        .all()
        .map((row): [number, Uint16Array] => [Number(row['id']), idsIn(blob(row['fields']))]),
    );
    return this.prepared(MEMBERS)
      .all()
      .map((row) => {
        const member = MEMBER_ROW.parse(row);
        const fieldIds = lists.get(member.field_list);
        if (fieldIds === undefined) throw new RangeError('a list of fields is missing');
        return {
          ...{ file: member.file, generation: member.generation, segment: member.segment },
          ...{ firstEvent: member.first_event, events: member.events, fieldIds },
          documentKind: member.document_kind,
          flaws: { behind: member.flaws_behind, count: member.flaws },
        };
      });
  }

  /** The events of one file. @throws CaseScopeError `shard-damaged` where the pack does not have them */
  member(file: FileId, generation: Generation): PackMember {
    return new PackMember(this, this.facts(file, generation));
  }

  /** What it says of one file. @throws CaseScopeError as above */
  facts(file: FileId, generation: Generation): MemberFacts {
    const facts = this.#members.get(memberKey(file, generation));
    if (facts === undefined) throw damaged(new RangeError(`file ${file} is not in its pack`));
    return facts;
  }

  /** @throws CaseScopeError `shard-damaged` */
  summaryOf({ file, generation }: MemberFacts): ShardSummary {
    return guarded(() => {
      const sql = 'SELECT summary FROM member WHERE file = ? AND generation = ?';
      const row = this.prepared(sql).get(file, generation);
      return SHARD_SUMMARY.parse(JSON.parse(String(row?.['summary'])));
    });
  }

  /** @throws CaseScopeError `shard-damaged` */
  placesOf(member: MemberFacts): SegmentPlaces {
    return this.#isNew ? this.#ownPlaces(member) : this.#placesInSegment(member);
  }

  #ownPlaces({ firstEvent, events }: MemberFacts): SegmentPlaces {
    return guarded(() => {
      const row = this.prepared('SELECT packed FROM place WHERE first_event = ?').get(firstEvent);
      return unpackPlaces(blob(row?.['packed']), events);
    });
  }

  /** Members of one segment are come to one behind the other: it is unpacked once for them, and what each has is its own. */
  #placesInSegment({ segment, ...member }: MemberFacts): SegmentPlaces {
    const [from, to] = rangeIn(this.segment(segment), { segment, ...member });
    if (this.#segmentPlaces?.of !== segment)
      this.#segmentPlaces = { of: segment, places: this.placesIn(segment) };
    const { offsets, recordIds, hasRecordId } = this.#segmentPlaces.places;
    const stretch = (numbers: EventNumbers): BigUint64Array =>
      BigUint64Array.from({ length: to - from }, (_, at) => numbers.at(from + at) ?? 0n);
    return {
      offsets: stretch(offsets),
      recordIds: stretch(recordIds),
      hasRecordId: Uint8Array.from(hasRecordId.subarray(from, to)),
    };
  }

  /** Whose events are in a segment, in their order; some may have been superseded since. */
  membersIn(segment: number): readonly MemberFacts[] {
    return this.#bySegment.get(segment) ?? [];
  }

  /** Values that may have all the given runs of three characters (each without quotes). */
  indexed(trigrams: readonly string[]): IndexedValues {
    this.#indexedColumns ??= this.#readIndexedColumns();
    return valuesOfGroups(this.indexRows(trigrams), this.#indexedColumns);
  }

  /** As the function of outlines has it; those of an earlier version do not know. */
  mayHaveUnindexed(segment: number, name: string, shapes: readonly number[]): boolean {
    this.#unindexed ??= this.#readUnindexed();
    const filter = this.#unindexed.get(segment);
    return filter === undefined || mayHaveUnindexed(filter, name, shapes);
  }

  #readUnindexed(): ReadonlyMap<number, ValueFilter> {
    if (!this.#isNew) return new Map();
    return guarded(() => {
      const rows = this.prepared('SELECT segment, bytes, filter FROM unindexed ORDER BY segment');
      const filters = rows.all().map((row, at) => {
        // The filter of another segment would say no to what is there.
        if (row['segment'] !== at) throw new RangeError('a filter of a segment is missing');
        return filterIn(row);
      });
      return new Map(filters.entries());
    });
  }

  #readIndexedColumns(): readonly IndexedColumn[] {
    return guarded(() =>
      this.prepared('SELECT first_row, col FROM indexed_column ORDER BY first_row')
        .all()
        .map((row) => ({ firstRow: Number(row['first_row']), column: Number(row['col']) })),
    );
  }

  flaws(range: FlawRange, start: number, end: number): FlawRow[] {
    return this.flawsIn(range, start, end);
  }

  flawKinds(range: FlawRange): { kind: string; count: number }[] {
    return this.flawKindsIn(range);
  }
}

function bySegment(members: readonly MemberFacts[]): ReadonlyMap<number, MemberFacts[]> {
  const found = new Map<number, MemberFacts[]>();
  for (const member of members) {
    if (member.events === 0) continue;
    const others = found.get(member.segment);
    if (others === undefined) found.set(member.segment, [member]);
    else others.push(member);
  }
  return found;
}

/** @throws RangeError where it is none: an empty one would have nothing */
function filterIn(row: Row): ValueFilter {
  const bytes = Number(row['bytes']);
  if (bytes > 0 && bytes <= MOST_FILTER_BYTES && bytes % FILTER_BLOCK_BYTES === 0)
    return new ValueFilter(decompress(blob(row['filter']), bytes));
  throw new RangeError(`a filter of ${bytes} bytes`);
}

const idsIn = (bytes: Uint8Array): Uint16Array => new Uint16Array(Uint8Array.from(bytes).buffer);
