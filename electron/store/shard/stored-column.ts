/** A column as stored, its codes and its values each unpacked when first asked for: many searches want one of them. */
import {
  CODE_ABSENT,
  CODE_NULL,
  type Column,
  type ColumnEntry,
  FIRST_VALUE_CODE,
} from '@shared/model/columns';
import type { FieldValue } from '@shared/model/event';
import { decompress } from '../compression';
import type { Row } from '../sqlite';
import { blob, guarded, sized } from './shard-damage';
import { StoredDictionary } from './stored-dictionary';

/** Objects and buffers of a column of one value. */
const OVERHEAD_BYTES = 1_024;
/** Beside its text a value has a place in a list, the head of a string and its padding. */
const VALUE_BYTES = 32;

/** The getters throw CaseScopeError `shard-damaged` where what they unpack is damaged. */
export class StoredColumn implements Column {
  /** What it takes in memory with everything unpacked, or somewhat less. */
  readonly heldBytes: number;
  readonly #codeBytes: number;
  readonly #dictionaryBytes: number;
  readonly #isNarrow: boolean;
  /** Each is let go of once it is unpacked. */
  #packedCodes: unknown;
  #packedDictionary: unknown;
  #codes: Uint8Array | Uint16Array | null = null;
  #dictionary: StoredDictionary | null = null;
  #entries: readonly ColumnEntry[] | null = null;

  /** @throws RangeError where the row claims what no column can have */
  constructor(row: Row) {
    this.#packedCodes = row['codes'];
    this.#packedDictionary = row['dictionary'];
    this.#isNarrow = row['width'] === 1;
    this.#codeBytes = sizeOf(row['events']) * (this.#isNarrow ? 1 : 2);
    this.#dictionaryBytes = sizeOf(row['dictionary_bytes']);
    const values = sizeOf(row['distinct_values']) * VALUE_BYTES;
    this.heldBytes = OVERHEAD_BYTES + this.#codeBytes + this.#dictionaryBytes + values;
  }

  get codes(): Uint8Array | Uint16Array {
    return (this.#codes ??= guarded(() => this.#unpackCodes()));
  }

  get entries(): readonly ColumnEntry[] {
    return (this.#entries ??= guarded(() => this.#decodeEntries()));
  }

  /** The value an event has; undefined where it lacks the field. The others stay as they are. */
  valueAt(event: number): FieldValue | undefined {
    const code = this.codes[event] ?? CODE_ABSENT;
    if (code === CODE_ABSENT) return undefined;
    return code === CODE_NULL ? null : (this.#entry(code - FIRST_VALUE_CODE) ?? null);
  }

  #entry(at: number): ColumnEntry | undefined {
    if (this.#entries !== null) return this.#entries[at];
    return guarded(() => this.#unpackDictionary().entry(at));
  }

  #unpackCodes(): Uint8Array | Uint16Array {
    const codes = sized(decompress(blob(this.#packedCodes), this.#codeBytes), this.#codeBytes);
    this.#packedCodes = null;
    return this.#isNarrow ? codes : new Uint16Array(new Uint8Array(codes).buffer);
  }

  #decodeEntries(): readonly ColumnEntry[] {
    const entries = this.#unpackDictionary().entries();
    this.#dictionary = null;
    return entries;
  }

  #unpackDictionary(): StoredDictionary {
    if (this.#dictionary !== null) return this.#dictionary;
    const bytes = decompress(blob(this.#packedDictionary), this.#dictionaryBytes);
    this.#dictionary = new StoredDictionary(sized(bytes, this.#dictionaryBytes));
    this.#packedDictionary = null;
    return this.#dictionary;
  }
}

/** @throws RangeError where it is none */
function sizeOf(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`${String(value)} is no size`);
}
