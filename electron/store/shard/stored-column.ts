/** A column as stored, its codes and its values each unpacked when first asked for: many searches want one of them. */
import {
  CODE_ABSENT,
  CODE_NULL,
  type ColumnEntry,
  FIRST_VALUE_CODE,
  type SearchableColumn,
  type TextSearch,
} from '@shared/model/columns';
import type { FieldValue } from '@shared/model/event';
import { decompress } from '../compression';
import type { Row } from '../sqlite';
import { blob, damaged, guarded } from './shard-damage';
import { StoredDictionary } from './stored-dictionary';

/** Objects and buffers of a column of one value. */
const OVERHEAD_BYTES = 1_024;
/** Beside its text a decoded value has an end, a place in a list, the head of a string and its padding. */
const VALUE_BYTES = 36;

/** A column that tells of one value or one event without unpacking the others. */
export interface LazyColumn extends SearchableColumn {
  /** How many different values there are, null not counted. */
  readonly values: number;
  /** Every value in order, to be looked at and not held on to: it may keep all others in memory. */
  glanced(): Iterable<ColumnEntry>;
  /** The value an event has; undefined where it lacks the field. */
  valueAt(event: number): FieldValue | undefined;
}

/** The getters throw CaseScopeError `shard-damaged` where what they unpack is damaged. */
export class StoredColumn implements LazyColumn {
  /** What it takes in memory with everything unpacked, or somewhat less. */
  readonly #mostBytes: number;
  readonly #codeBytes: number;
  readonly #dictionaryBytes: number;
  readonly #isNarrow: boolean;
  /** Each is let go of once it is unpacked. */
  #packedCodes: unknown;
  #packedDictionary: unknown;
  #codes: Uint8Array | Uint16Array | null = null;
  #dictionary: StoredDictionary | null = null;

  /** @throws RangeError where the row claims what no column can have */
  constructor(row: Row) {
    this.#packedCodes = row['codes'];
    this.#packedDictionary = row['dictionary'];
    this.#isNarrow = row['width'] === 1;
    this.#codeBytes = sizeOf(row['events']) * (this.#isNarrow ? 1 : 2);
    this.#dictionaryBytes = sizeOf(row['dictionary_bytes']);
    const values = sizeOf(row['distinct_values']) * VALUE_BYTES;
    // Texts stand there twice: in bytes, and to be searched or decoded.
    this.#mostBytes = OVERHEAD_BYTES + this.#codeBytes + 2 * this.#dictionaryBytes + values;
  }

  /** What it takes in memory. Before anything is unpacked: with everything unpacked, or somewhat less. */
  get heldBytes(): number {
    if (this.#codes === null && this.#dictionary === null) return this.#mostBytes;
    const codes = this.#codes === null ? bytesOf(this.#packedCodes) : this.#codeBytes;
    const values = this.#dictionary?.heldBytes ?? bytesOf(this.#packedDictionary);
    return OVERHEAD_BYTES + codes + values;
  }

  get codes(): Uint8Array | Uint16Array {
    return (this.#codes ??= guarded(() => this.#unpackCodes()));
  }

  get entries(): readonly ColumnEntry[] {
    return guarded(() => this.#unpacked().entries());
  }

  *glanced(): Generator<ColumnEntry, void, undefined> {
    try {
      yield* this.#unpacked().glanced();
    } catch (error) {
      throw damaged(error);
    }
  }

  get values(): number {
    return guarded(() => this.#unpacked().count);
  }

  entry(at: number): ColumnEntry | undefined {
    return guarded(() => this.#unpacked().entry(at));
  }

  valueAt(event: number): FieldValue | undefined {
    const code = this.codes[event] ?? CODE_ABSENT;
    if (code === CODE_ABSENT) return undefined;
    return code === CODE_NULL ? null : (this.entry(code - FIRST_VALUE_CODE) ?? null);
  }

  holding(search: TextSearch): readonly number[] | null {
    return guarded(() => this.#unpacked().holding(search));
  }

  #unpackCodes(): Uint8Array | Uint16Array {
    const codes = decompress(blob(this.#packedCodes), this.#codeBytes);
    this.#packedCodes = null;
    return this.#isNarrow ? codes : new Uint16Array(new Uint8Array(codes).buffer);
  }

  #unpacked(): StoredDictionary {
    return (this.#dictionary ??= this.#unpackDictionary());
  }

  #unpackDictionary(): StoredDictionary {
    const bytes = decompress(blob(this.#packedDictionary), this.#dictionaryBytes);
    const dictionary = new StoredDictionary(bytes);
    this.#packedDictionary = null;
    return dictionary;
  }
}

const bytesOf = (packed: unknown): number => (packed instanceof Uint8Array ? packed.length : 0);

/** @throws RangeError where it is none */
function sizeOf(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`${String(value)} is no size`);
}
