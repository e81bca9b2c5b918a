/**
 * Zeroed chunks are space that was never written, or records that were wiped: the numbers of the records on
 * both sides tell. A log that wrapped around begins anew with lower numbers, which is no gap.
 */
import type { ChunkHeader } from './chunk-header';

export interface ChunkGap {
  /** Where the zeroes begin. */
  readonly offsetBytes: number;
  readonly records: number;
}

/** More than a file of any size holds between two chunks: then the numbers are no numbers. */
const MOST_MISSING = 1_000_000n;

export class ChunkGaps {
  #lastNumber: bigint | null = null;
  #zeroesAt: number | null = null;

  zeroChunk(startBytes: number): void {
    this.#zeroesAt ??= startBytes;
  }

  /** What is missing in front of a chunk; null where nothing is. */
  chunk(header: ChunkHeader | null): ChunkGap | null {
    const offsetBytes = this.#zeroesAt;
    const before = this.#lastNumber;
    this.#zeroesAt = null;
    this.#lastNumber = header?.lastRecordNumber ?? null;
    if (offsetBytes === null || before === null || header === null) return null;
    const missing = header.firstRecordNumber - before - 1n;
    return missing > 0n && missing < MOST_MISSING
      ? { offsetBytes, records: Number(missing) }
      : null;
  }
}
