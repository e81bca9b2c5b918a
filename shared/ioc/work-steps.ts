/** Says that work goes on, by the characters indicators were looked for in: one column may take minutes. */

/** An expression takes a microsecond a character at worst. */
const CHARACTERS_A_STEP = 1 << 20;

export class WorkSteps {
  readonly #step: () => void;
  #characters = 0;

  /** @param step may throw to end the work */
  constructor(step: () => void) {
    this.#step = step;
  }

  readonly add = (characters: number): void => {
    this.#characters += characters;
    if (this.#characters < CHARACTERS_A_STEP) return;
    this.#characters = 0;
    this.#step();
  };
}
