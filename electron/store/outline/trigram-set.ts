/** The different runs of three characters of many texts. */
import { trigramKey } from './filter-keys';

const ASCII_BITS = 7;
const ASCII = 1 << ASCII_BITS;
const ASCII_TRIGRAMS = 1 << (3 * ASCII_BITS);

export class TrigramSet {
  /** A bit for each of ASCII characters, which nearly all are of. */
  readonly #ascii = new Uint32Array(ASCII_TRIGRAMS / 32);
  readonly #others = new Set<number>();
  readonly #most: number;
  #isFull = false;

  /** @param most of those with other characters */
  constructor(most: number) {
    this.#most = most;
  }

  /** Some are missing: there were too many. */
  get isFull(): boolean {
    return this.#isFull;
  }

  add(folded: string): void {
    let [first, second] = [folded.charCodeAt(0), folded.charCodeAt(1)];
    for (let at = 2; at < folded.length; at++) {
      const third = folded.charCodeAt(at);
      if ((first | second | third) < ASCII) this.#addAscii(first, second, third);
      else this.#addOther(trigramKey(first, second, third));
      first = second;
      second = third;
    }
  }

  #addAscii(first: number, second: number, third: number): void {
    const trigram = (((first << ASCII_BITS) | second) << ASCII_BITS) | third;
    const word = trigram >>> 5;
    this.#ascii[word] = (this.#ascii[word] ?? 0) | (1 << (trigram & 31));
  }

  #addOther(key: number): void {
    if (this.#others.size < this.#most) this.#others.add(key);
    else this.#isFull = true;
  }

  *keys(): Generator<number> {
    for (let trigram = 0; trigram < ASCII_TRIGRAMS; trigram++) {
      const word = this.#ascii[trigram >>> 5] ?? 0;
      if (word === 0) trigram |= 31;
      else if ((word & (1 << (trigram & 31))) !== 0)
        yield trigramKey(
          trigram >>> (2 * ASCII_BITS),
          (trigram >>> ASCII_BITS) & (ASCII - 1),
          trigram & (ASCII - 1),
        );
    }
    yield* this.#others;
  }
}
