/** JSON text with places for values: pieces of fixed text, each followed by the value of a slot. */
import type { Utf8Sink } from './utf8-sink';

const ENCODER = new TextEncoder();

/** Doubles are the widest words that cost no allocation to move. */
const WORD_BYTES = 8;
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
  /** By place: what stands there where the value is empty; null where an empty value stands as it is. */
  readonly empties: readonly string[] | null;
  /** Bytes of all fixed texts, with room to copy whole words. */
  readonly fixedBytes: number;

  /** `texts` has one more entry than `slots`, and holds no U+007F. */
  constructor(
    texts: readonly string[],
    slots: readonly number[],
    empties: readonly string[] | null,
  ) {
    if (texts.some((text) => text.includes(DELETE))) throw new RangeError('a text holds U+007F');
    this.empties = empties;
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

  /** Writes fixed text `index`; may scribble up to seven bytes behind it, which the next write covers. */
  writeFixed(sink: Utf8Sink, at: number, index: number): number {
    const { words } = this;
    const end = at + (this.lengths[index] ?? 0);
    let word = this.firstWords[index] ?? 0;
    for (let to = at; to < end; to += WORD_BYTES) {
      sink.view.setFloat64(to, words[word++] ?? 0, true);
    }
    return end;
  }
}
