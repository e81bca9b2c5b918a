/** A column's dictionary read value by value: a page of events wants few of tens of thousands. */
import type { ColumnEntry } from '@shared/model/columns';
import { decodeEntry } from './dictionary';

const COUNT_BYTES = 4;
const KIND_AND_LENGTH_BYTES = 5;

export class StoredDictionary {
  readonly count: number;
  /** As `encodeDictionary` writes them. */
  readonly #bytes: Buffer;
  readonly #known = new Map<number, ColumnEntry>();
  #ends: Uint32Array | undefined;

  /** @throws RangeError where the bytes do not even hold a count */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.count = bytes.readUInt32LE(0);
  }

  /** @throws Error where the bytes of the value are damaged */
  entry(at: number): ColumnEntry | undefined {
    const known = this.#known.get(at);
    if (known !== undefined || at >= this.count) return known;
    const entry = this.#decode(at);
    this.#known.set(at, entry);
    return entry;
  }

  /** Every value in order; what was decoded before is not decoded again. @throws Error as above */
  entries(): readonly ColumnEntry[] {
    return Array.from(
      { length: this.#endsOfTexts().length },
      (_, at) => this.#known.get(at) ?? this.#decode(at),
    );
  }

  #decode(at: number): ColumnEntry {
    const ends = this.#endsOfTexts();
    const start = at === 0 ? this.#textsStart : (ends[at - 1] ?? 0);
    return decodeEntry(this.#kind(at), this.#bytes.subarray(start, ends[at]));
  }

  #kind(at: number): number {
    return this.#bytes[COUNT_BYTES + at] ?? 0;
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
