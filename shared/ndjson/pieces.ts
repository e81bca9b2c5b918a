/**
 * What a text file is cut into: pieces that hold one record each. `lines` and `elements` find them; both
 * stream, and hold one piece at most, up to its limit.
 */
import { bytesOfMib, LINE_LIMIT_MIB } from '@shared/model/line-limit';
import type { CodeUnits } from './text-blocks';
import type { TextSpan } from './text-form';

/** Longer pieces are a flaw of their own, unless another limit is given. */
export const LONGEST_PIECE_BYTES = bytesOfMib(LINE_LIMIT_MIB.usual);

export interface Place {
  /** First byte of the line or element in the decompressed file. */
  readonly offsetBytes: number;
  /** 1-based line it starts on. */
  readonly lineNumber: number;
}

export type Piece =
  | (Place & {
      readonly type: 'text';
      readonly text: string;
      /** The text within that of its block, where it was decoded with others. */
      readonly span: TextSpan | null;
    })
  | (Place & { readonly type: 'too long' | 'bad encoding' })
  /** Not an element: `resumedAt` is where the next one was found, null where none was. */
  | (Place & {
      readonly type: 'broken';
      readonly reason: string;
      readonly brokenAt: number;
      readonly resumedAt: number | null;
    })
  /** The file ends inside its array, between two elements. */
  | (Place & { readonly type: 'unclosed array' });

/** Collects the units of one piece across blocks, which are used again. */
export class PieceBuffer {
  readonly #decode: (units: CodeUnits) => string | null;
  readonly #limitUnits: number;
  #parts: CodeUnits[] = [];
  #units = 0;

  constructor(decode: (units: CodeUnits) => string | null, limitUnits: number) {
    this.#decode = decode;
    this.#limitUnits = limitUnits;
  }

  get length(): number {
    return this.#units;
  }

  get isEmpty(): boolean {
    return this.#units === 0;
  }

  add(part: CodeUnits): void {
    this.#units += part.length;
    if (this.#units <= this.#limitUnits) this.#parts.push(part.slice());
    else this.#parts = [];
  }

  /** The units from a place on; none where the piece is past its limit. */
  from(start: number): CodeUnits {
    if (this.#units > this.#limitUnits) return new Uint8Array();
    return joined(this.#parts, this.#units).subarray(start);
  }

  drop(): void {
    this.#parts = [];
    this.#units = 0;
  }

  take(place: Place): Piece {
    const tooLong = this.#units > this.#limitUnits;
    const text = tooLong ? null : this.#decode(joined(this.#parts, this.#units));
    this.drop();
    if (text !== null) return { ...place, type: 'text', text, span: null };
    return { ...place, type: tooLong ? 'too long' : 'bad encoding' };
  }
}

function joined(parts: readonly CodeUnits[], length: number): CodeUnits {
  const [first] = parts;
  if (first === undefined) return new Uint8Array();
  if (parts.length === 1) return first;
  const whole = first instanceof Uint8Array ? new Uint8Array(length) : new Uint16Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Lines that were decoded together. */
export interface TextOfLines {
  readonly text: string;
  readonly codes: CodeUnits;
  readonly bytes: DataView | null;
}

/** A line of them, cut out only when it is asked for. */
export class LinePiece implements TextSpan {
  readonly type = 'text';
  readonly offsetBytes: number;
  readonly lineNumber: number;
  readonly start: number;
  readonly end: number;
  readonly #lines: TextOfLines;

  constructor(
    lines: TextOfLines,
    start: number,
    end: number,
    offsetBytes: number,
    lineNumber: number,
  ) {
    this.#lines = lines;
    this.start = start;
    this.end = end;
    this.offsetBytes = offsetBytes;
    this.lineNumber = lineNumber;
  }

  get blockText(): string {
    return this.#lines.text;
  }

  get codes(): CodeUnits {
    return this.#lines.codes;
  }

  get bytes(): DataView | null {
    return this.#lines.bytes;
  }

  get text(): string {
    return this.#lines.text.slice(this.start, this.end);
  }

  get span(): TextSpan {
    return this;
  }
}
