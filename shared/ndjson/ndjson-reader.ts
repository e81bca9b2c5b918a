/** An NDJSON file or a JSON array, gzip or not, as events and flaws: pieces → records → fields. */
import type { EventRecord } from '@shared/model/event';
import type { ByteSource, Estimate, EvidenceReader, Parsed } from '@shared/model/evidence-reader';
import type { Flaw } from '@shared/model/flaw';
import { rawTextsOf } from '@shared/model/raw-texts';
import { AUTOMATIC, type SourceChoice } from '@shared/model/source-choice';
import { chooseShape } from './choose-shape';
import { elements } from './elements';
import { type Flattened, Flattener, TooManyFields } from './flattener';
import { isGzip } from './gzip-stream';
import { isRecord, type JsonRecord } from './json-record';
import { jsonTexts } from './json-texts';
import { countLines, lines } from './lines';
import { LONGEST_PIECE_BYTES, type Piece, type Place } from './pieces';
import { flawOf, lostRecord } from './piece-flaw';
import { OtherSources } from './other-sources';
import { SAMPLE_RECORDS } from './recognise';
import type { SourceShape } from './source-shape';
import { TextBlocks } from './text-blocks';

export type NdjsonLayout = 'lines' | 'array';

const nothing = (): void => undefined;

/** @param limitBytes longer records are lost, each a flaw */
export function openNdjson(
  source: ByteSource,
  layout: NdjsonLayout,
  choice: SourceChoice = AUTOMATIC,
  limitBytes = LONGEST_PIECE_BYTES,
): EvidenceReader {
  const cut = { layout, limitBytes };
  const sample = sampleRecords(source, cut).map(({ record }) => record);
  const { shape, confidence } = chooseShape(choice, sample);
  const isRecognised = choice.type === 'auto' && confidence > 0;
  return new NdjsonReader(source, cut, shape, isRecognised ? new OtherSources(shape) : null);
}

/** How a file is cut into pieces. */
export interface Cut {
  readonly layout: NdjsonLayout;
  readonly limitBytes: number;
}

interface ReadRecord {
  readonly record: JsonRecord;
  readonly piece: TextPiece;
}

/** The first records of a file, for recognition and preview. */
export function sampleRecords(source: ByteSource, cut: Cut): ReadRecord[] {
  const records: ReadRecord[] = [];
  const most = Math.max(SAMPLE_BYTES, 2 * cut.limitBytes);
  for (const pieces of piecesOf(new TextBlocks(source, most), cut)) {
    for (const piece of pieces) {
      const read = readPiece(piece, cut.limitBytes);
      if (read.type === 'record' && records.push(read) === SAMPLE_RECORDS) return records;
    }
  }
  return records;
}

/** A file whose first megabytes hold no record keeps nobody waiting. */
const SAMPLE_BYTES = 64 << 20;

const piecesOf = (blocks: TextBlocks, { layout, limitBytes }: Cut): Generator<readonly Piece[]> =>
  layout === 'lines' ? lines(blocks, limitBytes) : elements(blocks, limitBytes);

class NdjsonReader implements EvidenceReader {
  readonly documentKind = 'json';
  readonly sourceLabel: string;
  readonly #source: ByteSource;
  readonly #cut: Cut;
  readonly #flattener: Flattener;
  /** Bytes tell the progress where lines were not counted. */
  readonly #countsLines: boolean;
  readonly #others: OtherSources | null;
  #done = 0;

  constructor(source: ByteSource, cut: Cut, shape: SourceShape, others: OtherSources | null) {
    this.#others = others;
    this.#source = source;
    this.#cut = cut;
    this.#flattener = new Flattener(shape);
    this.#countsLines = cut.layout === 'lines' && !isGzip(source);
    this.sourceLabel = shape.label;
  }

