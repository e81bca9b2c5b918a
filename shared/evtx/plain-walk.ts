/**
 * Reads a plain stream (`PlainTree`) as a shape and its texts. Answers for the usual ones only: elements,
 * attributes of one text each, and at most one text in an element; all others go through the generic path.
 */
import { MORE } from './binxml-parser';
import type { ChunkBytes } from './chunk-bytes';
import type { NameTable } from './name-table';
import type { Plan } from './plan';
import { CODE, CODE_BITS, type PlainShapes } from './plain-shapes';
import { VALUE } from './value-types';

const MOST_CODES = 2_048;
const MOST_TEXTS = 512;
/** Elements in one another; real ones nest less than ten deep. */
const DEEPEST = 32;
/** Type and character count in front of a text. */
const TEXT_HEADER_BYTES = 3;
const FACTOR = 0x9e37_79b1;
/** Attributes whose texts say what an element is, not what it holds. */
const TELLING: ReadonlySet<string> = new Set(['Name', 'xmlns']);

const tellingIn = (shapes: PlainShapes): ReadonlySet<number> =>
  new Set([...TELLING].map((name) => shapes.numberOf(name)));

export class PlainWalk {
  /** Texts of the stream read last: where they lie and their bytes. */
  readonly offsets = new Int32Array(MOST_TEXTS);
  readonly lengths = new Int32Array(MOST_TEXTS);
  count = 0;
  readonly #chunk: ChunkBytes;
  readonly #names: NameTable;
  #shapes: PlainShapes;
  readonly #codes = new Int32Array(MOST_CODES);
  #codeCount = 0;
  #hash = 0;
  #at = 0;
  #end = 0;
  /** By offset in the chunk: the number of the name there; -1 where none is. */
  readonly #nameNumbers = new Map<number, number>();
  #telling: ReadonlySet<number>;

  constructor(chunk: ChunkBytes, names: NameTable, shapes: PlainShapes) {
    this.#chunk = chunk;
    this.#names = names;
    this.#shapes = shapes;
    this.#telling = tellingIn(shapes);
  }

  /** Call when the chunk holds new bytes. */
  startChunk(shapes: PlainShapes): void {
    this.#nameNumbers.clear();
    if (shapes === this.#shapes) return;
    this.#shapes = shapes;
    this.#telling = tellingIn(shapes);
  }

  /** The plan of the element whose start token stands at `start`, with its texts; null for unusual ones. */
  read(start: number, end: number): Plan | null {
    this.#at = start;
    this.#end = end;
    this.#codeCount = 0;
    this.#hash = 0;
    this.count = 0;
    if (!this.#element()) return null;
    return this.#shapes.plan(this.#codes.subarray(0, this.#codeCount), this.#hash);
  }

  #element(): boolean {
    const { bytes } = this.#chunk;
    let depth = 0;
    /** Whether a text may stand here: one in each element. */
    let isEmpty = false;
    do {
      if (this.#at >= this.#end || this.#codeCount + 2 >= MOST_CODES) return false;
      const token = bytes[this.#at++] ?? 0;
      switch (token & ~MORE) {
        case 0x01: {
          if (++depth > DEEPEST || !this.#startTag((token & MORE) !== 0)) return false;
          isEmpty = true;
          if (bytes[this.#at - 1] === 0x03) depth--;
          break;
        }
        case 0x04:
          this.#say(CODE.end, 0);
          depth--;
          isEmpty = false;
          break;
        case 0x05:
          if (!isEmpty || !this.#text()) return false;
          isEmpty = false;
          break;
        default:
          return false;
      }
    } while (depth > 0);
    return true;
  }

  /** From behind the token that starts an element up to and with the one that ends its start tag. */
  #startTag(hasAttributes: boolean): boolean {
    // Outside definitions there is no dependency id; where the name is not where it should be, there may be.
    this.#at += 4;
    const name = this.#name();
    if (name < 0) return false;
    this.#say(CODE.element, name);
    if (hasAttributes) this.#at += 4;
    const { bytes } = this.#chunk;
    for (;;) {
      if (this.#at >= this.#end || this.#codeCount + 3 >= MOST_CODES) return false;
      const token = bytes[this.#at++] ?? 0;
      if (token === 0x02 || token === 0x03) {
        this.#say(token === 0x02 ? CODE.closeStart : CODE.closeEmpty, 0);
        return true;
      }
      if ((token & ~MORE) !== 0x06 || !this.#attribute()) return false;
    }
  }

  #attribute(): boolean {
    const name = this.#name();
    if (name < 0) return false;
    this.#say(CODE.attribute, name);
    if (((this.#chunk.bytes[this.#at++] ?? 0) & ~MORE) !== 0x05) return false;
    return this.#telling.has(name) ? this.#constant() : this.#text();
  }

  #name(): number {
    const at = this.#at;
    if (at + 4 > this.#end) return -1;
    const offset = this.#chunk.dataView.getUint32(at, true);
    this.#at = at + 4;
    const number = this.#nameNumbers.get(offset) ?? this.#newName(offset);
    if (number >= 0 && offset === this.#at) this.#at += this.#names.sizeAt(offset);
    return number;
  }

  #newName(offset: number): number {
    const number = this.#shapes.nameAt(this.#chunk, this.#names, offset);
    this.#nameNumbers.set(offset, number);
    return number;
  }

  /** Moves behind the text at hand; its length in bytes, -1 where there is none or it leaves the stream. */
  #textBytes(): number {
    const at = this.#at;
    if (at + TEXT_HEADER_BYTES > this.#end) return -1;
    const { bytes, dataView } = this.#chunk;
    if (bytes[at] !== VALUE.utf16) return -1;
    const length = dataView.getUint16(at + 1, true) * 2;
    this.#at = at + TEXT_HEADER_BYTES + length;
    return this.#at > this.#end || length > 0xffff ? -1 : length;
  }

  #text(): boolean {
    const length = this.#textBytes();
    if (length < 0 || this.count === MOST_TEXTS) return false;
    this.offsets[this.count] = this.#at - length;
    this.lengths[this.count] = length;
    this.count++;
    this.#say(CODE.text, 0);
    return true;
  }

  #constant(): boolean {
    const length = this.#textBytes();
    if (length < 0) return false;
    const number = this.#shapes.numberAt(this.#chunk, this.#at - length, length);
    if (number < 0) return false;
    this.#say(CODE.constant, number);
    return true;
  }

  #say(code: number, number: number): void {
    const said = (number << CODE_BITS) | code;
    this.#codes[this.#codeCount++] = said;
    this.#hash = Math.imul(this.#hash ^ said, FACTOR);
    this.#hash ^= this.#hash >>> 15;
  }
}
