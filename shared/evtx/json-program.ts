/** JSON text with places for values: pieces of fixed text, each followed by the value of a slot. */
import { type MarkInBytes, marksIn } from './mark';

const ENCODER = new TextEncoder();

/** What stands for an empty value: its own text, or one of these. */
export const EMPTY = { itself: 0, null: 1, text: 2 } as const;
export type Empty = (typeof EMPTY)[keyof typeof EMPTY];

/** Doubles are the widest words that cost no allocation to move. */
export const WORD_BYTES = 8;
/** Eight bytes of UTF-8 are a NaN, whose bits a move may change, only where this character is the last. */
const DELETE = 0x7f;

/** Numbers of a step of a program: bytes of the fixed text, and what stands behind it (`placeOf`). */
export const STEP = { fixedBytes: 0, place: 1, numbers: 2 } as const;
const END = -1;
const EMPTY_BITS = 2;

/** A slot and what stands there where its value is empty, in one number. */
const placeOf = (slot: number, empty: Empty): number => (slot << EMPTY_BITS) | empty;
export const slotOfPlace = (place: number): number => place >> EMPTY_BITS;
export const emptyOfPlace = (place: number): number => place & ((1 << EMPTY_BITS) - 1);

export class JsonProgram {
  /** Fixed texts one after the other, each beginning on a word of eight bytes; copied word by word. */
  readonly words: Float64Array;
  /** In order, `STEP.numbers` for each fixed text; the place behind the last is negative. */
  readonly steps: Int32Array;
  /** Values among the steps. */
  readonly places: number;
  /** Bytes of all fixed texts, with room to copy whole words. */
  readonly fixedBytes: number;

  /**
   * `json` holds marks in place of values, and no U+007F; `emptyOf` says what stands for an empty value of a
   * slot.
   */
  constructor(json: string, emptyOf: (slot: number) => Empty) {
    const bytes = ENCODER.encode(json);
    if (bytes.includes(DELETE)) throw new RangeError('a text holds U+007F');
    const marks = marksIn(bytes);
    const texts = textsBetween(marks, bytes.length);
    const wordsOf = ({ length }: FixedText): number => Math.ceil(length / WORD_BYTES);
    this.words = new Float64Array(texts.reduce((sum, text) => sum + wordsOf(text), 0));
    const fixed = new Uint8Array(this.words.buffer);
    let to = 0;
    for (const text of texts) {
      fixed.set(bytes.subarray(text.start, text.start + text.length), to);
      to += wordsOf(text) * WORD_BYTES;
    }
    const behind = [...marks.map(({ slot }) => placeOf(slot, emptyOf(slot))), END];
    this.steps = Int32Array.from(texts.flatMap(({ length }, at) => [length, behind[at] ?? END]));
    this.places = marks.length;
    this.fixedBytes = to + WORD_BYTES;
  }
}

interface FixedText {
  readonly start: number;
  readonly length: number;
}

function textsBetween(marks: readonly MarkInBytes[], end: number): FixedText[] {
  let start = 0;
  const texts = marks.map((mark) => {
    const text = { start, length: mark.start - start };
    start = mark.end;
    return text;
  });
  return [...texts, { start, length: end - start }];
}
