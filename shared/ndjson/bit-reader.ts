/** Bits of a compressed file, lowest first (RFC 1951, 3.1.1), and the whole bytes between its streams. */
import type { ByteSource } from '@shared/model/evidence-reader';
import type { CodeTable } from './huffman';

const READ_BYTES = 1 << 16;

/** Compressed bytes that cannot be true; says what, never where: the reader knows its place. */
export class CompressedDamage extends Error {}

export class BitReader {
  readonly #source: ByteSource;
  readonly #buffer = new Uint8Array(READ_BYTES);
  #length = 0;
  #at = 0;
  /** Position of the buffer's first byte in the file. */
  #offsetBytes = 0;
  #bits = 0;
  #count = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** Bytes of the file used so far; a byte of which bits are left counts as used. */
  get consumedBytes(): number {
    return this.#offsetBytes + this.#at - (this.#count >> 3);
  }

  /** Up to 16 bits. @throws CompressedDamage past the end of the file */
  take(count: number): number {
    if (this.#count < count) this.#fill(count);
    const taken = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#count -= count;
    return taken;
  }

  /** @throws CompressedDamage where no code begins with the bits, or past the end of the file */
  symbol(table: CodeTable): number {
    if (this.#count < table.bits) this.#fillForCode(table.bits);
    const entry = table.entries[this.#bits & ((1 << table.bits) - 1)] ?? 0;
    const length = entry & 15;
    if (length === 0) throw new CompressedDamage('a code is damaged');
    if (length > this.#count) throw cutShort();
    this.#bits >>>= length;
    this.#count -= length;
    return entry >> 4;
  }

  /** The rest of the byte that was begun is not used. */
  skipToByte(): void {
    const partial = this.#count & 7;
    this.#bits >>>= partial;
    this.#count -= partial;
  }

  /** True where no byte is left. */
  isAtEnd(): boolean {
    return this.#count === 0 && !this.#hasByte();
  }

  #fill(count: number): void {
    this.#fillForCode(count);
    if (this.#count < count) throw cutShort();
  }

  /** As many bits as there are room and bytes for: the last codes of a file may be shorter than the table. */
  #fillForCode(count: number): void {
    while (this.#count < count || this.#count <= 16) {
      if (!this.#hasByte()) return;
      this.#bits |= (this.#buffer[this.#at] ?? 0) << this.#count;
      this.#at++;
      this.#count += 8;
    }
  }

  #hasByte(): boolean {
    if (this.#at < this.#length) return true;
    this.#offsetBytes += this.#length;
    this.#length = this.#source.read(this.#buffer, this.#offsetBytes);
    this.#at = 0;
    return this.#length > 0;
  }
}

const cutShort = (): CompressedDamage => new CompressedDamage('the file ends in the middle');
