/** Events that match a search, in order, as typed arrays: some 24 bytes each, however many there are. */
import type { FileTime } from '@shared/model/file-time';

/** Bits of a FILETIME kept in the low half; both halves are exact in a double. */
const LOW_BITS = 24n;
const LOW_MASK = (1n << LOW_BITS) - 1n;

export interface Match {
  /** Position of the file among those searched. */
  readonly file: number;
  readonly event: number;
}

export class MatchList {
  #files = new Uint32Array(1_024);
  #events = new Uint32Array(1_024);
  #high = new Float64Array(1_024);
  #low = new Float64Array(1_024);
  #order = new Uint32Array(0);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(file: number, event: number, time: FileTime | null): void {
    if (this.#count === this.#files.length) this.#grow();
    this.#files[this.#count] = file;
    this.#events[this.#count] = event;
    this.#high[this.#count] = time === null ? Number.POSITIVE_INFINITY : Number(time >> LOW_BITS);
    this.#low[this.#count] = time === null ? 0 : Number(time & LOW_MASK);
    this.#count++;
  }

  #grow(): void {
    const wider = <Numbers extends Uint32Array | Float64Array>(
      old: Numbers,
      fresh: Numbers,
    ): Numbers => {
      fresh.set(old);
      return fresh;
    };
    const length = this.#files.length * 2;
    this.#files = wider(this.#files, new Uint32Array(length));
    this.#events = wider(this.#events, new Uint32Array(length));
    this.#high = wider(this.#high, new Float64Array(length));
    this.#low = wider(this.#low, new Float64Array(length));
  }

  /**
   * By time, then file, then place in the file, so that pages never depend on chance. Events without a
   * time come last either way.
   */
  sort(order: 'asc' | 'desc'): void {
    const sign = order === 'asc' ? 1 : -1;
    const [high, low, files, events] = [this.#high, this.#low, this.#files, this.#events];
    const value = (numbers: Uint32Array | Float64Array, at: number): number => numbers[at] ?? 0;
    this.#order = Uint32Array.from({ length: this.#count }, (_, at) => at).sort((left, right) => {
      const [leftHigh, rightHigh] = [value(high, left), value(high, right)];
      if (leftHigh !== rightHigh) {
        if (leftHigh === Number.POSITIVE_INFINITY) return 1;
        if (rightHigh === Number.POSITIVE_INFINITY) return -1;
        return sign * (leftHigh - rightHigh);
      }
      return (
        sign *
        (value(low, left) - value(low, right) ||
          value(files, left) - value(files, right) ||
          value(events, left) - value(events, right))
      );
    });
  }

  at(row: number): Match | null {
    const position = this.#order[row];
    if (position === undefined) return null;
    return { file: this.#files[position] ?? 0, event: this.#events[position] ?? 0 };
  }
}
