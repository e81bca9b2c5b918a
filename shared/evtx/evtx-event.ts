/**
 * Events of an EVTX file as their readers see them. Nothing is decoded before it is asked for, and then
 * from the chunk at hand: an event is good until its reader goes on.
 */
import type { EventFields, EventRecord, FieldValue, Recovery } from '@shared/model/event';
import { textOf } from '@shared/model/event';
import { fileTime, type FileTime, LAST_WRITABLE } from '@shared/model/file-time';
import { rawTextsOf } from '@shared/model/raw-texts';
import { parseIsoTime } from '@shared/model/time-text';
import type { ChunkBytes } from './chunk-bytes';
import type { FieldReader } from './field-reader';
import type { Layout } from './layout';
import { type ElementNode, stringifyTree } from './record-tree';
import { renderJson } from './render-json';
import {
  RECORD_HEADER_BYTES,
  type RecordFrame,
  recordIdText,
  TRAILER_BYTES,
  writtenTicksAt,
} from './record-frame';
import type { RecordResolver } from './record-resolver';
import { typeOf } from './slot-kind';
import type { SlotReader } from './slot-reader';
import type { SlotWriter } from './slot-writer';
import { SYSTEM_FIELDS } from './system-fields';
import { fieldsOfTree } from './tree-fields';
import { treeTexts } from './tree-texts';
import { Utf8Sink } from './utf8-sink';
import { VALUE } from './value-types';

/** What only EVTX records can do beside being events. */
export interface EvtxEvent extends EventRecord {
  /** The whole record; for XML. */
  tree(): ElementNode;
  /** Texts of the System fields named in `SYSTEM_FIELDS`, in that order; the rest stays undecoded. */
  system(): FieldValue[];
  /** Appends the record in evtx_dump's shape, braces included: `{"Event":{…}}`. */
  writeJson(sink: Utf8Sink): void;
  /** What that shape cannot hold, as a JSON object; null where it holds everything. */
  extraJson(): string | null;
}

/** What events of one reader share. */
export interface EventParts {
  readonly chunk: ChunkBytes;
  readonly resolver: RecordResolver;
  readonly slots: SlotReader;
  readonly fields: FieldReader;
  readonly writer: SlotWriter;
  readonly document: Utf8Sink;
  /** Number of the record whose values the slots hold. */
  record: number;
}

/** An event read along a layout. */
export class LaidOutEvent implements EvtxEvent {
  readonly recovery: Recovery = 'live';
  readonly offsetBytes: number;
  readonly #parts: EventParts;
  readonly #layout: Layout;
  readonly #frameOffset: number;
  readonly #recordBytes: number;
  readonly #record: number;
  #values: FieldValue[] | null = null;

  constructor(parts: EventParts, layout: Layout, frame: RecordFrame, chunkStart: number) {
    this.#parts = parts;
    this.#layout = layout;
    this.#record = parts.record;
    this.#frameOffset = frame.chunkOffset;
    this.#recordBytes = frame.sizeBytes;
    this.offsetBytes = chunkStart + frame.chunkOffset;
  }

  get values(): readonly FieldValue[] {
    return (this.#values ??= this.#valuesAt('all'));
  }

  get names(): readonly string[] {
    return this.#layout.fields.names;
  }

  #valuesAt(which: 'all' | 'system'): FieldValue[] {
    return this.#current.fields.values(this.#layout.fields[which]);
  }

