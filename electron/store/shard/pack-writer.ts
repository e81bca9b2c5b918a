/** Copies the events of many small files into one shard, by their columns: nothing is parsed again. */
import { BuildingDatabase } from '../building-database';
import { compress } from '../compression';
import type { GenerationPlace } from '../event-store';
import type { Statement } from '../sqlite';
import { DocumentBlockWriter } from './document-blocks';
import { packPlaces } from './member-places';
import type { PackMember } from './pack-member';
import {
  MOST_MEMBER_EVENTS,
  MOST_PACK_SEGMENT_EVENTS,
  PACK_DOCUMENTS,
  PACK_PAGE_BYTES,
  PACK_SCHEMA,
  PACK_VERSION,
} from './pack-schema';
import { SegmentBuilder, type SegmentStatements, segmentStatements } from './segment-builder';
import { SegmentShapes } from './segment-shapes';
import type { ShardReader } from './shard-reader';
import { MOST_FIELDS, MOST_LISTED_FLAWS, RAW_TEXTS, SPILL_FIELD } from './shard-schema';
import { RowPerGroup } from './value-index';

/** A generation as it lies now. */
export type Packable = ShardReader | PackMember;

/** Whether a generation can stand in a pack: small, in one segment, none of its fields in the spill column. */
export function isPackable(stored: Packable): boolean {
  const { segmentCount, fields } = stored.head;
  if (stored.count > MOST_MEMBER_EVENTS || segmentCount > 1) return false;
  const spills = segmentCount === 1 && stored.fieldsIn(0).includes(SPILL_FIELD);
  return !spills && fields.names.length <= MOST_FIELDS;
}

interface Inserts {
  readonly flaw: Statement;
  readonly fieldList: Statement;
  readonly member: Statement;
  readonly place: Statement;
  readonly unindexed: Statement;
}

export class PackWriter {
  readonly #database: BuildingDatabase;
  readonly #segmentEvents: number;
  readonly #segments: SegmentStatements;
  readonly #inserts: Inserts;
  readonly #documents: DocumentBlockWriter;
  readonly #fieldIds = new Map<string, number>();
  readonly #fieldLists = new Map<string, number>();
  #segment = new SegmentBuilder(0, 0);
  #segmentId = 0;
  #events = 0;
  #flaws = 0;

  /** @param segmentEvents a segment is closed where it would come to more */
  constructor(finalPath: string, segmentEvents = MOST_PACK_SEGMENT_EVENTS) {
    this.#segmentEvents = segmentEvents;
    this.#database = new BuildingDatabase(finalPath, {
      pageBytes: PACK_PAGE_BYTES,
      schema: PACK_SCHEMA,
    });
    const { writer } = this.#database;
    this.#segments = segmentStatements(writer, new RowPerGroup(writer));
    this.#documents = new DocumentBlockWriter(writer, PACK_DOCUMENTS);
    this.#inserts = {
      flaw: writer.prepare('INSERT INTO flaw VALUES (?, ?, ?, ?, ?, ?)'),
      fieldList: writer.prepare('INSERT INTO field_list VALUES (?, ?)'),
      place: writer.prepare('INSERT INTO place VALUES (?, ?)'),
      unindexed: writer.prepare('INSERT INTO unindexed VALUES (?, ?, ?)'),
      member: writer.prepare('INSERT INTO member VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    };
  }

  get events(): number {
    return this.#events;
  }

  /** False where the pack has no more room for its fields. */
  hasRoomFor({ head }: Packable): boolean {
    const fresh = head.fields.names.filter((name) => !this.#fieldIds.has(name));
    return this.#fieldIds.size + fresh.length <= MOST_FIELDS;
  }

  /** @param stored packable, and there is room for it. @throws CaseScopeError `shard-damaged` */
  add({ file, generation }: GenerationPlace, stored: Packable): void {
    const { head, count } = stored;
    const isFull = this.#segment.isFull || this.#segment.events + count > this.#segmentEvents;
    if (isFull && this.#segment.events > 0) this.#closeSegment();
    const fields = head.fields.names.map((name) => this.#fieldId(name));
    const flaws = this.#addFlaws(stored);
    this.#inserts.member.run(
      file,
      generation,
      this.#segmentId,
      this.#events,
      count,
      this.#fieldList(fields),
      head.documentKind,
      JSON.stringify(head.summary),
      this.#flaws - flaws,
      flaws,
    );
    if (count > 0) this.#addEvents(stored, fields);
  }

  #addEvents(stored: Packable, fields: readonly number[]): void {
    this.#segment.addEvents(stored.segment(0));
    this.#inserts.place.run(this.#events, packPlaces(stored.places(0)));
    for (const own of stored.fieldsIn(0)) {
      const column = stored.column(0, own);
      const field = fields[own - 1];
      if (column !== null && field !== undefined) this.#segment.addColumn(field, column);
    }
    const rawTexts = stored.rawTexts(0);
    if (rawTexts !== null) this.#segment.addColumn(RAW_TEXTS, rawTexts);
    for (const document of stored.documents(0, stored.count)) this.#documents.add(document);
    this.#events += stored.count;
  }

  #fieldId(name: string): number {
    const id = this.#fieldIds.get(name) ?? this.#fieldIds.size + 1;
    this.#fieldIds.set(name, id);
    return id;
  }

  /** Files of one kind of log often have equal lists. */
  #fieldList(fields: readonly number[]): number {
    const key = fields.join();
    const known = this.#fieldLists.get(key);
    if (known !== undefined) return known;
    const id = this.#fieldLists.size + 1;
    this.#fieldLists.set(key, id);
    this.#inserts.fieldList.run(id, new Uint8Array(Uint16Array.from(fields).buffer));
    return id;
  }

  /** @returns how many are listed */
  #addFlaws(stored: Packable): number {
    const flaws = stored.flaws(0, MOST_LISTED_FLAWS);
    for (const { kind, offset, line, reason, recordLost } of flaws)
      this.#inserts.flaw.run(++this.#flaws, kind, offset, line, reason, recordLost ? 1 : 0);
    return flaws.length;
  }

  #closeSegment(): void {
    const names = [...this.#fieldIds.keys()];
    const shapes = new SegmentShapes();
    this.#segment.write(this.#segments, (field, { entries }) => {
      if (field !== RAW_TEXTS) shapes.addColumn(names[field - 1] ?? '', entries);
    });
    const filter = shapes.filter();
    this.#inserts.unindexed.run(this.#segmentId, filter.length, compress(filter));
    this.#segmentId++;
    this.#segment = new SegmentBuilder(this.#segmentId, this.#events);
  }

  /** Makes the pack readable, and durable. */
  finish(): void {
    if (this.#segment.events > 0) this.#closeSegment();
    this.#documents.flush();
    const { writer } = this.#database;
    const insertField = writer.prepare('INSERT INTO field VALUES (?, ?)');
    for (const [name, id] of this.#fieldIds) insertField.run(id, name);
    const insertMeta = writer.prepare('INSERT INTO meta VALUES (?, ?)');
    insertMeta.run('packVersion', String(PACK_VERSION));
    insertMeta.run('events', String(this.#events));
    this.#database.publish();
  }

  abandon(): void {
    this.#database.abandon();
  }
}
