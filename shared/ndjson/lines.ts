/** The lines of a text file that are not blank, without their ends. */
import { LONGEST_PIECE_BYTES, type Piece, PieceBuffer, type Place } from './pieces';
import { type CodeUnits, decoderOf, type TextBlock, type TextBlocks } from './text-blocks';

const LINE_FEED = 0x0a;

/** `step` is called for each block, also where a line has no end, and may throw to end it. */
export function* lines(
  blocks: TextBlocks,
  step: () => void = () => undefined,
  limitBytes = LONGEST_PIECE_BYTES,
): Generator<Piece> {
  const cutter = new LineCutter(blocks, limitBytes);
  for (let block = blocks.next(); block !== null; block = blocks.next()) {
    step();
    yield* cutter.cut(block);
  }
  yield* cutter.last();
}

class LineCutter {
  readonly #unitBytes: number;
  readonly #limitUnits: number;
  readonly #decode: (units: CodeUnits) => string | null;
  /** The line that began in an earlier block. */
  readonly #begun: PieceBuffer;
  #place: Place;

  constructor({ encoding }: TextBlocks, limitBytes: number) {
    this.#unitBytes = encoding.unitBytes;
    this.#limitUnits = limitBytes / encoding.unitBytes;
    this.#decode = decoderOf(encoding);
    this.#begun = new PieceBuffer(this.#decode, this.#limitUnits);
    this.#place = { offsetBytes: encoding.markBytes, lineNumber: 1 };
  }

  *cut({ units, offsetBytes }: TextBlock): Generator<Piece> {
    const end = units.indexOf(LINE_FEED);
    this.#begun.add(end < 0 ? units : units.subarray(0, end));
    if (end < 0) return;
    yield* nonBlank(this.#begun.take(this.#place));
    this.#next(offsetBytes + (end + 1) * this.#unitBytes);
    const last = units.lastIndexOf(LINE_FEED);
    if (last > end) yield* this.#whole(units.subarray(end + 1, last + 1));
    this.#begun.add(units.subarray(last + 1));
  }

  *last(): Generator<Piece> {
    if (!this.#begun.isEmpty) yield* nonBlank(this.#begun.take(this.#place));
  }

  /** Whole lines are decoded together: once for a block instead of once for a line. */
  *#whole(units: CodeUnits): Generator<Piece> {
    const text = this.#decode(units);
    let textStart = 0;
    for (let start = 0; start < units.length;) {
      const end = units.indexOf(LINE_FEED, start);
      const textEnd = text === null ? 0 : text.indexOf('\n', textStart);
      const place = this.#place;
      if (text === null || end - start > this.#limitUnits) {
        this.#begun.add(units.subarray(start, end));
        yield* nonBlank(this.#begun.take(place));
      } else {
        yield* nonBlank({ ...place, type: 'text', text: text.slice(textStart, textEnd) });
      }
      textStart = textEnd + 1;
      this.#next(place.offsetBytes + (end + 1 - start) * this.#unitBytes);
      start = end + 1;
    }
  }

  #next(offsetBytes: number): void {
    this.#place = { offsetBytes, lineNumber: this.#place.lineNumber + 1 };
  }
}

function* nonBlank(piece: Piece): Generator<Piece> {
  if (piece.type !== 'text' || piece.text.trim() !== '') yield piece;
}

/** How many lines there are, blank ones too; the last needs no end. */
export function countLines(blocks: TextBlocks, step: () => void): number {
  let count = 0;
  let last = LINE_FEED;
  for (let block = blocks.next(); block !== null; block = blocks.next()) {
    step();
    const { units } = block;
    for (let at = units.indexOf(LINE_FEED); at >= 0; at = units.indexOf(LINE_FEED, at + 1)) count++;
    last = units.at(-1) ?? last;
  }
  return last === LINE_FEED ? count : count + 1;
}
