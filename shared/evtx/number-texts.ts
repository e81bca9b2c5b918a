/** Unsigned 32-bit numbers as decimal text, without making the same text twice. */

/** Small numbers are kept: ids, levels, ports. */
const KEPT = 65_536;
const KEPT_TEXTS: (string | undefined)[] = Array.from({ length: KEPT });
const TAIL = 1_000;
const TAIL_TEXTS = Array.from({ length: TAIL }, (_, tail) => String(tail).padStart(3, '0'));

export class NumberTexts {
  #head = -1;
  #headText = '';

  of(value: number): string {
    return value < KEPT ? (KEPT_TEXTS[value] ??= String(value)) : String(value);
  }

  /** Of a number that differs from the one before it in its last digits only, as ids of records do. */
  running(value: number): string {
    if (value < KEPT) return this.of(value);
    const head = Math.floor(value / TAIL);
    if (head !== this.#head) {
      this.#head = head;
      this.#headText = String(head);
    }
    return this.#headText + (TAIL_TEXTS[value - head * TAIL] ?? '');
  }
}
