/** An EVTX file as events and flaws: file → chunks → records (evtx.md 1–3), one chunk in memory. */
import type { ByteSource, Estimate, EvidenceReader, Parsed } from '@shared/model/evidence-reader';
import type { Flaw, FlawKind } from '@shared/model/flaw';
import { CHUNK_BYTES, ChunkBytes } from './chunk-bytes';
import {
  CHUNK_HEADER_BYTES,
  type ChunkHeader,
  claimedRecords,
  isZeroChunk,
  parseChunkHeader,
} from './chunk-header';
import { EvtxDamage } from './evtx-damage';
import { type EvtxEvent, TreeEvent } from './evtx-event';
import { FILE_HEADER_BYTES, parseFileHeader } from './file-header';
import { RecordReader } from './record-reader';
import { RecordWalk } from './record-walk';
import { TemplateStore } from './template-store';

export type EvtxParsed =
  | { readonly type: 'event'; readonly event: EvtxEvent }
  | { readonly type: 'flaw'; readonly flaw: Flaw };

/** `templates` may outlive the reader, for the next file; it saves time and changes nothing. */
export function openEvtx(source: ByteSource, templates = new TemplateStore()): EvtxReader {
  return new EvtxReader(source, templates);
}

export class EvtxReader implements EvidenceReader {
  readonly documentKind = 'tree';
  readonly sourceLabel = 'EVTX';
  readonly #source: ByteSource;
  readonly #chunk = new ChunkBytes();
  readonly #reader: RecordReader;
  readonly #walk = new RecordWalk(this.#chunk);
  readonly #firstChunk: number;
  #done = 0;

  constructor(source: ByteSource, templates: TemplateStore) {
    this.#source = source;
    this.#reader = new RecordReader(this.#chunk, templates);
    const head = new Uint8Array(FILE_HEADER_BYTES);
    source.read(head, 0);
    // A run of carved chunks has no file header and starts with a chunk.
    this.#firstChunk = parseFileHeader(head) === null ? 0 : FILE_HEADER_BYTES;
  }

  /** Records the chunk headers claim; a chunk whose claim is impossible counts none. */
  estimate(step: () => void = () => undefined): Estimate {
    const head = this.#chunk.bytes.subarray(0, CHUNK_HEADER_BYTES);
    let total = 0;
    for (let offset = this.#firstChunk; offset < this.#source.sizeBytes; offset += CHUNK_BYTES) {
      step();
      if (this.#source.read(head, offset) < CHUNK_HEADER_BYTES) continue;
      const header = parseChunkHeader(this.#chunk);
      total += header === null ? 0 : (claimedRecords(header) ?? 0);
    }
    return { total, unit: 'records' };
  }

  done(): number {
    return this.#done;
  }

  records(): Generator<Parsed, void, undefined> {
    return this.events();
  }

  *events(): Generator<EvtxParsed, void, undefined> {
    this.#done = 0;
    for (let offset = this.#firstChunk; offset < this.#source.sizeBytes; offset += CHUNK_BYTES) {
      this.#chunk.load(this.#source.read(this.#chunk.bytes, offset));
      if (isZeroChunk(this.#chunk)) continue;
      const header = parseChunkHeader(this.#chunk);
      this.#reader.startChunk(offset);
      if (header === null) {
        const reason = 'the chunk header is damaged; its records were read without it';
        yield { type: 'flaw', flaw: flaw('chunk-header', offset, reason, false) };
      }
      const before = this.#done;
      this.#walk.start(header);
      while (this.#walk.next()) {
        this.#done++;
        const event = this.#read(header);
        if (event instanceof EvtxDamage) yield this.#lost(offset, event.message);
        else {
          yield { type: 'event', event };
          if (event instanceof TreeEvent) yield* this.#damages(event);
        }
      }
      if (header !== null) yield* this.#missing(offset, header, this.#done - before);
    }
  }

  #read(header: ChunkHeader | null): EvtxEvent | EvtxDamage {
    const { damage } = this.#walk;
    if (damage !== null) return new EvtxDamage(damage, this.#walk.chunkOffset);
    return this.#reader.read(this.#walk, header === null ? 'recovered' : 'live');
  }

  #lost(chunkOffset: number, reason: string): EvtxParsed {
    const offset = chunkOffset + this.#walk.chunkOffset;
    return { type: 'flaw', flaw: flaw('record-damaged', offset, reason, true) };
  }

  *#damages(event: TreeEvent): Generator<EvtxParsed, void, undefined> {
    for (const reason of event.damage) {
      yield { type: 'flaw', flaw: flaw('value-damaged', event.offsetBytes, reason, false) };
    }
  }

  /** Records a chunk claims beyond those found in it: cut off with the end of the file, or overwritten. */
  *#missing(
    offset: number,
    header: ChunkHeader,
    found: number,
  ): Generator<EvtxParsed, void, undefined> {
    const claimed = claimedRecords(header) ?? 0;
    if (found >= claimed) return;
    const isCut = offset + CHUNK_BYTES > this.#source.sizeBytes;
    const where = isCut ? 'the file ends inside this chunk' : 'the chunk is not whole';
    const reason = `${where}: it claims ${claimed} records, ${found} are there`;
    yield { type: 'flaw', flaw: flaw('record-cut-short', offset, reason, true) };
  }
}

const flaw = (kind: FlawKind, offsetBytes: number, reason: string, recordLost: boolean): Flaw => ({
  kind,
  offsetBytes,
  reason,
  recordLost,
});
