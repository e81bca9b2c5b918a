/** JSON text with places for values: pieces of fixed text, each followed by the value of a slot. */
import { Utf8Sink } from './utf8-sink';

export class JsonProgram {
  /** Fixed texts one after the other, each beginning on a word; copied word by word. */
  readonly words: Int32Array;
  readonly #bytes: Uint8Array;
  /** First word and length in bytes of each fixed text. */
  readonly firstWords: Int32Array;
  readonly lengths: Int32Array;
  /** The slot behind each fixed text; -1 behind the last. */
  readonly slots: Int32Array;
  /** By place: what stands there where the value is empty; null where an empty value stands as it is. */
  readonly empties: readonly string[] | null;
  /** Bytes of all fixed texts, with room to copy whole words. */
  readonly fixedBytes: number;

  /** `texts` has one more entry than `slots`. */
  constructor(
    texts: readonly string[],
    slots: readonly number[],
    empties: readonly string[] | null,
  ) {
    this.empties = empties;
    const sink = new Utf8Sink();
    const firstWords: number[] = [];
    const lengths: number[] = [];
    for (const text of texts) {
      const start = sink.length;
      sink.text(text);
      firstWords.push(start / 4);
      lengths.push(sink.length - start);
      sink.reserve(4);
      while (sink.length % 4 > 0) sink.bytes[sink.length++] = 0x20;
    }
    this.#bytes = sink.written().slice();
    this.words = new Int32Array(this.#bytes.buffer);
    this.firstWords = Int32Array.from(firstWords);
    this.lengths = Int32Array.from(lengths);
    this.slots = Int32Array.from([...slots, -1]);
    this.fixedBytes = this.#bytes.length + 4;
  }

  /** Writes fixed text `index`; may scribble up to three bytes behind it, which the next write covers. */
  writeFixed(sink: Utf8Sink, at: number, index: number): number {
    const { words } = this;
    const end = at + (this.lengths[index] ?? 0);
    let word = this.firstWords[index] ?? 0;
    for (let to = at; to < end; to += 4) sink.view.setInt32(to, words[word++] ?? 0, true);
    return end;
  }
}
