/** JSON text with places for values: pieces of fixed text, each followed by the value of a slot. */
const ENCODER = new TextEncoder();

/** What stands for an empty value: its own text, or one of these. */
export const EMPTY = { itself: 0, null: 1, text: 2 } as const;
export type Empty = (typeof EMPTY)[keyof typeof EMPTY];

/** Doubles are the widest words that cost no allocation to move. */
export const WORD_BYTES = 8;
/** Eight bytes of UTF-8 are a NaN, whose bits a move may change, only where this character is the last. */
const DELETE = '\u007f';

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

  /** `texts` has one more entry than `slots`, and holds no U+007F. */
  constructor(texts: readonly string[], slots: readonly number[], empties: readonly Empty[]) {
    if (texts.some((text) => text.includes(DELETE))) throw new RangeError('a text holds U+007F');
    this.empties = Uint8Array.from(empties);
    const encoded = texts.map((text) => ENCODER.encode(text));
    this.lengths = Int32Array.from(encoded, (text) => text.length);
    this.firstWords = new Int32Array(encoded.length);
    let words = 0;
    for (const [index, text] of encoded.entries()) {
      this.firstWords[index] = words;
      words += Math.ceil(text.length / WORD_BYTES);
    }
    this.words = new Float64Array(words);
    const bytes = new Uint8Array(this.words.buffer);
    for (const [index, text] of encoded.entries()) {
      bytes.set(text, (this.firstWords[index] ?? 0) * WORD_BYTES);
    }
    this.slots = Int32Array.from([...slots, -1]);
    this.fixedBytes = (words + 1) * WORD_BYTES;
  }
}
