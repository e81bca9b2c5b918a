/** JSON text with places for values: pieces of fixed text, each followed by the value of a slot. */
import { Utf8Sink } from './utf8-sink';

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
    const sink = new Utf8Sink();
    const firstWords: number[] = [];
    const lengths: number[] = [];
    for (const text of texts) {
      const start = sink.length;
      sink.text(text);
      firstWords.push(start / WORD_BYTES);
      lengths.push(sink.length - start);
      sink.reserve(WORD_BYTES);
      while (sink.length % WORD_BYTES > 0) sink.bytes[sink.length++] = 0x20;
    }
    this.words = new Float64Array(sink.written().slice().buffer);
    this.firstWords = Int32Array.from(firstWords);
    this.lengths = Int32Array.from(lengths);
    this.slots = Int32Array.from([...slots, -1]);
    this.fixedBytes = sink.length + WORD_BYTES;
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
