/** How whole an event log is: what its header says of how it was closed, and whether its checksums fit. */
import type { ChunkBytes } from './chunk-bytes';
import { type ChunkHeader, checksumFaults } from './chunk-header';
import type { FileHeader } from './file-header';
import type { NativeCode } from './native-code';
import type { LogIntegrity } from '@shared/model/log-integrity';

export type { LogIntegrity };

/** More damaged chunks than this are counted, not listed. */
const MOST_LISTED = 1_000;

export class IntegrityCheck {
  readonly #header: FileHeader | null;
  readonly #crc32: NativeCode['crc32'] | null;
  readonly #damaged: { offsetBytes: number; part: 'header' | 'records' }[] = [];
  #damagedChunks = 0;
  #isMissing = false;

  /** Without `crc32` checksums are not looked at. */
  constructor(header: FileHeader | null, crc32: NativeCode['crc32'] | null) {
    this.#header = header;
    this.#crc32 = crc32;
  }

  /** Looks at the chunk at hand. */
  chunk(chunk: ChunkBytes, offsetBytes: number, header: ChunkHeader | null): void {
    if (header === null) return this.#note(offsetBytes, ['header']);
    if (this.#crc32 !== null) this.#note(offsetBytes, checksumFaults(chunk, this.#crc32));
  }

  /** Chunks the log had are not there. */
  missing(): void {
    this.#isMissing = true;
  }

  #note(offsetBytes: number, parts: readonly ('header' | 'records')[]): void {
    if (parts.length === 0) return;
    this.#damagedChunks++;
    for (const part of parts) {
      if (this.#damaged.length < MOST_LISTED) this.#damaged.push({ offsetBytes, part });
    }
  }

  result(): LogIntegrity {
    const header = this.#header;
    const headerDamaged = header === null || !header.checksumValid;
    const isDamaged = this.#damagedChunks > 0 || headerDamaged || this.#isMissing;
    return {
      verdict: isDamaged ? 'damaged' : header.dirty ? 'dirty' : 'clean',
      headerDamaged,
      chunksMissing: this.#isMissing,
      damagedChunks: this.#damagedChunks,
      damaged: this.#damaged,
    };
  }
}
