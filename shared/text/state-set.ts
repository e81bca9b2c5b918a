/** Collects numbers of states, each once. */
export class StateSet {
  readonly #numbers: Uint16Array;
  /** By number: the turn it was last added in. */
  readonly #addedIn: Uint32Array;
  #turn = 1;
  #count = 0;
  #isAscending = true;

  constructor(states: number) {
    this.#numbers = new Uint16Array(states);
    this.#addedIn = new Uint32Array(states);
  }

  add(number: number): void {
    if (this.#addedIn[number] === this.#turn) return;
    this.#addedIn[number] = this.#turn;
    if (this.#count > 0 && (this.#numbers[this.#count - 1] ?? 0) > number)
      this.#isAscending = false;
    this.#numbers[this.#count++] = number;
  }

  /** Ascending; the next set begins. */
  take(): Uint16Array {
    const numbers = this.#numbers.slice(0, this.#count);
    if (!this.#isAscending) numbers.sort();
    this.#turn++;
    this.#count = 0;
    this.#isAscending = true;
    return numbers;
  }
}
