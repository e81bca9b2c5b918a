/** What each field of a layout said last, so that equal bytes need not be decoded again. */
export class FieldMemo {
  chunk = -1;
  /** Length and type, as slots have them; minus one where it said nothing yet. */
  readonly kinds: Int32Array;
  readonly offsets: Int32Array;
  readonly texts: (string | null)[];

  constructor(fields: number) {
    this.kinds = new Int32Array(fields).fill(-1);
    this.offsets = new Int32Array(fields);
    this.texts = Array.from({ length: fields }, () => null);
  }

  restart(chunk: number): void {
    this.kinds.fill(-1);
    this.chunk = chunk;
  }
}
