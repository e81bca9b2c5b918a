/**
 * When the same may be asked again: once it is answered, and after as long a rest as the answer took. While evidence is
 * published several times a second, answers come, and whoever reads the files has half of the time at least.
 */
export class AnswerPace {
  #beganMs = 0;
  #restsUntilMs: number | null = 0;

  /** Asked, by a clock that only goes forward. */
  begin(nowMs: number): void {
    this.#beganMs = nowMs;
    this.#restsUntilMs = null;
  }

  answered(nowMs: number): void {
    this.#restsUntilMs ??= nowMs + Math.min(nowMs - this.#beganMs, MOST_REST_MS);
  }

  /** Milliseconds until it may be asked again; null while the answer is awaited. */
  restMs(nowMs: number): number | null {
    return this.#restsUntilMs === null ? null : Math.max(0, this.#restsUntilMs - nowMs);
  }
}

const MOST_REST_MS = 2_000;
