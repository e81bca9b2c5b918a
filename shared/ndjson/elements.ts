/**
 * The elements of a JSON array, bare or wrapped in an object, or objects over several lines one after the other. A broken element is told
 * and reading resumes at the next one: one bad byte must not take the rest of a file.
 *
 * Where the next one begins is told by the last whole one: if that stood first on its line, at a brace first
 * on its line in the same column; else at a brace behind a comma or brace that opens with the same key. So
 * an object inside the broken element is not taken for a record.
 */
import { isBlank, JsonSyntax, UNIT } from './json-syntax';
import { LONGEST_PIECE_BYTES, type Piece, PieceBuffer, type Place } from './pieces';
import { type CodeUnits, decoderOf, type TextBlock, type TextBlocks } from './text-blocks';
import { opensWrapper, WrapperScanner } from './wrapper';

/** What each block completes, which is nothing where an element has no end. */
export function* elements(
  blocks: TextBlocks,
  limitBytes = LONGEST_PIECE_BYTES,
): Generator<readonly Piece[]> {
  let block = blocks.next();
  const cutter = new ElementCutter(blocks, limitBytes, block !== null && opensWrapper(block.units));
  for (; block !== null; block = blocks.next()) yield cutter.cut(block);
  yield cutter.last();
}

interface Start extends Place {
  /** Units before it on its line where those are blanks; null where something else stands there. */
  readonly column: number | null;
}

/** A stretch that is no element, from its begin on. */
interface Broken extends Place {
  readonly reason: string;
  readonly brokenAt: number;
}

class ElementCutter {
  readonly #unitBytes: number;
  readonly #syntax = new JsonSyntax();
  readonly #buffer: PieceBuffer;
  /** Null where what is outside of arrays are records too. */
  readonly #wrapper: WrapperScanner | null;
  #ready: Piece[] = [];
  #inArray = false;
  /** Something stands between the last element and what comes: without it only objects follow objects. */
  #isSeparated = true;
  /** Where the element that is being read began. */
  #begun: Start | null = null;
  /** What is skipped; kept while an element is read that may be a part of it. */
  #broken: Broken | null = null;
  #lastWhole: { readonly column: number | null; readonly text: string } | null = null;
  /** What a text that was not closed took from the elements behind it: to be looked through again. */
  #again: TextBlock | null = null;
  #lastQuote = 0;
  #blockOffset = 0;
  #end: Place;
  #lineStart: number;
  #lineIsBlank = true;
  /** The last unit outside texts that is not blank. */
  #previous = 0;

  constructor({ encoding }: TextBlocks, limitBytes: number, isWrapped: boolean) {
    this.#wrapper = isWrapped ? new WrapperScanner() : null;
    this.#unitBytes = encoding.unitBytes;
    this.#buffer = new PieceBuffer(decoderOf(encoding), limitBytes / encoding.unitBytes);
    this.#lineStart = encoding.markBytes;
    this.#end = { offsetBytes: encoding.markBytes, lineNumber: 1 };
  }

  cut(block: TextBlock): readonly Piece[] {
    this.#ready = [];
    this.#cut(block);
    this.#end = { ...this.#end, offsetBytes: this.#offsetOf(block.units.length) };
    return this.#ready;
  }

