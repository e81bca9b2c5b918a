/**
 * The events of one file in a pack, exactly as its own shard had them: numbers of events, ids of fields, values in
 * the order they first appear. So whatever refers to them (detections, hits, pages) does not know of packs.
 */
import {
  CODE_ABSENT,
  CODE_NULL,
  type Column,
  type ColumnEntry,
  FIRST_VALUE_CODE,
} from '@shared/model/columns';
import type { FlawRow } from '@shared/contract/evidence-views';
import type { DocumentKind } from '@shared/model/event';
import type {
  GenerationHead,
  Segment,
  SegmentPlaces,
  StoredEvent,
  StoredGeneration,
} from '../event-store';
import { ColumnPart } from './column-part';
import { type FieldNames, fieldNames } from './field-names';
import { rawTextsOfRecords } from './raw-texts';
import { eventsOfSegment } from './segment-events';
import { damaged, guarded } from './shard-damage';
import { RAW_TEXTS } from './shard-schema';
import type { ShardSummary } from './shard-summary';
import type { FlawRange } from './shard-tables';
import type { LazyColumn } from './stored-column';

/** What a pack says of one of its files. */
export interface MemberFacts {
  readonly file: number;
  readonly generation: number;
  /** The one that has all its events. */
  readonly segment: number;
  /** Number of its first event in the pack. */
  readonly firstEvent: number;
  readonly events: number;
  /** Ids of its fields in the pack, by its own id less one. */
  readonly fieldIds: Uint16Array;
  readonly documentKind: DocumentKind;
  readonly flaws: FlawRange;
}

/** What a member reads of its pack: from the file, or from what a search keeps of it. */
export interface PackTables {
  readonly fields: FieldNames;
  readonly keepsRawTexts: boolean;
  segment(id: number): Segment;
  placesOf(member: MemberFacts): SegmentPlaces;
  summaryOf(member: MemberFacts): ShardSummary;
  column(segment: number, field: number): LazyColumn | null;
  document(event: number): string;
  documents(start: number, end: number): Generator<Uint8Array, void, undefined>;
  flaws(range: FlawRange, start: number, end: number): FlawRow[];
  flawKinds(range: FlawRange): { kind: string; count: number }[];
  close(): void;
}

export class PackMember implements StoredGeneration {
  readonly head: GenerationHead;
  readonly #pack: PackTables;
  readonly #facts: MemberFacts;

  constructor(pack: PackTables, facts: MemberFacts) {
    this.#pack = pack;
    this.#facts = facts;
    const { documentKind, events, fieldIds } = facts;
    this.head = {
      ...{ documentKind, segmentCount: events > 0 ? 1 : 0, keepsRawTexts: pack.keepsRawTexts },
      fields: fieldNames(Array.from(fieldIds, (id) => pack.fields.of(id))),
      // Searches read heads of thousands of members, and none of their summaries.
      get summary() {
        return pack.summaryOf(facts);
      },
    };
  }

  get count(): number {
    return this.#facts.events;
  }

