/**
 * One record of the chunk at hand as an event, by the fastest path that can read it (evtx.md 10): along a
 * known layout of its template, or through the tree.
 */
import type { Recovery } from '@shared/model/event';
import { fileTime } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import type { ChunkBytes } from './chunk-bytes';
import { EvtxDamage } from './evtx-damage';
import { type EventParts, type EvtxEvent, LaidOutEvent, TreeEvent } from './evtx-event';
import { FieldReader } from './field-reader';
import type { FileTemplates } from './file-templates';
import { mostUnits } from './fill-template';
import type { LentTemplates } from './lent-templates';
import type { Layout } from './layout';
import { traceLayout } from './layout-trace';
import { NameTable } from './name-table';
import type { NativeCode } from './native-code';
import { PlanTable } from './plan-table';
import {
  RECORD_HEADER_BYTES,
  type RecordFrame,
  recordIdText,
  TRAILER_BYTES,
  writtenTicksAt,
} from './record-frame';
import { RecordResolver, UNRESOLVED } from './record-resolver';
import type { ElementNode } from './record-tree';
import { SlotReader } from './slot-reader';
import { SlotWriter } from './slot-writer';
import type { TemplateStore } from './template-store';
import { Utf8Sink } from './utf8-sink';

/** What a record holds that was not read from whole bytes of its own. */
export type HeldInDoubt = Pick<RecordResolver, 'hasUnresolved' | 'hasDoubtfulNames' | 'lending'>;

/** How far a record can be trusted. @throws EvtxDamage where it is no event after all */
export type Grading = (event: TreeEvent, holds: HeldInDoubt) => Recovery;

export interface ReadingMeans {
  readonly native: NativeCode;
  /** What is read without its template comes again, with `borrow`. */
  readonly isRetried: boolean;
  /** Where the templates of the file are noted. */
  readonly file: FileTemplates;
}

export class RecordReader {
  readonly #parts: EventParts;
  readonly #names: NameTable;
  readonly #plans: PlanTable;
  readonly #file: FileTemplates;
  #chunkStart = 0;

  constructor(
    chunk: ChunkBytes,
    templates: TemplateStore,
    { native, isRetried, file }: ReadingMeans,
  ) {
    this.#file = file;
    this.#names = new NameTable(chunk);
    this.#plans = new PlanTable(chunk, this.#names, templates, this.#file);
    const resolver = new RecordResolver(chunk, this.#names, this.#plans, isRetried);
    const slots = new SlotReader(chunk, this.#plans, resolver);
    const writer = new SlotWriter(slots);
    const fields = new FieldReader(slots, writer, native);
    this.#parts = { chunk, resolver, slots, fields, writer, document: new Utf8Sink(), record: 0 };
  }

  /** Call when the chunk holds new bytes, which begin at this position of the file. */
  startChunk(startBytes: number): void {
    this.#chunkStart = startBytes;
    this.#names.clear();
    this.#plans.startChunk();
  }

  /** The record in a frame, or why it cannot be read. */
  read(frame: RecordFrame, recovery: Recovery): EvtxEvent | EvtxDamage {
    this.#parts.record++;
    try {
      const layout = recovery === 'live' ? this.#layoutOrNull(frame) : null;
      return layout === null
        ? this.#tree(frame, recovery)
        : new LaidOutEvent(this.#parts, layout, frame, this.#chunkStart);
    } catch (error) {
      if (error instanceof EvtxDamage) return error;
      throw error;
    }
  }

  #layoutOf({ chunkOffset, sizeBytes }: RecordFrame): Layout | null {
    const { slots } = this.#parts;
    const start = chunkOffset + RECORD_HEADER_BYTES;
    const end = chunkOffset + sizeBytes - TRAILER_BYTES;
    const node = slots.read(start, end);
    if (node === null) return null;
    if (node.layout === undefined) node.keep(traceLayout(slots));
    const layout = node.layout ?? null;
    if (layout === null) return null;
    // A shape that a large record may have may be too much for a small one: the generic path knows.
    const { shape, perByte } = layout.units;
    return shape + perByte * (end - start) <= mostUnits(end - start) ? layout : null;
  }

  /** Where the compiled path meets damage, the generic one may still read a part of the record. */
  #layoutOrNull(frame: RecordFrame): Layout | null {
    try {
      return this.#layoutOf(frame);
    } catch (error) {
      if (error instanceof EvtxDamage) return null;
      throw error;
    }
  }

  /** From now on templates that are gone are taken from elsewhere in the file, and then from those of the case. */
  borrow(ofCase: LentTemplates | null): void {
    this.#parts.resolver.borrowFrom(this.#file, ofCase);
  }

  /** The record in a frame through its tree, graded once it is known; or why it cannot be read. */
  readTree(frame: RecordFrame, gradeOf: Grading): TreeEvent | EvtxDamage {
    try {
      const event = this.#tree(frame, 'recovered');
      const recovery = gradeOf(event, this.#parts.resolver);
      return recovery === 'recovered' ? event : event.graded(recovery);
    } catch (error) {
      if (error instanceof EvtxDamage) return error;
      throw error;
    }
  }

  #tree(frame: RecordFrame, recovery: Recovery): TreeEvent {
    const { resolver, chunk } = this.#parts;
    const start = frame.chunkOffset + RECORD_HEADER_BYTES;
    const read = resolver.resolve(start, frame.chunkOffset + frame.sizeBytes - TRAILER_BYTES);
    const tree = read.tree[0] === UNRESOLVED ? this.#framed(frame, read.tree) : read.tree;
    const { damage } = read;
    return new TreeEvent({ chunk, chunkStart: this.#chunkStart, frame, recovery, tree, damage });
  }

  /** Bare values with what the record's frame tells of them. */
  #framed({ chunkOffset }: RecordFrame, values: ElementNode): ElementNode {
    const { chunk } = this.#parts;
    const written = fileTime(writtenTicksAt(chunk, chunkOffset));
    const time = written === null ? '' : formatFileTime(written);
    const recordId: ElementNode = ['EventRecordID', 0, recordIdText(chunk, chunkOffset)];
    return ['Event', 0, ['System', 0, recordId, ['TimeCreated', ['SystemTime', time]]], values];
  }
}