  /** Lines are counted; elements and what gzip holds are told only by reading it, so bytes stand in. */
  estimate(step: (doneBytes: number) => void = nothing): Estimate {
    if (!this.#countsLines) return { total: this.#source.sizeBytes, unit: 'bytes' };
    return { total: countLines(new TextBlocks(this.#source), step), unit: 'lines' };
  }

  integrity(): null {
    return null;
  }

  done(): number {
    return this.#done;
  }

  *records(step: () => void = nothing): Generator<Parsed, void, undefined> {
    this.#done = 0;
    const blocks = new TextBlocks(this.#source);
    const { stream } = blocks;
    let place: Place = { offsetBytes: 0, lineNumber: 1 };
    for (const pieces of piecesOf(blocks, this.#cut)) {
      if (!this.#countsLines) this.#done = stream.consumedBytes;
      step();
      for (const piece of pieces) {
        if (this.#countsLines) this.#done = piece.lineNumber;
        place = piece;
        const known = this.#known(piece);
        if (known !== null) yield { type: 'event', event: known };
        else yield* this.#parsed(piece);
      }
    }
    if (!this.#countsLines) this.#done = this.#source.sizeBytes;
    for (const reason of stream.damage) {
      yield {
        type: 'flaw',
        flaw: { kind: 'gzip-damaged', ...placeOf(place), reason, recordLost: false },
      };
    }
  }

  /** The event of a record like an earlier one; null where it is not. */
  #known(piece: Piece): JsonEvent | null {
    if (piece.type !== 'text' || piece.span === null) return null;
    const known = this.#flattener.read(piece.span);
    return known === null ? null : new JsonEvent(piece, known);
  }

  *#parsed(piece: Piece): Generator<Parsed, void, undefined> {
    const read = readPiece(piece, this.#cut.limitBytes);
    if (read.type === 'flaw') {
      yield read;
      return;
    }
    // Records like an earlier one were told with it.
    const reason = this.#others?.reasonOf(read.record) ?? null;
    if (reason !== null)
      yield {
        type: 'flaw',
        flaw: { kind: 'other-source', ...placeOf(piece), reason, recordLost: false },
      };
    yield this.#event(read);
  }

  #event(read: ReadRecord): Parsed {
    try {
      const { text, span } = read.piece;
      const fields = this.#flattener.flatten(read.record, text, span !== null);
      return { type: 'event', event: new JsonEvent(read.piece, fields) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const reason = error instanceof TooManyFields ? error.message : 'its values nest too deep';
      return { type: 'flaw', flaw: lostRecord('line-not-object', read.piece, reason) };
    }
  }
}

const placeOf = ({ offsetBytes, lineNumber }: Place): Place => ({ offsetBytes, lineNumber });

const ENCODER = new TextEncoder();

/** A record of NDJSON; its text is cut out when it is asked for. */
class JsonEvent implements EventRecord {
  readonly names: EventRecord['names'];
  readonly values: EventRecord['values'];
  readonly offsetBytes: number;
  readonly recordId = null;
  readonly time: EventRecord['time'];
  readonly recovery = 'live';
  readonly #piece: TextPiece;
  readonly #rawTexts: Flattened['rawTexts'];

  constructor(piece: TextPiece, { names, values, time, rawTexts }: Flattened) {
    this.names = names;
    this.values = values;
    this.offsetBytes = piece.offsetBytes;
    this.time = time;
    this.#piece = piece;
    this.#rawTexts = rawTexts;
  }

  document(): Uint8Array {
    return ENCODER.encode(bare(this.#piece.text));
  }

  rawTexts(): readonly string[] {
    return this.#rawTexts ?? rawTextsOf(jsonTexts(bare(this.#piece.text)), this.values);
  }
}

type TextPiece = Extract<Piece, { type: 'text' }>;

type Read =
  (ReadRecord & { readonly type: 'record' }) | { readonly type: 'flaw'; readonly flaw: Flaw };

function readPiece(piece: Piece, limitBytes: number): Read {
  if (piece.type !== 'text') return { type: 'flaw', flaw: flawOf(piece, limitBytes) };
  let value: unknown;
  try {
    value = JSON.parse(bare(piece.text));
  } catch {
    return { type: 'flaw', flaw: lostRecord('line-not-json', piece, 'the text is not JSON') };
  }
  if (isRecord(value)) return { type: 'record', record: value, piece };
  return { type: 'flaw', flaw: lostRecord('line-not-object', piece, 'the JSON is not an object') };
}

/** Without blanks or a mark around it; JSON.parse takes no mark. */
const bare = (text: string): string =>
  text.startsWith('{') && text.endsWith('}') ? text : text.trim();
