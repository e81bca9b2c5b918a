/**
 * A gzip file (RFC 1952): one member or several one after the other, read as one run of bytes. Damage ends
 * the run; what came before it stands.
 */
import { crc32 } from '@shared/model/crc32';
import type { ByteSource } from '@shared/model/evidence-reader';
import { BitReader, CompressedDamage } from './bit-reader';
import type { ByteStream } from './byte-stream';
import { Inflate } from './inflate';

/** Magic and method (8: DEFLATE, the only one there is). */
const MAGIC = [0x1f, 0x8b, 8];
const FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16 } as const;

export function isGzip(source: ByteSource): boolean {
  const head = new Uint8Array(MAGIC.length);
  source.read(head, 0);
  return MAGIC.every((byte, at) => head[at] === byte);
}

export class GzipStream implements ByteStream {
  readonly damage: string[] = [];
  readonly #bits: BitReader;
  #member: Inflate | null = null;
  #crc = 0;
  #length = 0;
  #ended = false;

  constructor(source: ByteSource) {
    this.#bits = new BitReader(source);
  }

  get consumedBytes(): number {
    return this.#bits.consumedBytes;
  }

  next(): Uint8Array | null {
    try {
      return this.#ended ? null : this.#next();
    } catch (error) {
      if (!(error instanceof CompressedDamage)) throw error;
      this.#ended = true;
      this.damage.push(`${error.message} (byte ${this.consumedBytes} of the gzip file)`);
      return null;
    }
  }

  #next(): Uint8Array | null {
    for (;;) {
      this.#member ??= this.#openMember();
      const bytes = this.#member?.next() ?? null;
      if (bytes !== null) {
        this.#crc = crc32(bytes, this.#crc);
        this.#length = (this.#length + bytes.length) >>> 0;
        return bytes;
      }
      if (this.#member === null) return null;
      this.#closeMember();
    }
  }

  /** Null at the end of the file. Zero bytes behind a member are padding (tapes, RFC 1952 gzip tools). */
  #openMember(): Inflate | null {
    const isFirst = this.#length === 0 && this.#crc === 0 && this.#bits.consumedBytes === 0;
    let byte = 0;
    while (byte === 0 && !this.#bits.isAtEnd()) byte = this.#bits.take(8);
    if (byte === 0 && !isFirst) {
      this.#ended = true;
      return null;
    }
    if (byte !== MAGIC[0] || this.#bits.take(8) !== MAGIC[1] || this.#bits.take(8) !== MAGIC[2]) {
      throw new CompressedDamage('what follows the compressed part is not gzip');
    }
    this.#skipHeader(this.#bits.take(8));
    this.#crc = 0;
    this.#length = 0;
    return new Inflate(this.#bits);
  }

  /** Time, flags of the packer, system; then what the flags announce. */
  #skipHeader(flags: number): void {
    this.#skip(6);
    if ((flags & FLAG.extra) !== 0) this.#skip(this.#bits.take(16));
    if ((flags & FLAG.name) !== 0) this.#skipText();
    if ((flags & FLAG.comment) !== 0) this.#skipText();
    if ((flags & FLAG.headerCrc) !== 0) this.#skip(2);
  }

  #skip(bytes: number): void {
    for (let skipped = 0; skipped < bytes; skipped++) this.#bits.take(8);
  }

  #skipText(): void {
    while (this.#bits.take(8) !== 0);
  }

  /** The trailer: checksum and length modulo 2^32. A wrong one is told, and the next member still read. */
  #closeMember(): void {
    this.#member = null;
    this.#bits.skipToByte();
    const crc = this.#bits.take(16) + this.#bits.take(16) * 65_536;
    const length = this.#bits.take(16) + this.#bits.take(16) * 65_536;
    if (crc !== this.#crc || length !== this.#length) {
      const place = `before byte ${this.consumedBytes} of the gzip file`;
      this.damage.push(`the decompressed bytes do not fit their checksum (${place})`);
    }
  }
}
