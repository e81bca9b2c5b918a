/** Forward reading through a ByteSource with one fixed buffer. */
import type { ByteSource } from '@shared/model/evidence-reader';

const WINDOW_BYTES = 1 << 20;

export class ByteWindow {
  readonly #source: ByteSource;
  readonly #buffer = new Uint8Array(WINDOW_BYTES);
  #next: number;

  constructor(source: ByteSource, from = 0) {
    this.#source = source;
    this.#next = from;
  }

  /** The next bytes with their position; null at the end. Valid until the next call. */
  read(): { readonly bytes: Uint8Array; readonly offsetBytes: number } | null {
    const offsetBytes = this.#next;
    const length = this.#source.read(this.#buffer, offsetBytes);
    if (length === 0) return null;
    this.#next += length;
    return { bytes: this.#buffer.subarray(0, length), offsetBytes };
  }
}
