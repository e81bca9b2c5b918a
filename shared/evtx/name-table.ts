/** Element and attribute names of one chunk (evtx.md 4, "Name ref"), read once each. */
import { CHUNK_BYTES, type ChunkBytes, cutAtNul } from './chunk-bytes';

const HASH_FACTOR = 65_599;
/** Next-in-bucket u32, hash u16, character count u16 in front; a NUL behind the characters. */
const NAME_HEADER_BYTES = 8;
/** Of that, what hangs on where the name stands, and says nothing of it. */
export const NAME_LINK_BYTES = 4;
/** Names of elements and attributes stay below a hundred; more of a damaged one, used often, fills the memory. */
const MOST_NAME_UNITS = 256;

/** The 16 bits of a name's hash that the format stores. */
export function nameHash(name: string): number {
  let hash = 0;
  for (let at = 0; at < name.length; at++) {
    hash = (Math.imul(hash, HASH_FACTOR) + name.charCodeAt(at)) >>> 0;
  }
  return hash & 0xffff;
}

export class NameTable {
  readonly #chunk: ChunkBytes;
  readonly #names = new Map<number, string>();
  readonly #areNames = new Map<number, boolean>();

  constructor(chunk: ChunkBytes) {
    this.#chunk = chunk;
  }

  clear(): void {
    this.#names.clear();
    this.#areNames.clear();
  }

  /** The name whose struct stands at a chunk offset. @throws EvtxDamage outside the chunk. */
  at(offset: number): string {
    const known = this.#names.get(offset);
    if (known !== undefined) return known;
    const units = Math.min(this.#chunk.u16(offset + 6), MOST_NAME_UNITS);
    const name = cutAtNul(this.#chunk.utf16(offset + NAME_HEADER_BYTES, units));
    this.#names.set(offset, name);
    return name;
  }

  /** Bytes a struct takes where it stands inline. */
  sizeAt(offset: number): number {
    return NAME_HEADER_BYTES + this.#chunk.u16(offset + 6) * 2 + 2;
  }

  /** Whether the bytes at an offset are a name at all: its hash fits its characters. */
  isName(offset: number): boolean {
    const known = this.#areNames.get(offset);
    if (known !== undefined) return known;
    const is = this.#hashFits(offset);
    this.#areNames.set(offset, is);
    return is;
  }

  #hashFits(offset: number): boolean {
    if (this.tellingBytes(offset) < 0) return false;
    const name = this.#chunk.utf16(offset + NAME_HEADER_BYTES, this.#chunk.u16(offset + 6));
    return nameHash(name) === this.#chunk.u16(offset + 4);
  }

  /** Bytes of hash, count and characters behind a struct's link; -1 where no name can stand. */
  tellingBytes(offset: number): number {
    if (offset < 0 || offset + NAME_HEADER_BYTES > CHUNK_BYTES) return -1;
    const units = this.#chunk.u16(offset + 6);
    const end = offset + NAME_HEADER_BYTES + units * 2;
    if (units === 0 || units > MOST_NAME_UNITS || end > CHUNK_BYTES) return -1;
    this.#chunk.reach(end);
    return end - offset - NAME_LINK_BYTES;
  }
}
