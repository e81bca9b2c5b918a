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

export class JsonProgram {
  /** Fixed texts one after the other, each beginning on a word of eight bytes; copied word by word. */
  readonly words: Float64Array;
  /** First word and length in bytes of each fixed text. */
  readonly firstWords: Int32Array;
  readonly lengths: Int32Array;
  /** The slot behind each fixed text; -1 behind the last. */
  readonly slots: Int32Array;
  /** In step with `slots`: what stands there where the value is empty. */
  readonly empties: Uint8Array;
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
    const slots = marks.map(({ slot }) => slot);
    this.lengths = Int32Array.from(texts, ({ length }) => length);
    this.firstWords = new Int32Array(texts.length);
    let words = 0;
    for (const [index, { length }] of texts.entries()) {
      this.firstWords[index] = words;
      words += Math.ceil(length / WORD_BYTES);
    }
    this.words = new Float64Array(words);
    const fixed = new Uint8Array(this.words.buffer);
    for (const [index, { start, length }] of texts.entries()) {
      const to = (this.firstWords[index] ?? 0) * WORD_BYTES;
      for (let at = 0; at < length; at++) fixed[to + at] = bytes[start + at] ?? 0;
    }
    this.slots = Int32Array.from([...slots, -1]);
    this.empties = Uint8Array.from(slots, emptyOf);
    this.fixedBytes = (words + 1) * WORD_BYTES;
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
