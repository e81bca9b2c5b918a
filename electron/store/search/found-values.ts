/**
 * Values as the filter of a click finds them: letter case is no difference, `CORP\bob` is `bob` of the field `user`
 * as well, and an address is the same however it is written. Texts are counted as they are written, by their numbers,
 * and put together here: each is folded once, however many events have it.
 */
import { foldCase } from '@shared/model/fold-case';
import { parseIp } from '@shared/model/ip-address';
import { asksAddress, spellingsOf } from '@shared/query/friendly-fields';

/** A value, in its most frequent spelling; of equals the first by code units. */
export interface CountedValue {
  /** Null is a field without one. */
  readonly value: string | null;
  /** Events that the filter of the value finds. */
  readonly count: number;
  /** How many ways it is written in. */
  readonly spellings: number;
}

/** A network is no address: it is counted as it is written. */
function addressKey(text: string): string {
  const address = parseIp(text);
  return address === null ? foldCase(text) : `\0${address.bytes.join('.')}`;
}

/** An entry of a map of texts and some numbers, beside the text. */
const SPELLING_BYTES = 120;

/** The values that find the texts of a field. Texts, spellings and values have numbers, each from 0. */
export class FoundValues {
  readonly #spellingsOf: (text: string) => readonly string[];
  readonly #keyOf: (text: string) => string;
  readonly #values = new Map<string, number>();
  readonly #keys: string[] = [];
  readonly #spellings: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** By spelling. */
  readonly #valueOf: number[] = [];
  /** By text: its spellings, each of another value, and those values. */
  readonly #ofText: (readonly number[])[] = [];
  readonly #valuesOfText: (readonly number[])[] = [];
  #heldBytes = 0;

  constructor(field: string) {
    this.#spellingsOf = spellingsOf(field);
    this.#keyOf = asksAddress(field) ? addressKey : foldCase;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  get texts(): number {
    return this.#ofText.length;
  }

  /** The next text; null has no value that finds it. */
  add(text: string | null): void {
    const spellings = text === null ? [] : this.#spelled(text);
    this.#ofText.push(spellings);
    this.#valuesOfText.push(spellings.map((spelling) => this.#valueOf[spelling] ?? 0));
  }

  #spelled(text: string): readonly number[] {
    const [only, ...others] = this.#spellingsOf(text);
    if (others.length === 0) return [this.#spelling(only ?? text)];
    const numbers = new Map<number, number>();
    for (const spelled of [only ?? text, ...others]) {
      const number = this.#spelling(spelled);
      const value = this.#valueOf[number] ?? 0;
      if (!numbers.has(value)) numbers.set(value, number);
    }
    return [...numbers.values()];
  }

  #spelling(spelled: string): number {
    const known = this.#numbers.get(spelled);
    if (known !== undefined) return known;
    const number = this.#spellings.push(spelled) - 1;
    this.#numbers.set(spelled, number);
    this.#valueOf.push(this.valueOfKey(this.#keyOf(spelled)));
    this.#heldBytes += SPELLING_BYTES + spelled.length;
    return number;
  }

  /** The number of a value. @param key the same for whatever one filter finds */
  valueOfKey(key: string): number {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const number = this.#keys.push(key) - 1;
    this.#values.set(key, number);
    this.#heldBytes += SPELLING_BYTES + key.length;
    return number;
  }

  keyOfValue(value: number): string {
    return this.#keys[value] ?? '';
  }

  /** The numbers of the values that find a text, each once. */
  valuesOf(text: number): readonly number[] {
    return this.#valuesOfText[text] ?? [];
  }

  /**
   * By the number of the value; what no event has is left out.
   * @param counts of events by the number of the text; those that have several texts of one value count several times
   */
  grouped(counts: readonly number[]): (CountedValue | undefined)[] {
    const spelled = new Float64Array(this.#spellings.length);
    counts.forEach((count, text) => {
      for (const spelling of this.#ofText[text] ?? [])
        spelled[spelling] = at(spelled, spelling) + count;
    });
    const groups: (CountedValue | undefined)[] = Array(this.#keys.length).fill(undefined);
    const [sums, ways, best] = [0, 1, 2].map(() => new Float64Array(this.#keys.length));
    if (sums === undefined || ways === undefined || best === undefined) return groups;
    best.fill(-1);
    spelled.forEach((count, spelling) => {
      if (count === 0) return;
      const value = this.#valueOf[spelling] ?? 0;
      sums[value] = at(sums, value) + count;
      ways[value] = at(ways, value) + 1;
      const known = at(best, value);
      if (known < 0 || this.#isBefore(spelling, known, spelled)) best[value] = spelling;
    });
    best.forEach((spelling, value) => {
      if (spelling < 0) return;
      const shown = this.#spellings[spelling] ?? '';
      groups[value] = { value: shown, count: at(sums, value), spellings: at(ways, value) };
    });
    return groups;
  }

  #isBefore(one: number, other: number, counts: Float64Array): boolean {
    const more = at(counts, one) - at(counts, other);
    return (
      more > 0 || (more === 0 && (this.#spellings[one] ?? '') < (this.#spellings[other] ?? ''))
    );
  }
}

const at = (numbers: Float64Array, place: number): number => numbers[place] ?? 0;
