/** The lines of a text file that are not blank, without their ends. */
import {
  LONGEST_PIECE_BYTES,
  LinePiece,
  type Piece,
  PieceBuffer,
  type TextOfLines,
} from './pieces';
import { type CodeUnits, decoderOf, type TextBlock, type TextBlocks } from './text-blocks';

const LINE_FEED = 0x0a;
const BRACE = 0x7b;

/** What each block completes, which is nothing where a line has no end. */
export function* lines(
  blocks: TextBlocks,
  limitBytes = LONGEST_PIECE_BYTES,
): Generator<readonly Piece[]> {
  const cutter = new LineCutter(blocks, limitBytes);
  for (let block = blocks.next(); block !== null; block = blocks.next()) yield cutter.cut(block);
  yield cutter.last();
}

class LineCutter {
  readonly #unitBytes: number;
  readonly #limitUnits: number;
  readonly #decode: (units: CodeUnits) => string | null;
  /** The line that began in an earlier block. */
  readonly #begun: PieceBuffer;
  #pieces: Piece[] = [];
  #offsetBytes: number;
  #lineNumber = 1;

  constructor({ encoding }: TextBlocks, limitBytes: number) {
    this.#unitBytes = encoding.unitBytes;
    this.#limitUnits = limitBytes / encoding.unitBytes;
    this.#decode = decoderOf(encoding);
    this.#begun = new PieceBuffer(this.#decode, this.#limitUnits);
    this.#offsetBytes = encoding.markBytes;
  }

  cut({ units }: TextBlock): readonly Piece[] {
    this.#pieces = [];
    const end = units.indexOf(LINE_FEED);
    if (end < 0) this.#begun.add(units);
    else {
      const last = units.lastIndexOf(LINE_FEED);
      this.#alone(units.subarray(0, end));
      if (last > end) this.#whole(units.subarray(end + 1, last + 1));
      this.#begun.add(units.subarray(last + 1));
    }
    return this.#pieces;
  }

  last(): readonly Piece[] {
    this.#pieces = [];
    if (!this.#begun.isEmpty) this.#alone(new Uint8Array());
    return this.#pieces;
  }

  /** The end of a line that is decoded by itself. */
  #alone(units: CodeUnits): void {
    this.#begun.add(units);
    const length = this.#begun.length;
    const place = { offsetBytes: this.#offsetBytes, lineNumber: this.#lineNumber };
    this.#keep(this.#begun.take(place), length);
  }

  /** Whole lines are decoded together: once for many instead of once for each. */
  #whole(units: CodeUnits): void {
    for (let start = 0; start < units.length;) {
      const full = units.length - start <= TOGETHER_UNITS;
      const near = full ? units.length - 1 : units.lastIndexOf(LINE_FEED, start + TOGETHER_UNITS);
      const last = near >= start ? near : units.indexOf(LINE_FEED, start);
      this.#together(units.subarray(start, last + 1));
      start = last + 1;
    }
  }

  #together(units: CodeUnits): void {
    const text = this.#decode(units);
    if (text === null || units.length > this.#limitUnits) return this.#oneByOne(units);
    // Of ASCII alone, or of UTF-16, a place in the text is the same place in the units.
    if (text.length === units.length) return this.#inStep(text, units);
    for (let start = 0, from = 0; start < text.length;) {
      const end = text.indexOf('\n', start);
      const to = units.indexOf(LINE_FEED, from);
      const line = text.slice(start, end);
      const isAscii = line.length === to - from;
      const own = {
        text: line,
        ...codesAndBytes(isAscii ? units.subarray(from, to) : codesOf(text, start, end)),
      };
      this.#keepLine(own, 0, line.length, to - from);
      start = end + 1;
      from = to + 1;
    }
  }

  #inStep(text: string, units: CodeUnits): void {
    const together = { text, ...codesAndBytes(units) };
    for (let start = 0; start < text.length;) {
      const end = text.indexOf('\n', start);
      this.#keepLine(together, start, end, end - start);
      start = end + 1;
    }
  }

  #keepLine(together: TextOfLines, start: number, end: number, lengthUnits: number): void {
    const piece = new LinePiece(together, start, end, this.#offsetBytes, this.#lineNumber);
    this.#keep(piece, lengthUnits);
  }

  #oneByOne(units: CodeUnits): void {
    for (let start = 0; start < units.length;) {
      const end = units.indexOf(LINE_FEED, start);
      this.#alone(units.subarray(start, end));
      start = end + 1;
    }
  }

  #keep(piece: Piece, lengthUnits: number): void {
    if (!isBlank(piece)) this.#pieces.push(piece);
    this.#offsetBytes += (lengthUnits + 1) * this.#unitBytes;
    this.#lineNumber++;
  }
}

/** Text of which parts are kept for a while keeps all of it, so it is no longer than this. */
const TOGETHER_UNITS = 1 << 16;

const codesAndBytes = (codes: CodeUnits): Omit<TextOfLines, 'text'> => ({
  codes,
  bytes:
    codes instanceof Uint8Array
      ? new DataView(codes.buffer, codes.byteOffset, codes.byteLength)
      : null,
});

/** From the whole text: a part of a text is slow to read unit by unit. */
function codesOf(text: string, start: number, end: number): Uint16Array {
  const codes = new Uint16Array(end - start);
  for (let at = start; at < end; at++) codes[at - start] = text.charCodeAt(at);
  return codes;
}

function isBlank(piece: Piece): boolean {
  if (piece.type !== 'text') return false;
  const { span } = piece;
  if (span !== null && span.codes[span.start] === BRACE) return false;
  return piece.text.trim() === '';
}

/** How many lines there are, blank ones too; the last needs no end. */
export function countLines(blocks: TextBlocks, step: (doneBytes: number) => void): number {
  let count = 0;
  let last = LINE_FEED;
  for (let block = blocks.next(); block !== null; block = blocks.next()) {
    const { units, offsetBytes } = block;
    step(offsetBytes);
    for (let at = units.indexOf(LINE_FEED); at >= 0; at = units.indexOf(LINE_FEED, at + 1)) count++;
    last = units.at(-1) ?? last;
  }
  return last === LINE_FEED ? count : count + 1;
}
