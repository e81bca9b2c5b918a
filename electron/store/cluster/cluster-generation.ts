/** A generation read back from the cluster, a segment at a time: columns for hunting, events, original records. */
import { z } from 'zod';
import type { FlawRow } from '@shared/contract/evidence-views';
import { CaseScopeError } from '@shared/model/errors';
import type { FileTime } from '@shared/model/file-time';
import type { Column } from '@shared/model/columns';
import type {
  GenerationHead,
  Segment,
  SegmentPlaces,
  StoredEvent,
  StoredGeneration,
} from '../event-store';
import { fieldNames } from '../shard/field-names';
import { eventsOfSegment } from '../shard/segment-events';
import { RAW_TEXTS } from '../shard/shard-schema';
import { FLAW_PAGE, FLAWS_A_PAGE, flawsId, HEAD, type Head, headId } from './books-index';
import type { CaseCalls, SearchBody } from './case-calls';
import { ClusterSegment } from './cluster-segment';
import { type ClusterEvent, EVENT_SOURCE_FIELDS, storedEventOf } from './event-document';

/** Segments that stay in memory: the phases of a small file read it once. */
const MOST_HELD = 2;
/** Documents read at once where they are read one after the other. */
const DOCUMENTS_A_CALL = 1_024;

const DOCUMENT = z.object({ document: z.string() });
const FLAWS = z.object({ flaws: FLAW_PAGE });

const incomplete = (part: string): CaseScopeError =>
  new CaseScopeError(
    'shard-damaged',
    `The cluster does not have all events of this file (${part}). Re-index the file.`,
  );

export class ClusterGeneration implements StoredGeneration {
  readonly head: GenerationHead;
  /** Index its events lie in. */
  readonly index: string;
  readonly #calls: CaseCalls;
  readonly #part: string;
  readonly #stored: Head;
  readonly #held = new Map<number, ClusterSegment>();
  /** The segment after the one that was read last, on its way. */
  #ahead: { readonly id: number; readonly ticket: number } | null = null;
  #documents: { readonly first: number; readonly texts: readonly string[] } = {
    first: 0,
    texts: [],
  };

  /** @throws CaseScopeError `shard-damaged` where the cluster has no such generation */
  constructor(calls: CaseCalls, part: string) {
    this.#calls = calls;
    this.#part = part;
    const stored = HEAD.safeParse(calls.book(headId(part)));
    if (!stored.success) throw incomplete(part);
    this.#stored = stored.data;
    const { documentKind, summary, segments, fields, index } = stored.data;
    this.index = index;
    const segmentCount = segments.length;
    const names = fieldNames(fields);
    this.head = { documentKind, summary, segmentCount, fields: names, keepsRawTexts: true };
  }

  get count(): number {
    return this.head.summary.events;
  }

  segment(id: number): Segment {
    return this.#segment(id);
  }

  places(segment: number): SegmentPlaces {
    return this.#segment(segment);
  }

  fieldsIn(segment: number): readonly number[] {
    return this.#segment(segment).fields;
  }

  column(segment: number, field: number): Column | null {
    return this.#segment(segment).column(field);
  }

  rawTexts(segment: number): Column | null {
    return this.#segment(segment).column(RAW_TEXTS);
  }

  /** Of the record of an event: with the part its id. */
  offsetOf(event: number): number {
    const segment = this.#holding(event);
    return Number(segment.offsets[event - segment.firstEvent]);
  }

  timeOf(event: number): FileTime | null {
    const segment = this.#holding(event);
    const at = event - segment.firstEvent;
    return segment.hasTime[at] === 1 ? ((segment.times[at] ?? 0n) as FileTime) : null;
  }

  #holding(event: number): ClusterSegment {
    const after = this.#stored.segments.findIndex((first) => first > event);
    return this.#segment((after < 0 ? this.#stored.segments.length : after) - 1);
  }

  *events(): Generator<StoredEvent, void, undefined> {
    for (let id = 0; id < this.head.segmentCount; id++)
      yield* eventsOfSegment(this, this.#segment(id));
  }

  #segment(id: number): ClusterSegment {
    const held = this.#held.get(id);
    if (held !== undefined) return held;
    const ticket = this.#ahead?.id === id ? this.#ahead.ticket : this.#begin(id);
    if (this.#ahead !== null && this.#ahead.id !== id) this.#calls.line.forget(this.#ahead.ticket);
    this.#ahead = null;
    const sources = this.#calls.sources(ticket);
    // Hunts read one segment after the other: the next one comes while this one is hunted.
    if (this.#held.has(id - 1) && id + 1 < this.head.segmentCount)
      this.#ahead = { id: id + 1, ticket: this.#begin(id + 1) };
    return this.#hold(id, sources.map(storedEventOf));
  }

  #begin(id: number): number {
    const [first, end] = this.#bounds(id);
    return this.#calls.beginSearch(this.index, this.#range(first, end, EVENT_SOURCE_FIELDS));
  }

  #bounds(id: number): [first: number, end: number] {
    const { segments } = this.#stored;
    const first = segments[id];
    if (first === undefined) throw new RangeError(`no segment ${id}`);
    return [first, segments[id + 1] ?? this.count];
  }

  #range(first: number, end: number, fields: readonly string[]): SearchBody {
    const range = { event: { gte: first, lt: end } };
    return {
      ...{ size: end - first, track_total_hits: false, _source: fields },
      query: { bool: { filter: [{ term: { part: this.#part } }, { range }] } },
      sort: [{ event: 'asc' }],
    };
  }

  #hold(id: number, events: readonly ClusterEvent[]): ClusterSegment {
    const [first, end] = this.#bounds(id);
    if (events.length !== end - first) throw incomplete(this.#part);
    const segment = new ClusterSegment(id, first, events, this.head.fields);
    for (const other of this.#held.keys())
      if (this.#held.size >= MOST_HELD) this.#held.delete(other);
    this.#held.set(id, segment);
    return segment;
  }

  document(event: number): string {
    const { first, texts } = this.#documents;
    const known = texts[event - first];
    if (known !== undefined) return known;
    const isNext = event === first + texts.length;
    this.#documents = { first: event, texts: this.#documentsFrom(event, isNext) };
    return this.#documents.texts[0] ?? '';
  }

  #documentsFrom(event: number, many: boolean): string[] {
    const { id } = this.#holding(event);
    const end = many ? Math.min(event + DOCUMENTS_A_CALL, this.#bounds(id)[1]) : event + 1;
    const sources = this.#calls.search(this.index, this.#range(event, end, ['document']));
    if (sources.length !== end - event) throw incomplete(this.#part);
    return sources.map((source) => DOCUMENT.parse(source).document);
  }

  flaws(start: number, end: number): FlawRow[] {
    const last = Math.min(end, this.#stored.listedFlaws);
    const rows: FlawRow[] = [];
    const firstPage = Math.floor(start / FLAWS_A_PAGE);
    for (let page = firstPage; page * FLAWS_A_PAGE < last; page++)
      rows.push(...FLAWS.parse(this.#calls.book(flawsId(this.#part, page))).flaws);
    const behind = firstPage * FLAWS_A_PAGE;
    return rows.slice(start - behind, last - behind);
  }

  flawKinds(): { kind: string; count: number }[] {
    return this.#stored.flawKinds;
  }

  close(): void {
    if (this.#ahead !== null) this.#calls.line.forget(this.#ahead.ticket);
    this.#ahead = null;
    this.#held.clear();
    this.#documents = { first: 0, texts: [] };
  }
}
