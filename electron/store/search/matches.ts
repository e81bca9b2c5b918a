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

/** Position of the first that is not below the wanted one, in numbers that ascend. */
function firstFrom(numbers: Uint32Array, wanted: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Events are added file by file, each file's in their order. */
export class MatchList {
  #files = new Uint32Array(1_024);
  #events = new Uint32Array(1_024);
  #high = new Float64Array(1_024);
  #low = new Float64Array(1_024);
  #order = new Uint32Array(0);
  #sorted: 'asc' | 'desc' = 'asc';
  #count = 0;
  #timed = 0;

  get count(): number {
    return this.#count;
  }

  /** How many have a time. */
  get timed(): number {
    return this.#timed;
  }

  /** The events of a file, ascending. @param file position among those searched */
  eventsOf(file: number): Uint32Array {
    const files = this.#files.subarray(0, this.#count);
    return this.#events.subarray(firstFrom(files, file), firstFrom(files, file + 1));
  }

  /** The event's time, where the list has it: null where it has none, undefined where it is not in the list. */
  timeOf(file: number, event: number): FileTime | null | undefined {
    const events = this.eventsOf(file);
    const at = firstFrom(events, event);
    if (events[at] !== event) return undefined;
    return this.#timeAt((events.byteOffset - this.#events.byteOffset) / 4 + at);
  }

  #timeAt(position: number): FileTime | null {
    const high = this.#high[position] ?? 0;
    if (high === Number.POSITIVE_INFINITY) return null;
    return ((BigInt(high) << LOW_BITS) | BigInt(this.#low[position] ?? 0)) as FileTime;
  }

  /** The time at a place in the order of time, whatever the rows are sorted by; `rank` is below `timed`. */
  timeAtRank(rank: number): FileTime {
    const row = this.#sorted === 'asc' ? rank : this.#timed - 1 - rank;
    return this.#timeAt(this.#order[row] ?? 0) ?? (0n as FileTime);
  }

  /** How many happened before a time. */
  rankOf(time: bigint): number {
    let [low, high] = [0, this.#timed];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeAtRank(middle) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first row at or behind a time, in the order the rows are sorted by. */
  rowAt(time: bigint): number {
    return this.#sorted === 'asc' ? this.rankOf(time) : this.#timed - this.rankOf(time + 1n);
  }

  add(file: number, event: number, time: FileTime | null): void {
    if (this.#count === this.#files.length) this.#grow();
    this.#files[this.#count] = file;
    this.#events[this.#count] = event;
    this.#high[this.#count] = time === null ? Number.POSITIVE_INFINITY : Number(time >> LOW_BITS);
    this.#low[this.#count] = time === null ? 0 : Number(time & LOW_MASK);
    this.#count++;
    if (time !== null) this.#timed++;
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
    this.#sorted = order;
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
