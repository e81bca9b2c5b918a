/**
 * Takes the chunks of a file one by one into the chunk buffer. They stand in steps of 64 KiB; where bytes
 * were lost or the file was carved, the next one is looked for on every sector.
 */
import type { ByteSource } from '@shared/model/evidence-reader';
import { CHUNK_BYTES, type ChunkBytes } from './chunk-bytes';
import { CHUNK_HEADER_BYTES, freeSpaceOffset } from './chunk-header';
import { findChunk, isChunkMagic } from './chunk-search';
import { FILE_HEADER_BYTES } from './file-header';
import { SMALLEST_RECORD_BYTES } from './record-frame';

/** Live parts are read in steps of this: chunks that follow one another are mostly as full to within it. */
const PART_BYTES = 8_192;

export class ChunkWalk {
  /** Position of the chunk at hand in the file, and how many bytes of the buffer belong to it. */
  startBytes = 0;
  lengthBytes = 0;
  readonly #source: ByteSource;
  readonly #chunk: ChunkBytes;
  readonly #fetchRest = (): void => this.reload(this.startBytes, this.lengthBytes);
  #next = 0;
  #isLiveOnly = false;
  /** How much of the next chunk is read at first: as much as was needed of the one before it. */
  #firstBytes = CHUNK_BYTES;

  constructor(source: ByteSource, chunk: ChunkBytes) {
    this.#source = source;
    this.#chunk = chunk;
  }

  /** `isLiveOnly`: what lies behind the live records of a chunk is read only once something asks for it. */
  start(firstBytes: number, isLiveOnly = false): void {
    this.#next = firstBytes;
    this.#isLiveOnly = isLiveOnly;
    this.#firstBytes = CHUNK_BYTES;
  }

  /** Moves to the next chunk, or to what stands where one should; false at the end of the file. */
  next(): boolean {
    const start = this.#next;
    const length = Math.min(CHUNK_BYTES, this.#source.sizeBytes - start);
    if (length <= 0) return false;
    const { bytes } = this.#chunk;
    let read = this.#source.read(bytes.subarray(0, this.#firstBytes), start);
    const isChunk = isChunkMagic(bytes, 0);
    const wanted = isChunk && this.#isLiveOnly ? liveBytes(this.#chunk) : CHUNK_BYTES;
    this.#firstBytes = this.#isLiveOnly ? wanted : CHUNK_BYTES;
    if (read < wanted) read += this.#source.read(bytes.subarray(read, wanted), start + read);
    const misplaced = isChunk ? null : findChunk(bytes.subarray(0, read), CHUNK_HEADER_BYTES);
    if (wanted <= read && read < length) this.#takePart(start, length, read);
    else this.#take(start, misplaced ?? read);
    this.#next += misplaced ?? CHUNK_BYTES;
    return true;
  }

  /** Moves to the header of the next chunk only; the rest of the buffer means nothing. */
  nextHeader(): boolean {
    if (this.#next >= this.#source.sizeBytes) return false;
    const head = this.#chunk.bytes.subarray(0, CHUNK_HEADER_BYTES);
    const read = this.#source.read(head, this.#next);
    if (read < CHUNK_HEADER_BYTES || !isChunkMagic(head, 0)) return this.next();
    this.startBytes = this.#next;
    this.#next += CHUNK_BYTES;
    return true;
  }

  /** Whether another chunk may begin inside the one at hand: one is seen there, or not all of it was read. */
  get mayHoldAnother(): boolean {
    return !this.#chunk.isWhole || findChunk(this.#chunk.bytes, CHUNK_HEADER_BYTES) !== null;
  }

  /** Ends the chunk at hand where another one begins inside it, which is the next. */
  realign(): void {
    this.#chunk.reach(CHUNK_BYTES);
    const inside = findChunk(this.#chunk.bytes, CHUNK_HEADER_BYTES);
    if (inside === null) return;
    this.#take(this.startBytes, inside);
    this.#next = this.startBytes + inside;
  }

  /** Whole or begun chunks there is room for behind a file header. */
  get room(): number {
    return Math.ceil(Math.max(0, this.#source.sizeBytes - FILE_HEADER_BYTES) / CHUNK_BYTES);
  }

  /** Puts a chunk seen before back into the buffer. */
  reload(startBytes: number, lengthBytes: number): void {
    this.#source.read(this.#chunk.bytes, startBytes);
    this.#take(startBytes, lengthBytes);
  }

  #take(startBytes: number, lengthBytes: number): void {
    this.startBytes = startBytes;
    this.lengthBytes = lengthBytes;
    this.#chunk.load(lengthBytes);
  }

  #takePart(startBytes: number, lengthBytes: number, inPlaceBytes: number): void {
    this.startBytes = startBytes;
    this.lengthBytes = lengthBytes;
    this.#chunk.loadPart(inPlaceBytes, this.#fetchRest);
  }
}

/** Bytes of a chunk up to its last live record, and a frame beyond, in whole parts. */
const liveBytes = (chunk: ChunkBytes): number =>
  Math.min(
    CHUNK_BYTES,
    Math.ceil((freeSpaceOffset(chunk) + SMALLEST_RECORD_BYTES) / PART_BYTES) * PART_BYTES,
  );
