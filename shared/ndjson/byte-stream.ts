/** The bytes of an evidence file from front to back: as they stand in it, or out of gzip. */
import type { ByteSource } from '@shared/model/evidence-reader';
import { GzipStream, isGzip } from './gzip-stream';

export interface ByteStream {
  /** The next bytes; null at the end. Valid until the next call. */
  next(): Uint8Array | null;
  /** Bytes of the file used so far: what progress counts. */
  readonly consumedBytes: number;
  /** What is wrong with the compression, in a sentence; complete once `next` has given null. */
  readonly damage: readonly string[];
}

const READ_BYTES = 1 << 20;

class PlainStream implements ByteStream {
  readonly damage: readonly string[] = [];
  readonly #source: ByteSource;
  readonly #buffer = new Uint8Array(READ_BYTES);
  #consumed = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  get consumedBytes(): number {
    return this.#consumed;
  }

  next(): Uint8Array | null {
    const length = this.#source.read(this.#buffer, this.#consumed);
    this.#consumed += length;
    return length === 0 ? null : this.#buffer.subarray(0, length);
  }
}

export const openStream = (source: ByteSource): ByteStream =>
  isGzip(source) ? new GzipStream(source) : new PlainStream(source);

/** The first bytes of what the file holds, at most `most`; fewer only where it has no more. */
export function headOf(source: ByteSource, most: number): Uint8Array {
  const head = new Uint8Array(most);
  const stream = openStream(source);
  let filled = 0;
  for (let part = stream.next(); part !== null && filled < most; part = stream.next()) {
    head.set(part.subarray(0, most - filled), filled);
    filled += Math.min(part.length, most - filled);
  }
  return head.subarray(0, filled);
}
