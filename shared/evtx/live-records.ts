/**
 * Which records the live part of a file holds, by id and time written: what recovery finds again is told
 * from what it finds new. Ids come in ascending runs, so the file is a few sorted lists; 16 bytes a record.
 */
const BLOCK_RECORDS = 4_096;
/** Wrapped logs have two runs, carved ones some; what has more is no log, and is not searched further. */
const MOST_RUNS = 4_096;

class Block {
  readonly ids = new Float64Array(BLOCK_RECORDS);
  readonly written = new BigUint64Array(BLOCK_RECORDS);
  length = 0;
}

export class LiveRecords {
  readonly #blocks: Block[] = [];
  /** Ascending by id within each run; a run is a range of positions over all blocks. */
  readonly #runStarts: number[] = [];
  #length = 0;
  #lastId = Number.POSITIVE_INFINITY;

  add(id: number, writtenTicks: bigint): void {
    let block = this.#blocks.at(-1);
    if (block === undefined || block.length === BLOCK_RECORDS) {
      block = new Block();
      this.#blocks.push(block);
    }
    if (id < this.#lastId) this.#runStarts.push(this.#length);
    this.#lastId = id;
    block.ids[block.length] = id;
    block.written[block.length] = writtenTicks;
    block.length++;
    this.#length++;
  }

  has(id: number, writtenTicks: bigint): boolean {
    return this.#runStarts.slice(0, MOST_RUNS).some((start, run) => {
      const end = this.#runStarts[run + 1] ?? this.#length;
      return this.#inRun(start, end, id, writtenTicks);
    });
  }

  #inRun(start: number, end: number, id: number, writtenTicks: bigint): boolean {
    let [low, high] = [start, end];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#idAt(middle) < id) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < end && this.#idAt(at) === id; at++) {
      if (this.#writtenAt(at) === writtenTicks) return true;
    }
    return false;
  }

  #idAt(at: number): number {
    return this.#blocks[Math.floor(at / BLOCK_RECORDS)]?.ids[at % BLOCK_RECORDS] ?? 0;
  }

  #writtenAt(at: number): bigint {
    return this.#blocks[Math.floor(at / BLOCK_RECORDS)]?.written[at % BLOCK_RECORDS] ?? 0n;
  }
}
