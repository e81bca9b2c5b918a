/** Reads a pack: the segments of many small files, and which events are whose. */
import { z } from 'zod';
import type { FlawRow } from '@shared/contract/evidence-views';
import type { FileId, Generation } from '@shared/model/ids';
import type { SqliteReader } from '../sqlite';
import type { FieldNames } from './field-names';
import { type MemberFacts, PackMember } from './pack-member';
import { PACK_VERSION, PACK_VERSION_WITHOUT_RAW_TEXTS } from './pack-schema';
import { blob, damaged, guarded } from './shard-damage';
import { opened } from './shard-reader';
import { SHARD_SUMMARY } from './shard-summary';
import { type FlawRange, ShardTables } from './shard-tables';
import { type IndexedColumn, type IndexedValues, valuesOfGroups } from './value-index';

const META = z.object({
  packVersion: z.enum([String(PACK_VERSION), String(PACK_VERSION_WITHOUT_RAW_TEXTS)]),
  events: z.string().transform(Number),
});

const size = z.number().int().nonnegative();
const MEMBER_ROW = z.object({
  ...{ file: size, generation: size, segment: size, first_event: size, events: size },
  ...{ field_list: size, flaws_behind: size, flaws: size },
  document_kind: z.enum(['tree', 'json']),
  summary: z.string().transform((text) => SHARD_SUMMARY.parse(JSON.parse(text))),
});

const memberKey = (file: number, generation: number): string => `${file}.${generation}`;

/** @throws CaseScopeError `shard-damaged` where the file is no whole pack of this version */
export const openPack = (file: string): PackReader =>
  opened(file, (reader) => new PackReader(reader));

export class PackReader extends ShardTables {
  readonly fields: FieldNames;
  readonly keepsRawTexts: boolean;
  readonly #members: ReadonlyMap<string, MemberFacts>;
  #indexedColumns: readonly IndexedColumn[] | null = null;
  readonly #bySegment: ReadonlyMap<number, readonly MemberFacts[]>;

  constructor(reader: SqliteReader) {
    super(reader);
    const { packVersion, events } = META.parse(this.meta());
    this.keepsRawTexts = packVersion === String(PACK_VERSION);
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
        .map((row): [number, number[]] => [Number(row['id']), idsIn(blob(row['fields']))]),
    );
    const rows = this.prepared('SELECT * FROM member ORDER BY first_event, file').all();
    return rows.map((row) => {
      const member = MEMBER_ROW.parse(row);
      const fieldIds = lists.get(member.field_list);
      if (fieldIds === undefined) throw new RangeError('a list of fields is missing');
      return {
        ...{ file: member.file, generation: member.generation, segment: member.segment },
        ...{ firstEvent: member.first_event, events: member.events, fieldIds },
        ...{ documentKind: member.document_kind, summary: member.summary },
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

  /** Whose events are in a segment, in their order; some may have been superseded since. */
  membersIn(segment: number): readonly MemberFacts[] {
    return this.#bySegment.get(segment) ?? [];
  }

  /** Values that may have all the given runs of three characters (each without quotes). */
  indexed(trigrams: readonly string[]): IndexedValues {
    this.#indexedColumns ??= this.#readIndexedColumns();
    return valuesOfGroups(this.indexRows(trigrams), this.#indexedColumns);
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

const idsIn = (bytes: Uint8Array): number[] =>
  Array.from(new Uint16Array(Uint8Array.from(bytes).buffer));
