/**
 * Takes the chunks of a file one by one into the chunk buffer. They stand in steps of 64 KiB; where bytes
 * were lost or the file was carved, the next one is looked for on every sector.
 */
import type { ByteSource } from '@shared/model/evidence-reader';
import { CHUNK_BYTES, type ChunkBytes } from './chunk-bytes';
import { CHUNK_HEADER_BYTES } from './chunk-header';
import { findChunk, isChunkMagic } from './chunk-search';
import { FILE_HEADER_BYTES } from './file-header';

export class ChunkWalk {
  /** Position of the chunk at hand in the file, and how many bytes of the buffer belong to it. */
  startBytes = 0;
  lengthBytes = 0;
  readonly #source: ByteSource;
  readonly #chunk: ChunkBytes;
  #next = 0;

  constructor(source: ByteSource, chunk: ChunkBytes) {
    this.#source = source;
    this.#chunk = chunk;
  }

  start(firstBytes: number): void {
    this.#next = firstBytes;
  }

  /** Moves to the next chunk, or to what stands where one should; false at the end of the file. */
  next(): boolean {
    if (this.#next >= this.#source.sizeBytes) return false;
    const { bytes } = this.#chunk;
    const read = this.#source.read(bytes, this.#next);
    const misplaced = isChunkMagic(bytes, 0)
      ? null
      : findChunk(bytes.subarray(0, read), CHUNK_HEADER_BYTES);
    this.#take(this.#next, misplaced ?? read);
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

  /** Whether another chunk seems to begin inside the one at hand. */
  get holdsAnother(): boolean {
    return findChunk(this.#chunk.bytes, CHUNK_HEADER_BYTES) !== null;
  }

  /** Ends the chunk at hand where another one begins inside it, which is the next. */
  realign(): void {
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
}