  /** What the readers hold, as long as it is this record. */
  get #current(): EventParts {
    if (this.#parts.record !== this.#record) {
      throw new Error('an event is good only until its reader goes on');
    }
    return this.#parts;
  }

  get recordId(): string {
    return recordIdText(this.#current.chunk, this.#frameOffset);
  }

  get time(): FileTime | null {
    const { slots, chunk } = this.#current;
    const { timeSlot } = this.#layout.fields;
    if (timeSlot >= 0 && typeOf(slots.kinds[timeSlot] ?? 0) === VALUE.fileTime) {
      const ticks = chunk.dataView.getBigUint64(slots.offsets[timeSlot] ?? 0, true);
      if (ticks <= LAST_WRITABLE) return ticks as FileTime;
    }
    return timeOfText(this, chunk, this.#frameOffset);
  }

  system(): FieldValue[] {
    return this.#valuesAt('system');
  }

  document(): Uint8Array {
    const { slots, writer, document } = this.#current;
    if (slots.holdsOddValue) return ENCODER.encode(stringifyTree(this.tree()));
    document.length = 0;
    writer.run(this.#layout.document, document, this.#recordBytes);
    return document.written();
  }

  rawTexts(): readonly string[] {
    const { slots, fields } = this.#current;
    if (slots.holdsOddValue) return rawTextsOf(treeTexts(this.tree()), this.values);
    const { same, own } = this.#layout.rawTexts;
    return own === null ? same : textsOf(fields.values(own));
  }

  writeJson(sink: Utf8Sink): void {
    this.#current.writer.run(this.#layout.json, sink, this.#recordBytes);
  }

  extraJson(): string | null {
    const { slots, writer } = this.#current;
    if (slots.holdsOddValue) return extraOf(this.tree());
    const { extra } = this.#layout;
    if (extra === null) return null;
    const sink = new Utf8Sink();
    writer.run(extra, sink, this.#recordBytes);
    return new TextDecoder().decode(sink.written());
  }

  tree(): ElementNode {
    const start = this.#frameOffset + RECORD_HEADER_BYTES;
    const end = this.#frameOffset + this.#recordBytes - TRAILER_BYTES;
    return this.#current.resolver.resolve(start, end).tree;
  }
}

const ENCODER = new TextEncoder();

const textsOf = (values: readonly FieldValue[]): string[] =>
  values.flat().filter((text): text is string => text !== null && text !== '');

function extraOf(tree: ElementNode): string | null {
  const { extra } = renderJson(tree);
  return extra === undefined ? null : JSON.stringify(extra);
}

export interface ReadTree {
  readonly chunk: ChunkBytes;
  /** Position of the chunk in the file. */
  readonly chunkStart: number;
  readonly frame: RecordFrame;
  readonly recovery: Recovery;
  readonly tree: ElementNode;
  readonly damage: readonly string[];
}

/** An event read through the generic path: the whole tree is there already. */
export class TreeEvent implements EvtxEvent {
  readonly recovery: Recovery;
  readonly offsetBytes: number;
  /** What could not be read of it. */
  readonly damage: readonly string[];
  readonly #read: ReadTree;
  #fields: EventFields | null = null;

  constructor(read: ReadTree) {
    this.#read = read;
    this.damage = read.damage;
    this.recovery = read.recovery;
    this.offsetBytes = read.chunkStart + read.frame.chunkOffset;
  }

  get #view(): EventFields {
    return (this.#fields ??= fieldsOfTree(this.#read.tree));
  }

  get names(): readonly string[] {
    return this.#view.names;
  }

  get values(): readonly FieldValue[] {
    return this.#view.values;
  }

  get recordId(): string {
    return recordIdText(this.#read.chunk, this.#read.frame.chunkOffset);
  }

  get time(): FileTime | null {
    return timeOfText(this, this.#read.chunk, this.#read.frame.chunkOffset);
  }

  /** The same event, marked otherwise. */
  graded(recovery: Recovery): TreeEvent {
    return new TreeEvent({ ...this.#read, recovery });
  }

  system(): FieldValue[] {
    return SYSTEM_FIELDS.map((name) => this.values[this.names.indexOf(name)] ?? null);
  }

  document(): Uint8Array {
    return ENCODER.encode(stringifyTree(this.#read.tree));
  }

  rawTexts(): readonly string[] {
    return rawTextsOf(treeTexts(this.#read.tree), this.values);
  }

  writeJson(sink: Utf8Sink): void {
    sink.text(JSON.stringify(renderJson(this.#read.tree).event));
  }

  extraJson(): string | null {
    return extraOf(this.#read.tree);
  }

  tree(): ElementNode {
    return this.#read.tree;
  }
}

/** When the event happened as it says itself; where it does not say, when it was written. */
function timeOfText(event: EventRecord, chunk: ChunkBytes, frameOffset: number): FileTime | null {
  const systemTime = textOf(event, 'TimeCreated_SystemTime');
  const told = systemTime === null ? null : parseIsoTime(systemTime);
  if (told !== null) return told;
  const written = writtenTicksAt(chunk, frameOffset);
  return written === 0n ? null : fileTime(written);
}
