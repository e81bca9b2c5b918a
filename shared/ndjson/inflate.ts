/**
 * DEFLATE (RFC 1951) as a stream, block by block and without waiting: a worker reads in one synchronous
 * pass, and everything before the first damaged bit has to come out, which the platform's own
 * decompressors promise neither.
 */
import { type BitReader, CompressedDamage } from './bit-reader';
import { type CodeTable, codeTable } from './huffman';

/** How far back a copy may reach. */
const HISTORY_BYTES = 1 << 15;
const BLOCK_BYTES = 1 << 18;
/** A copy is written whole, so it may go past the block. */
const LONGEST_COPY_BYTES = 258;

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31];
LENGTH_BASE.push(35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258);
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4];
LENGTH_BITS.push(5, 5, 5, 5, 0);
const DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513];
DISTANCE_BASE.push(769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577);
const DISTANCE_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10];
DISTANCE_BITS.push(11, 11, 12, 12, 13, 13);
/** Order in which the lengths of the code for code lengths are written. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const END_OF_BLOCK = 256;

const tableOf = (lengths: Uint8Array): CodeTable => {
  const table = codeTable(lengths);
  if (table === null) throw new CompressedDamage('a code table is damaged');
  return table;
};

interface Codes {
  readonly literals: CodeTable;
  readonly distances: CodeTable;
}

let fixed: Codes | undefined;
function fixedCodes(): Codes {
  const literals = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280);
  fixed ??= {
    literals: tableOf(literals.fill(8, 280)),
    distances: tableOf(new Uint8Array(30).fill(5)),
  };
  return fixed;
}

export class Inflate {
  readonly #bits: BitReader;
  readonly #out = new Uint8Array(HISTORY_BYTES + BLOCK_BYTES + LONGEST_COPY_BYTES);
  /** End of what was decoded, in `#out`. */
  #end = 0;
  /** What is being decoded: a stored block, one with codes, or nothing yet. */
  #block: { readonly storedLeft: number } | Codes | null = null;
  #isLastBlock = false;
  #damage: CompressedDamage | null = null;

  constructor(bits: BitReader) {
    this.#bits = bits;
  }

  /**
   * The next bytes, null at the end of the stream; valid until the next call.
   * @throws CompressedDamage after everything before the damage was given
   */
  next(): Uint8Array | null {
    if (this.#damage !== null) throw this.#damage;
    this.#keepHistory();
    const start = this.#end;
    try {
      while (this.#end - start < BLOCK_BYTES && this.#step(start + BLOCK_BYTES));
    } catch (error) {
      if (!(error instanceof CompressedDamage)) throw error;
      this.#damage = error;
      if (this.#end === start) throw error;
    }
    return this.#end === start ? null : this.#out.subarray(start, this.#end);
  }

  #keepHistory(): void {
    const kept = Math.min(this.#end, HISTORY_BYTES);
    this.#out.copyWithin(0, this.#end - kept, this.#end);
    this.#end = kept;
  }

  /** False once the last block has ended. */
  #step(limit: number): boolean {
    if (this.#block === null) {
      if (this.#isLastBlock) return false;
      this.#openBlock();
    } else if ('storedLeft' in this.#block) {
      this.#copyStored(this.#block.storedLeft, limit);
    } else if (this.#decode(this.#block, limit)) this.#block = null;
    return true;
  }

  #openBlock(): void {
    this.#isLastBlock = this.#bits.take(1) === 1;
    const type = this.#bits.take(2);
    if (type === 0) this.#block = { storedLeft: this.#storedLength() };
    else if (type === 1) this.#block = fixedCodes();
    else if (type === 2) this.#block = this.#writtenCodes();
    else throw new CompressedDamage('a block has an unknown type');
  }

  #storedLength(): number {
    this.#bits.skipToByte();
    const length = this.#bits.take(16);
    if (this.#bits.take(16) !== (length ^ 0xffff)) {
      throw new CompressedDamage('the length of a stored block is damaged');
    }
    return length;
  }

  #copyStored(left: number, limit: number): void {
    let copied = 0;
    for (; copied < left && this.#end < limit; copied++) {
      this.#out[this.#end] = this.#bits.take(8);
      this.#end++;
    }
    this.#block = copied === left ? null : { storedLeft: left - copied };
  }

  #writtenCodes(): Codes {
    const literalCount = this.#bits.take(5) + 257;
    const distanceCount = this.#bits.take(5) + 1;
    const lengthCount = this.#bits.take(4) + 4;
    const order = new Uint8Array(19);
    for (const place of LENGTH_ORDER.slice(0, lengthCount)) order[place] = this.#bits.take(3);
    const lengths = this.#codeLengths(tableOf(order), literalCount + distanceCount);
    return {
      literals: tableOf(lengths.subarray(0, literalCount)),
      distances: tableOf(lengths.subarray(literalCount)),
    };
  }

  #codeLengths(table: CodeTable, count: number): Uint8Array {
    const lengths = new Uint8Array(count);
    let at = 0;
    while (at < count) {
      const symbol = this.#bits.symbol(table);
      if (symbol < 16) lengths[at++] = symbol;
      else {
        const repeated = symbol === 16 ? lengths[at - 1] : 0;
        const times =
          symbol === 18 ? 11 + this.#bits.take(7) : 3 + this.#bits.take(symbol === 16 ? 2 : 3);
        if (repeated === undefined || at + times > count) {
          throw new CompressedDamage('a code table is damaged');
        }
        lengths.fill(repeated, at, at + times);
        at += times;
      }
    }
    return lengths;
  }

  /** True at the end of the block, false where the output is full. */
  #decode({ literals, distances }: Codes, limit: number): boolean {
    const out = this.#out;
    const bits = this.#bits;
    let end = this.#end;
    try {
      while (end < limit) {
        const symbol = bits.symbol(literals);
        if (symbol < END_OF_BLOCK) {
          out[end++] = symbol;
          continue;
        }
        if (symbol === END_OF_BLOCK) return true;
        const length = extended(bits, LENGTH_BASE, LENGTH_BITS, symbol - 257);
        const distance = extended(bits, DISTANCE_BASE, DISTANCE_BITS, bits.symbol(distances));
        if (distance > end) throw new CompressedDamage('a copy reaches behind the begin');
        for (const stop = end + length; end < stop; end++) out[end] = out[end - distance] ?? 0;
      }
      return false;
    } finally {
      this.#end = end;
    }
  }
}

/** A length or distance: its base and the bits that follow. */
function extended(bits: BitReader, bases: number[], extra: number[], at: number): number {
  const base = bases[at];
  if (base === undefined) throw new CompressedDamage('a copy has an unknown length');
  return base + bits.take(extra[at] ?? 0);
}
