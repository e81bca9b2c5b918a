/** An EVTX file as events and flaws: file → chunks → records (evtx.md 1–3), one chunk in memory. */
import type { EventRecord } from '@shared/model/event';
import type { ByteSource, Estimate, EvidenceReader, Parsed } from '@shared/model/evidence-reader';
import type { FileTime } from '@shared/model/file-time';
import { fileTimeOfHalves } from '@shared/model/file-time';
import type { Flaw, FlawKind } from '@shared/model/flaw';
import { parseIsoTime } from '@shared/model/time-text';
import { textOf } from '@shared/model/event';
import { CHUNK_BYTES, ChunkBytes } from './chunk-bytes';
import {
  CHUNK_HEADER_BYTES,
  type ChunkHeader,
  claimedRecords,
  isZeroChunk,
  parseChunkHeader,
} from './chunk-header';
import { EvtxDamage } from './evtx-damage';
import { FILE_HEADER_BYTES, parseFileHeader } from './file-header';
import { RecordResolver } from './record-resolver';
import { type ElementNode, stringifyTree } from './record-tree';
import { RECORD_HEADER_BYTES, type RecordFrame, walkRecords, type WalkDamage } from './record-walk';
import { fieldsOfTree } from './tree-fields';

/** One live record with its tree, for readers that want the record itself (the `dump` command). */
export interface EvtxRecord {
  readonly event: EventRecord;
  readonly tree: ElementNode;
}

export function openEvtx(source: ByteSource): EvtxReader {
  return new EvtxReader(source);
}

const TRAILER_BYTES = 4;

export class EvtxReader implements EvidenceReader {
  readonly documentKind = 'tree';
  readonly sourceLabel = 'EVTX';
  readonly #source: ByteSource;
  readonly #chunk = new ChunkBytes();
  readonly #resolver = new RecordResolver(this.#chunk);
  readonly #firstChunk: number;
  #done = 0;

  constructor(source: ByteSource) {
    this.#source = source;
    const head = new Uint8Array(FILE_HEADER_BYTES);
    source.read(head, 0);
    // A run of carved chunks has no file header and starts with a chunk.
    this.#firstChunk = parseFileHeader(head) === null ? 0 : FILE_HEADER_BYTES;
  }

  /** Records the chunk headers claim; a chunk whose claim is impossible counts none. */
  estimate(step: (doneBytes: number) => void = () => undefined): Estimate {
    const head = this.#chunk.bytes.subarray(0, CHUNK_HEADER_BYTES);
    let total = 0;
    for (let offset = this.#firstChunk; offset < this.#source.sizeBytes; offset += CHUNK_BYTES) {
      step(offset);
      if (this.#source.read(head, offset) < CHUNK_HEADER_BYTES) continue;
      const header = parseChunkHeader(this.#chunk);
      total += header === null ? 0 : (claimedRecords(header) ?? 0);
    }
    return { total, unit: 'records' };
  }

  done(): number {
    return this.#done;
  }

  *records(): Generator<Parsed, void, undefined> {
    for (const parsed of this.trees()) {
      yield parsed.type === 'flaw' ? parsed : { type: 'event', event: parsed.record.event };
    }
  }

  *trees(): Generator<
    | { readonly type: 'event'; readonly record: EvtxRecord }
    | { readonly type: 'flaw'; readonly flaw: Flaw },
    void,
    undefined
  > {
    this.#done = 0;
    for (const [offset, header] of this.#chunks()) {
      this.#resolver.startChunk();
      if (header === null) {
        const reason = 'the chunk header is damaged; its records were read without it';
        yield { type: 'flaw', flaw: flaw('chunk-header', offset, reason, false) };
      }
      const end = header?.freeSpaceOffset ?? CHUNK_BYTES;
      const before = this.#done;
      for (const found of walkRecords(this.#chunk, end, header?.lastRecordId ?? null)) {
        yield* this.#record(found, offset, header);
      }
      if (header !== null) yield* this.#missing(offset, header, this.#done - before);
    }
  }

  /** Records a chunk claims beyond those found in it: cut off with the end of the file, or overwritten. */
  *#missing(offset: number, header: ChunkHeader, found: number): ReturnType<EvtxReader['trees']> {
    const claimed = claimedRecords(header) ?? 0;
    if (found >= claimed) return;
    const isCut = offset + CHUNK_BYTES > this.#source.sizeBytes;
    const where = isCut ? 'the file ends inside this chunk' : 'the chunk is not whole';
    const reason = `${where}: it claims ${claimed} records, ${found} are there`;
    yield { type: 'flaw', flaw: flaw('record-cut-short', offset, reason, true) };
  }

  /** Chunks that hold anything, with their position in the file. The chunk buffer holds the current one. */
  *#chunks(): Generator<readonly [offset: number, header: ChunkHeader | null], void, undefined> {
    for (let offset = this.#firstChunk; offset < this.#source.sizeBytes; offset += CHUNK_BYTES) {
      const length = this.#source.read(this.#chunk.bytes, offset);
      this.#chunk.load(length);
      if (!isZeroChunk(this.#chunk)) yield [offset, parseChunkHeader(this.#chunk)];
    }
  }

  *#record(
    found: RecordFrame | WalkDamage,
    chunkOffset: number,
    header: ChunkHeader | null,
  ): ReturnType<EvtxReader['trees']> {
    const offset = chunkOffset + found.chunkOffset;
    this.#done++;
    if (found.type === 'damage') {
      yield { type: 'flaw', flaw: flaw('record-damaged', offset, found.reason, true) };
      return;
    }
    const read = this.#read(found);
    if (read instanceof EvtxDamage) {
      yield { type: 'flaw', flaw: flaw('record-damaged', offset, read.message, true) };
      return;
    }
    const event = eventOf(read.tree, found, offset, header === null);
    yield { type: 'event', record: { event, tree: read.tree } };
    for (const reason of read.damage) {
      yield { type: 'flaw', flaw: flaw('value-damaged', offset, reason, false) };
    }
  }

  #read(frame: RecordFrame): { tree: ElementNode; damage: readonly string[] } | EvtxDamage {
    const start = frame.chunkOffset + RECORD_HEADER_BYTES;
    try {
      return this.#resolver.resolve(start, frame.chunkOffset + frame.sizeBytes - TRAILER_BYTES);
    } catch (error) {
      if (error instanceof EvtxDamage) return error;
      throw error;
    }
  }
}

function eventOf(
  tree: ElementNode,
  frame: RecordFrame,
  offset: number,
  recovered: boolean,
): EventRecord {
  const fields = fieldsOfTree(tree);
  return {
    names: fields.names,
    values: fields.values,
    offsetBytes: offset,
    recordId: frame.recordId.toString(),
    time: timeOf(textOf(fields, 'TimeCreated_SystemTime'), frame),
    recovered,
    document: () => stringifyTree(tree),
  };
}

/** When the event happened; where the record does not say, when it was written. */
function timeOf(systemTime: string | null, frame: RecordFrame): FileTime | null {
  const told = systemTime === null ? null : parseIsoTime(systemTime);
  if (told !== null) return told;
  const { writtenTicks } = frame;
  if (writtenTicks === 0n) return null;
  return fileTimeOfHalves(Number(writtenTicks >> 32n), Number(writtenTicks & 0xffff_ffffn));
}

const flaw = (kind: FlawKind, offsetBytes: number, reason: string, recordLost: boolean): Flaw => ({
  kind,
  offsetBytes,
  reason,
  recordLost,
});