  segment(_id: number): Segment {
    return partOf(this.#pack.segment(this.#facts.segment), this.#facts);
  }

  places(_segment: number): SegmentPlaces {
    return this.#pack.placesOf(this.#facts);
  }

  #range(): [from: number, to: number] {
    return rangeIn(this.#pack.segment(this.#facts.segment), this.#facts);
  }

  get facts(): MemberFacts {
    return this.#facts;
  }

  fieldsIn(_segment: number): readonly number[] {
    return Array.from(this.#facts.fieldIds, (_, at) => at + 1);
  }

  /** With the values of its own events alone. */
  column(_segment: number, field: number): Column | null {
    const part = this.columnPart(field);
    return part === null ? null : guarded(() => ownValues(part));
  }

  rawTexts(_segment: number): Column | null {
    if (!this.head.keepsRawTexts) return rawTextsOfRecords(this, this.segment(0));
    const part = this.#partOf(RAW_TEXTS);
    return part === null ? null : guarded(() => ownValues(part));
  }

  /** With the values of the whole pack, none of them unpacked yet. */
  columnPart(field: number): ColumnPart | null {
    const id = this.#facts.fieldIds[field - 1];
    return id === undefined ? null : this.#partOf(id);
  }

  #partOf(id: number): ColumnPart | null {
    const whole = this.#pack.column(this.#facts.segment, id);
    return whole === null ? null : new ColumnPart(whole, this.#range());
  }

  *events(): Generator<StoredEvent, void, undefined> {
    if (this.count === 0) return;
    try {
      yield* eventsOfSegment(this, this.segment(0));
    } catch (error) {
      throw damaged(error);
    }
  }

  document(event: number): string {
    return this.#pack.document(this.#inPack(event));
  }

  documents(start: number, end: number): Generator<Uint8Array, void, undefined> {
    return this.#pack.documents(this.#inPack(start), this.#inPack(end));
  }

  /** Others' events stand beside its own. */
  #inPack(event: number): number {
    if (event < 0 || event > this.count)
      throw damaged(new RangeError(`event ${event} of ${this.count}`));
    return this.#facts.firstEvent + event;
  }

  flaws(start: number, end: number): FlawRow[] {
    return this.#pack.flaws(this.#facts.flaws, start, end);
  }

  flawKinds(): { kind: string; count: number }[] {
    return this.#pack.flawKinds(this.#facts.flaws);
  }

  close(): void {
    this.#pack.close();
  }
}

/** @throws CaseScopeError `shard-damaged` where the segment has no such events */
export function rangeIn(
  segment: Segment,
  { firstEvent, events }: MemberFacts,
): [from: number, to: number] {
  const from = firstEvent - segment.firstEvent;
  if (from >= 0 && from + events <= segment.events) return [from, from + events];
  throw damaged(new RangeError(`events ${from} to ${from + events} of ${segment.events}`));
}

/** Of each segment, by where they begin in it: what is worked out of a part is kept as long as the segment is. */
const parts = new WeakMap<Segment, Map<number, Segment>>();

/** The part of a pack's segment that is one file's. @throws CaseScopeError `shard-damaged` */
export function partOf(segment: Segment, member: MemberFacts): Segment {
  const range = rangeIn(segment, member);
  const known = parts.get(segment) ?? new Map<number, Segment>();
  parts.set(segment, known);
  const before = known.get(range[0]);
  // One without events begins where the next one does, and a damaged one says what it likes.
  if (before?.events === member.events) return before;
  const part = new SegmentPart(segment, range);
  known.set(range[0], part);
  return part;
}

class SegmentPart implements Segment {
  readonly id = 0;
  readonly firstEvent = 0;
  readonly events: number;
  readonly #whole: Segment;
  readonly #from: number;
  #times: BigUint64Array | null = null;
  #hasTime: Uint8Array | null = null;

  constructor(whole: Segment, [from, to]: readonly [from: number, to: number]) {
    this.events = to - from;
    this.#whole = whole;
    this.#from = from;
  }

  get times(): BigUint64Array {
    return (this.#times ??= this.#whole.times.subarray(this.#from, this.#from + this.events));
  }

  get hasTime(): Uint8Array {
    return (this.#hasTime ??= this.#whole.hasTime.subarray(this.#from, this.#from + this.events));
  }

  get recovered(): Uint8Array {
    return this.#whole.recovered.subarray(this.#from, this.#from + this.events);
  }
}

/** A column of some events out of one of more, with codes counted anew. */
function ownValues(part: ColumnPart): Column | null {
  const { codes } = part;
  const entries: ColumnEntry[] = [];
  const fresh = new Map<number, number>([
    [CODE_ABSENT, CODE_ABSENT],
    [CODE_NULL, CODE_NULL],
  ]);
  const own = new Uint16Array(codes.length);
  let any = false;
  for (let event = 0; event < codes.length; event++) {
    const code = codes[event] ?? CODE_ABSENT;
    if (code === CODE_ABSENT) continue;
    any = true;
    let known = fresh.get(code);
    if (known === undefined) {
      known = entries.length + FIRST_VALUE_CODE;
      fresh.set(code, known);
      entries.push(part.entry(code - FIRST_VALUE_CODE) ?? '');
    }
    own[event] = known;
  }
  if (!any) return null;
  return { entries, codes: entries.length + FIRST_VALUE_CODE > 256 ? own : Uint8Array.from(own) };
}
