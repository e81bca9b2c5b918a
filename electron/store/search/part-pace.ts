/** When a search that goes on tells what it has found so far: soon, and then ever more rarely. */

/** Most searches have ended by then. */
const FIRST_MS = 250;
/** Putting a part together takes time from the search. */
const RARER = 2;

export class PartPace {
  readonly #now: () => number;
  #nextMs: number;
  #waitMs = FIRST_MS;

  constructor(now: () => number) {
    this.#now = now;
    this.#nextMs = now() + FIRST_MS;
  }

  /** True once for each time it is due. */
  isDue(): boolean {
    if (this.#now() < this.#nextMs) return false;
    this.#waitMs *= RARER;
    this.#nextMs = this.#now() + this.#waitMs;
    return true;
  }
}
