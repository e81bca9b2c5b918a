/**
 * Cuts a text file into the pieces that hold one record each: lines, or the elements of a JSON array.
 * Both stream through a fixed window; only the current piece is held, up to its limit.
 */
import type { ByteSource } from '@shared/model/evidence-reader';
import { ByteWindow } from './byte-window';
import { encodingOf, type TextEncoding, unitAt } from './text-encoding';

/** Longer lines are a flaw of their own, so that one endless line cannot take the memory. */
export const LONGEST_PIECE_BYTES = 32 << 20;

export interface Piece {
  readonly offsetBytes: number;
  /** 1-based line the piece starts on. */
  readonly lineNumber: number;
  /** The text, or why there is none. */
  readonly text: string | 'too long' | 'bad encoding';
  readonly readable: boolean;
}

export function headOf(source: ByteSource): Uint8Array {
  const head = new Uint8Array(4);
  return head.subarray(0, source.read(head, 0));
}

const LINE_FEED = 0x0a;

/** Collects the bytes of one piece across windows. */
class PieceBuffer {
  readonly #decoder: TextDecoder;
  readonly #limitBytes: number;
  #parts: Uint8Array[] = [];
  #bytes = 0;

  constructor(encoding: TextEncoding, limitBytes: number) {
    this.#decoder = new TextDecoder(encoding.name, { fatal: true, ignoreBOM: true });
    this.#limitBytes = limitBytes;
  }

  get isEmpty(): boolean {
    return this.#bytes === 0;
  }

  /** Copies, because the window is used again. */
  add(part: Uint8Array): void {
    this.#bytes += part.length;
    if (this.#bytes <= this.#limitBytes) this.#parts.push(part.slice());
    else this.#parts = [];
  }

  take(offsetBytes: number, lineNumber: number): Piece {
    const tooLong = this.#bytes > this.#limitBytes;
    const text = tooLong ? null : this.#text();
    this.#parts = [];
    this.#bytes = 0;
    if (text !== null) return { offsetBytes, lineNumber, text, readable: true };
    const reason = tooLong ? 'too long' : 'bad encoding';
    return { offsetBytes, lineNumber, text: reason, readable: false };
  }

  #text(): string | null {
    const whole = this.#parts.length === 1 ? this.#parts[0] : joined(this.#parts, this.#bytes);
    try {
      return this.#decoder.decode(whole);
    } catch {
      return null;
    }
  }
}

function joined(parts: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Non-empty lines; the line end is not part of the text. */
export function* lines(source: ByteSource, limitBytes = LONGEST_PIECE_BYTES): Generator<Piece> {
  const encoding = encodingOf(headOf(source));
  const window = new ByteWindow(source, encoding.markBytes);
  const buffer = new PieceBuffer(encoding, limitBytes);
  let lineNumber = 1;
  let lineStart = encoding.markBytes;
  for (let block = window.read(); block !== null; block = window.read()) {
    let from = 0;
    for (;;) {
      const end = nextLineFeed(block.bytes, from, encoding);
      if (end < 0) break;
      buffer.add(block.bytes.subarray(from, end));
      from = end + encoding.unitBytes;
      yield* nonBlank(buffer.take(lineStart, lineNumber));
      lineNumber++;
      lineStart = block.offsetBytes + from;
    }
    buffer.add(block.bytes.subarray(from));
  }
  if (!buffer.isEmpty) yield* nonBlank(buffer.take(lineStart, lineNumber));
}

function nextLineFeed(bytes: Uint8Array, from: number, encoding: TextEncoding): number {
  if (encoding.unitBytes === 1) return bytes.indexOf(LINE_FEED, from);
  for (let at = from; at + 1 < bytes.length; at += 2) {
    if (unitAt(bytes, at, encoding) === LINE_FEED) return at;
  }
  return -1;
}

function* nonBlank(piece: Piece): Generator<Piece> {
  if (!piece.readable || piece.text.trim() !== '') yield piece;
}

const QUOTE = 0x22;
const BRACE = 0x7b;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);
const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * The elements of one top-level JSON array, or objects that stand one after the other over several lines,
 * found by counting brackets outside strings.
 */
export function* arrayElements(
  source: ByteSource,
  limitBytes = LONGEST_PIECE_BYTES,
): Generator<Piece> {
  const encoding = encodingOf(headOf(source));
  const window = new ByteWindow(source, encoding.markBytes);
  const buffer = new PieceBuffer(encoding, limitBytes);
  let depth = 0;
  /** Depth at which an element begins; 0 where no array stands around them. */
  let outside: 0 | 1 | null = null;
  let inString = false;
  let escaped = false;
  let lineNumber = 1;
  let start: { offsetBytes: number; lineNumber: number } | null = null;
  for (let block = window.read(); block !== null; block = window.read()) {
    let from = 0;
    for (let at = 0; at < block.bytes.length; at += encoding.unitBytes) {
      const unit = unitAt(block.bytes, at, encoding);
      if (unit === LINE_FEED) lineNumber++;
      if (outside === null && !BLANKS.has(unit)) outside = unit === BRACE ? 0 : 1;
      const separates =
        depth === 1 && outside === 1 && !inString && (unit === COMMA || CLOSING.has(unit));
      if (separates && start !== null) {
        buffer.add(block.bytes.subarray(from, at));
        yield buffer.take(start.offsetBytes, start.lineNumber);
        start = null;
      } else if (depth === outside && start === null && !BLANKS.has(unit) && !separates) {
        start = { offsetBytes: block.offsetBytes + at, lineNumber };
        from = at;
      }
      if (inString) {
        if (escaped) escaped = false;
        else if (unit === BACKSLASH) escaped = true;
        else if (unit === QUOTE) inString = false;
      } else if (unit === QUOTE) inString = true;
      else if (OPENING.has(unit)) depth++;
      else if (CLOSING.has(unit)) depth = Math.max(0, depth - 1);
      if (outside === 0 && depth === 0 && start !== null && CLOSING.has(unit)) {
        buffer.add(block.bytes.subarray(from, at + encoding.unitBytes));
        yield buffer.take(start.offsetBytes, start.lineNumber);
        start = null;
      }
    }
    if (start !== null) buffer.add(block.bytes.subarray(from));
  }
  // An array that is cut short still gives its last element a chance to be read or reported.
  if (start !== null) yield buffer.take(start.offsetBytes, start.lineNumber);
}
