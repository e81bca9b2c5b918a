/** UTF-8 text being written: one buffer that grows, with a view of it for words of several bytes. */
export class Utf8Sink {
  bytes: Uint8Array;
  view: DataView;
  length = 0;

  constructor(capacityBytes = 65_536) {
    this.bytes = new Uint8Array(capacityBytes);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Makes sure that `more` bytes can be written behind `length`. */
  reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  /** Text of any kind; a lone surrogate becomes U+FFFD, as in every UTF-8 encoder. */
  text(text: string): void {
    const encoded = ENCODER.encode(text);
    this.reserve(encoded.length);
    this.bytes.set(encoded, this.length);
    this.length += encoded.length;
  }

  /** What was written so far, valid until the next write. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}

const ENCODER = new TextEncoder();
