/** Finds the live records of a chunk (evtx.md 3 and 8.7) without looking inside them. */
import { CHUNK_BYTES, type ChunkBytes } from './chunk-bytes';
import { CHUNK_HEADER_BYTES, type ChunkHeader } from './chunk-header';
import {
  claimedBytes,
  hasSignature,
  nextRecord,
  recordIdAt,
  sizeFits,
  SMALLEST_RECORD_BYTES,
  trailerAgrees,
} from './record-frame';

/**
 * Walks from record to record up to the free space, or to the record with the chunk's last id, which ends
 * the live part whatever the free-space offset says. What cannot be a record is reported and stepped over
 * to the next whole one, so that damage does not end the chunk.
 */
export class RecordWalk {
  /** The record found last: its place in the chunk and its size. */
  chunkOffset = 0;
  sizeBytes = 0;
  /** Why there is no record at `chunkOffset` although there should be one; null where there is one. */
  damage: string | null = null;
  /** End of what was walked: where slack begins. */
  liveEnd = CHUNK_HEADER_BYTES;
  readonly #chunk: ChunkBytes;
  #next: number | null = null;
  #end = CHUNK_BYTES;
  /** Bytes of the chunk that are there: a file may end inside it. */
  #length = CHUNK_BYTES;
  #header: ChunkHeader | null = null;
  #lastIdLow = 0;
  #lastIdHigh = 0;

  constructor(chunk: ChunkBytes) {
    this.#chunk = chunk;
  }

  /** Begins a chunk of which `lengthBytes` are there; without a header all of it is searched. */
  start(header: ChunkHeader | null, lengthBytes: number): void {
    this.#header = header;
    this.damage = null;
    this.chunkOffset = 0;
    this.#length = lengthBytes;
    this.#end = Math.min(header?.freeSpaceOffset ?? CHUNK_BYTES, lengthBytes);
    this.#next = header === null ? nextRecord(this.#chunk, 0, CHUNK_BYTES) : CHUNK_HEADER_BYTES;
    this.liveEnd = this.#next ?? CHUNK_BYTES;
    if (header === null) return;
    this.#lastIdLow = Number(header.lastRecordId & 0xffff_ffffn);
    this.#lastIdHigh = Number(header.lastRecordId >> 32n);
  }

  /** Moves to the next record or damage; false at the end. */
  next(): boolean {
    const offset = this.#next;
    if (offset === null || offset >= this.#end) return false;
    const chunk = this.#chunk;
    // Less than the frame of a record is no record: the file ends in its first bytes.
    if (offset + SMALLEST_RECORD_BYTES > this.#length) return false;
    if (!hasSignature(chunk, offset))
      return this.#skip(offset, 'no record stands where one should');
    const sizeBytes = claimedBytes(chunk, offset);
    if (!sizeFits(offset, sizeBytes)) {
      return this.#skip(offset, `record size ${sizeBytes} is impossible`, true);
    }
    this.chunkOffset = offset;
    this.damage = null;
    const isLast = this.#isLast(offset);
    if (this.#leadsOn(offset, sizeBytes)) this.#take(offset + sizeBytes);
    else this.#takeUpTo(isLast ? null : this.#resume(offset + SMALLEST_RECORD_BYTES, offset));
    if (isLast) this.#next = null;
    return true;
  }

  #take(next: number): void {
    this.#next = next;
    // Of a record the file ends in, what is there is read.
    this.liveEnd = Math.min(next, this.#length);
    this.sizeBytes = this.liveEnd - this.chunkOffset;
  }

  /** A wrong size leads nowhere: only then is the next record looked for inside this one, and ends it. */
  #takeUpTo(found: number | null): void {
    const { chunkOffset } = this;
    this.#take(found ?? chunkOffset + claimedBytes(this.#chunk, chunkOffset));
    if (found !== null) return;
    this.#next = null;
    this.liveEnd = chunkOffset + SMALLEST_RECORD_BYTES;
  }

  #isLast(offset: number): boolean {
    const { dataView } = this.#chunk;
    return (
      this.#header !== null &&
      dataView.getUint32(offset + 8, true) === this.#lastIdLow &&
      dataView.getUint32(offset + 12, true) === this.#lastIdHigh
    );
  }

  #leadsOn(offset: number, sizeBytes: number): boolean {
    const next = offset + sizeBytes;
    if (next === this.#end || trailerAgrees(this.#chunk, offset, sizeBytes)) return true;
    return next < this.#end && hasSignature(this.#chunk, next);
  }

  /** Reports damage where live records follow it, or where a record claims to stand. */
  #skip(offset: number, reason: string, claims = false): boolean {
    const before = this.damage === null ? this.chunkOffset : null;
    const next = this.#resume(offset + 8, before);
    if (next === null && !claims) {
      this.#next = null;
      return false;
    }
    this.chunkOffset = offset;
    this.sizeBytes = 0;
    this.damage = reason;
    this.#next = next;
    this.liveEnd = next ?? this.liveEnd;
    return true;
  }

  /** The next record that is live still: what free space left over from older logs has other ids. */
  #resume(from: number, before: number | null): number | null {
    const found = nextRecord(this.#chunk, from, this.#end);
    if (found === null || this.#header === null) return found;
    const id = recordIdAt(this.#chunk, found);
    const follows = before === null || before === 0 || id > recordIdAt(this.#chunk, before);
    return follows && id <= this.#header.lastRecordId ? found : null;
  }
}
