/** Where the segments of a generation begin: what is read and hunted at once must fit one answer and memory. */

/** Below the most rows that a search answers at once (`index.max_result_window`, 10,000). */
const MOST_EVENTS = 8_192;
const MOST_BYTES = 32 << 20;

export class SegmentStarts {
  readonly starts: number[] = [];
  #events = 0;
  #bytes = 0;

  /** @param bytes of the event as it was sent */
  add(bytes: number): void {
    const first = this.starts.at(-1);
    const isFull = this.#bytes >= MOST_BYTES || this.#events - (first ?? 0) >= MOST_EVENTS;
    if (first === undefined || isFull) {
      this.starts.push(this.#events);
      this.#bytes = 0;
    }
    this.#events++;
    this.#bytes += bytes;
  }
}