  last(): readonly Piece[] {
    this.#ready = [];
    if (this.#begun !== null) {
      this.#break(this.#begun, 'the file ends inside it', this.#end.offsetBytes);
    }
    if (this.#broken !== null) this.#tell(this.#broken, null);
    else if (this.#inArray) this.#ready.push({ ...this.#end, type: 'unclosed array' });
    return this.#ready;
  }

  #cut({ units, offsetBytes }: TextBlock): void {
    this.#blockOffset = offsetBytes;
    for (let at = 0; at < units.length;) {
      if (this.#begun !== null) at = this.#read(units, at, this.#begun);
      else if (this.#broken !== null) at = this.#skip(units, at);
      else at = this.#between(units, at);
      if (this.#again !== null) {
        const again = this.#again;
        this.#again = null;
        this.#cut(again);
        this.#blockOffset = offsetBytes;
      }
    }
  }

  /** Blanks, commas and the brackets of the array, up to an element. */
  #between(units: CodeUnits, from: number): number {
    for (let at = from; at < units.length; at++) {
      const unit = units[at] ?? 0;
      if (!this.#inArray && this.#wrapper !== null) this.#inArray = this.#wrapper.step(unit);
      else if (unit === (this.#inArray ? UNIT.closeBracket : UNIT.openBracket)) this.#turn();
      else if (!isBlank(unit) && unit !== UNIT.comma) {
        this.#begin(at);
        if (!this.#isSeparated && unit !== UNIT.openBrace) this.#breakAt(at);
        return at;
      }
      this.#isSeparated = true;
      this.#pass(unit, at);
    }
    return units.length;
  }

  /** Into the array or out of it. */
  #turn(): void {
    this.#inArray = !this.#inArray;
    if (!this.#inArray) this.#wrapper?.closed();
  }

  #begin(at: number): void {
    const offsetBytes = this.#offsetOf(at);
    const column = this.#lineIsBlank ? offsetBytes - this.#lineStart : null;
    this.#begun = { offsetBytes, lineNumber: this.#end.lineNumber, column };
    this.#syntax.restart();
  }

  #read(units: CodeUnits, from: number, begun: Start): number {
    const syntax = this.#syntax;
    for (let at = from; at < units.length; at++) {
      if (syntax.isInText) at = endOfPlainText(units, at);
      const unit = units[at];
      if (unit === undefined) break;
      const step = syntax.step(unit);
      if (unit === UNIT.quote && syntax.isInText) this.#lastQuote = this.#offsetOf(at);
      if (step === 'inside') this.#pass(unit, at);
      else {
        const end = step === 'ends' ? at + 1 : at;
        this.#buffer.add(units.subarray(from, end));
        if (step === 'ends') this.#pass(unit, at);
        if (step === 'ends' || step === 'ended') this.#finish(begun);
        else this.#break(begun, REASONS[step], this.#offsetOf(at));
        return end;
      }
    }
    this.#buffer.add(units.subarray(from));
    return units.length;
  }

  #finish(begun: Start): void {
    this.#begun = null;
    this.#isSeparated = false;
    const piece = this.#buffer.take(begun);
    // An element that was guessed without any to go by teaches nothing about the next.
    const isSure = this.#broken === null || this.#lastWhole !== null;
    if (this.#broken !== null) {
      if (!this.#isNext(begun, piece)) return;
      this.#tell(this.#broken, begun.offsetBytes);
      this.#broken = null;
    }
    this.#ready.push(piece);
    if (isSure && piece.type === 'text' && piece.text.startsWith('{')) {
      this.#lastWhole = { column: begun.column, text: piece.text };
    }
  }

  #break(begun: Start, reason: string, brokenAt: number): void {
    this.#begun = null;
    const { offsetBytes, lineNumber } = begun;
    if (this.#lastQuote > offsetBytes) {
      const start = this.#lastQuote + this.#unitBytes;
      const units = this.#buffer.from((start - offsetBytes) / this.#unitBytes);
      this.#again = { units, offsetBytes: start };
    }
    const piece = this.#buffer.take(begun);
    if (this.#broken !== null) {
      if (!this.#isNext(begun, piece)) return;
      this.#tell(this.#broken, offsetBytes);
    }
    this.#broken = { offsetBytes, lineNumber, reason, brokenAt };
  }

  #breakAt(at: number): void {
    if (this.#begun !== null) this.#break(this.#begun, REASONS.broken, this.#offsetOf(at));
  }

  #tell(broken: Broken, resumedAt: number | null): void {
    this.#ready.push({ ...broken, type: 'broken', resumedAt });
  }

  /** Up to the next brace that may open an element. */
  #skip(units: CodeUnits, from: number): number {
    for (let at = from; at < units.length; at++) {
      const unit = units[at] ?? 0;
      if (unit === UNIT.openBrace && this.#mayBegin(at)) {
        this.#begin(at);
        return at;
      }
      this.#pass(unit, at);
    }
    return units.length;
  }

  #mayBegin(at: number): boolean {
    const column = this.#lastWhole?.column ?? null;
    if (column !== null) {
      return this.#lineIsBlank && this.#offsetOf(at) - this.#lineStart === column;
    }
    return this.#previous === UNIT.comma || this.#previous === UNIT.closeBrace;
  }

  /** Whether what began inside a broken stretch is the next element and no part of that stretch. */
  #isNext({ column }: Start, piece: Piece): boolean {
    const last = this.#lastWhole;
    if (last === null || (column !== null && column === last.column)) return true;
    return piece.type === 'text' && firstKeyOf(piece.text) === firstKeyOf(last.text);
  }

  #pass(unit: number, at: number): void {
    if (unit === UNIT.lineFeed) {
      this.#end = { ...this.#end, lineNumber: this.#end.lineNumber + 1 };
      this.#lineStart = this.#offsetOf(at + 1);
      this.#lineIsBlank = true;
    } else if (!isBlank(unit)) {
      this.#lineIsBlank = false;
      this.#previous = unit;
    }
  }

  #offsetOf(at: number): number {
    return this.#blockOffset + at * this.#unitBytes;
  }
}

const REASONS = {
  broken: 'it is not JSON',
  tooDeep: 'its values nest too deep',
} as const;

/** The next quote, backslash or control character. */
function endOfPlainText(units: CodeUnits, from: number): number {
  let at = from;
  for (; at < units.length; at++) {
    const unit = units[at] ?? 0;
    if (unit === UNIT.quote || unit === UNIT.backslash || unit < 0x20) break;
  }
  return at;
}

const firstKeyOf = (text: string): string | undefined =>
  /^\{\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
