/** A column's dictionary read value by value: searches and pages want few of tens of thousands. */
import { constants, isAscii } from 'node:buffer';
import type { ColumnEntry, TextSearch } from '@shared/model/columns';
import { decodeEntry, KIND_UTF16, KIND_UTF8 } from './dictionary';

const COUNT_BYTES = 4;
const KIND_AND_LENGTH_BYTES = 5;
/** Where one value in so many is found, decoding all of them at once is faster. */
const FEW = 4;
/** The dotted capital I and the Kelvin sign in UTF-8, a character for each byte: their lower case is that of ASCII. */
const FOLDING_TO_ASCII = ['\u00c4\u00b0', '\u00e2\u0084\u00aa'];
/** Beside its text a decoded value has a place in a list, the head of a string and its padding. */
const VALUE_BYTES = 32;
/** One that was decoded alone, in a map. */
const KNOWN_BYTES = 150;
const END_BYTES = 4;

/** Bytes that do not tell what stands in the values. */
const ILLEGIBLE = Symbol('illegible');

export class StoredDictionary {
  readonly count: number;
  /** As `encodeDictionary` writes them. */
  readonly #bytes: Buffer;
  readonly #known = new Map<number, ColumnEntry>();
  #all: readonly ColumnEntry[] | null = null;
  #ends: Uint32Array | null = null;
  #searchable: string | typeof ILLEGIBLE | null = null;

  /** @throws RangeError where the bytes do not even hold a count */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.count = bytes.readUInt32LE(0);
  }

  /** @throws Error where the bytes of the value are damaged */
  entry(at: number): ColumnEntry | undefined {
    const known = this.#all === null ? this.#known.get(at) : this.#all[at];
    if (known !== undefined || at >= this.count) return known;
    const entry = this.#decode(at);
    this.#known.set(at, entry);
    return entry;
  }

  /** Every value in order. @throws Error as above */
  entries(): readonly ColumnEntry[] {
    this.#all ??= Array.from(
      { length: this.#endsOfTexts().length },
      (_, at) => this.#known.get(at) ?? this.#decode(at),
    );
    this.#known.clear();
    return this.#all;
  }

  /**
   * Every value in order, to be looked at and not held on to: it may keep the texts of all others in memory.
   * @throws Error as above
   */
  *glanced(): Generator<ColumnEntry, void, undefined> {
    if (this.#all !== null) return yield* this.#all;
    const ends = this.#endsOfTexts();
    const all = this.#legibleAsIs();
    for (let at = 0; at < ends.length; at++) {
      const isText = all !== null && this.#bytes[COUNT_BYTES + at] === KIND_UTF8;
      yield isText ? all.slice(this.#startOf(at), ends[at]) : this.#decode(at);
    }
  }

  /** All bytes as a text; null where a character may take several. */
  #legibleAsIs(): string | null {
    const isLong = this.#bytes.length > constants.MAX_STRING_LENGTH;
    const texts = this.#bytes.subarray(this.#textsStart);
    return isLong || !isAscii(texts) ? null : this.#bytes.toString('latin1');
  }

  /** What it takes in memory as it is now. */
  get heldBytes(): number {
    const searchable = typeof this.#searchable === 'string' ? this.#searchable.length : 0;
    const decoded =
      this.#all === null
        ? this.#known.size * KNOWN_BYTES
        : this.#bytes.length + this.#all.length * VALUE_BYTES;
    return this.#bytes.length + (this.#ends?.length ?? 0) * END_BYTES + searchable + decoded;
  }

  /**
   * Places of the values that may hold what is sought, and some more; null where that is for each value to tell.
   * @param search for texts in lower case, of characters that stand in the bytes as in the values (`searchableRun`)
   */
  holding(search: TextSearch): readonly number[] | null {
    const texts = (this.#searchable ??= this.#legible());
    return texts === ILLEGIBLE ? null : this.#found(texts, search);
  }

  /** The texts in lower case with a character for each byte. */
  #legible(): string | typeof ILLEGIBLE {
    const kinds = this.#bytes.subarray(COUNT_BYTES, COUNT_BYTES + this.count);
    if (this.#bytes.length > constants.MAX_STRING_LENGTH || kinds.includes(KIND_UTF16))
      return ILLEGIBLE;
    const texts = this.#bytes.toString('latin1', this.#textsStart);
    return FOLDING_TO_ASCII.some((one) => texts.includes(one)) ? ILLEGIBLE : texts.toLowerCase();
  }

  #found(texts: string, search: TextSearch): readonly number[] | null {
    const found: number[] = [];
    const ends = this.#endsOfTexts();
    const start = this.#textsStart;
    for (let offset = search(texts, 0); offset >= 0;) {
      const at = firstBehind(ends, start + offset);
      if (at === ends.length) break;
      found.push(at);
      if (found.length * FEW > this.count + FEW) return null;
      offset = search(texts, (ends[at] ?? 0) - start);
    }
    return found;
  }

  #decode(at: number): ColumnEntry {
    const text = this.#bytes.subarray(this.#startOf(at), this.#endsOfTexts()[at]);
    return decodeEntry(this.#bytes[COUNT_BYTES + at] ?? 0, text);
  }

  #startOf(at: number): number {
    return at === 0 ? this.#textsStart : (this.#endsOfTexts()[at - 1] ?? 0);
  }

  get #textsStart(): number {
    return COUNT_BYTES + this.count * KIND_AND_LENGTH_BYTES;
  }

  /** Where each text ends, which its length alone does not tell. */
  #endsOfTexts(): Uint32Array {
    return (this.#ends ??= this.#measured());
  }

  #measured(): Uint32Array {
    if (this.#textsStart > this.#bytes.length)
      throw new RangeError(`a dictionary says it has ${this.count} values`);
    const lengths = COUNT_BYTES + this.count;
    const ends = new Uint32Array(this.count);
    let end = this.#textsStart;
    for (let at = 0; at < this.count; at++) {
      end += this.#bytes.readUInt32LE(lengths + at * 4);
      ends[at] = end;
    }
    return ends;
  }
}

/** Place of the first end that lies behind an offset. */
function firstBehind(ends: Uint32Array, offset: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
