/**
 * Which records the live part of a file holds, by id and time written: what recovery finds again is told
 * from what it finds new. Ids come in ascending runs, so the file is a few sorted lists; 16 bytes a record.
 */
const BLOCK_RECORDS = 4_096;
/**
 * Wrapped logs have two runs, carved ones some. Each run costs a search: of files with more, the other
 * records are kept one by one, and those beyond any carved file not at all.
 */
const MOST_RUNS = 64;
const MOST_STRAYS = 262_144;

class Block {
  readonly ids = new Float64Array(BLOCK_RECORDS);
  readonly written = new BigUint64Array(BLOCK_RECORDS);
  length = 0;
}

const keyOf = (id: number, writtenTicks: bigint): string => `${id} ${writtenTicks}`;

export class LiveRecords {
  readonly #blocks: Block[] = [];
  /** Ascending by id within each run; a run is a range of positions over all blocks. */
  readonly #runStarts: number[] = [];
  #length = 0;
  readonly #strays = new Set<string>();
  #lastId = Number.POSITIVE_INFINITY;

  add(id: number, writtenTicks: bigint): void {
    if (this.#strays.size > 0 || (id < this.#lastId && this.#runStarts.length === MOST_RUNS)) {
      if (this.#strays.size < MOST_STRAYS) this.#strays.add(keyOf(id, writtenTicks));
      return;
    }
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
    const isInRun = this.#runStarts.some((start, run) => {
      const end = this.#runStarts[run + 1] ?? this.#length;
      return this.#inRun(start, end, id, writtenTicks);
    });
    return isInRun || this.#strays.has(keyOf(id, writtenTicks));
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
