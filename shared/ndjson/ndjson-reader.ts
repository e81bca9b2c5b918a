/** An NDJSON file or a JSON array as events and flaws: pieces → records → fields. */
import { type EventRecord, textOf } from '@shared/model/event';
import type { ByteSource, Estimate, EvidenceReader, Parsed } from '@shared/model/evidence-reader';
import type { Flaw, FlawKind } from '@shared/model/flaw';
import { parseIsoTime } from '@shared/model/time-text';
import { ByteWindow } from './byte-window';
import { isRecord, type JsonRecord, parseJson } from './json-record';
import { arrayElements, headOf, lines, type Piece } from './pieces';
import { recognise, SAMPLE_RECORDS } from './recognise';
import { recordFields } from './record-fields';
import { recordTime } from './record-time';
import type { SourceShape } from './source-shapes';
import { encodingOf, unitAt } from './text-encoding';

export type NdjsonLayout = 'lines' | 'array';

export function openNdjson(source: ByteSource, layout: NdjsonLayout): EvidenceReader {
  return new NdjsonReader(source, layout);
}

type Read =
  | { readonly type: 'record'; readonly record: JsonRecord; readonly text: string }
  | { readonly type: 'flaw'; readonly flaw: Flaw };

class NdjsonReader implements EvidenceReader {
  readonly documentKind = 'json';
  readonly sourceLabel: string;
  readonly #source: ByteSource;
  readonly #layout: NdjsonLayout;
  readonly #shape: SourceShape;
  #done = 0;

  constructor(source: ByteSource, layout: NdjsonLayout) {
    this.#source = source;
    this.#layout = layout;
    this.#shape = recognise(this.#sample()).shape;
    this.sourceLabel = this.#shape.label;
  }

  #pieces(): Generator<Piece> {
    return this.#layout === 'lines' ? lines(this.#source) : arrayElements(this.#source);
  }

  #sample(): JsonRecord[] {
    const records: JsonRecord[] = [];
    for (const piece of this.#pieces()) {
      const read = readPiece(piece);
      if (read.type === 'record') records.push(read.record);
      if (records.length >= SAMPLE_RECORDS) break;
    }
    return records;
  }

  /** Lines are counted; how many elements an array has is told only by reading it, so bytes stand in. */
  estimate(step: (doneBytes: number) => void = () => undefined): Estimate {
    if (this.#layout === 'array') return { total: this.#source.sizeBytes, unit: 'bytes' };
    return { total: countLines(this.#source, step), unit: 'lines' };
  }

  integrity(): null {
    return null;
  }

  done(): number {
    return this.#done;
  }

  *records(): Generator<Parsed, void, undefined> {
    this.#done = 0;
    for (const piece of this.#pieces()) {
      this.#done = this.#layout === 'lines' ? piece.lineNumber : piece.offsetBytes;
      const read = readPiece(piece);
      yield read.type === 'flaw' ? read : this.#event(piece, read.record, read.text);
    }
    if (this.#layout === 'array') this.#done = this.#source.sizeBytes;
  }

  #event(piece: Piece, record: JsonRecord, text: string): Parsed {
    try {
      return { type: 'event', event: eventOf(piece, record, text, this.#shape) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { type: 'flaw', flaw: flaw('line-not-object', piece, error.message) };
    }
  }
}

const ENCODER = new TextEncoder();

function eventOf(piece: Piece, record: JsonRecord, text: string, shape: SourceShape): EventRecord {
  const fields = recordFields(record, shape);
  const told = recordTime(record, shape);
  const systemTime = textOf(fields, 'TimeCreated_SystemTime');
  return {
    names: fields.names,
    values: fields.values,
    offsetBytes: piece.offsetBytes,
    recordId: null,
    time: told ?? (systemTime === null ? null : parseIsoTime(systemTime)),
    recovery: 'live',
    document: () => ENCODER.encode(text),
  };
}

function readPiece(piece: Piece): Read {
  if (!piece.readable) {
    return piece.text === 'too long'
      ? { type: 'flaw', flaw: flaw('line-too-long', piece, 'the record is longer than 32 MiB') }
      : {
          type: 'flaw',
          flaw: flaw('text-encoding', piece, 'the text is not valid in its encoding'),
        };
  }
  const text = piece.text.trim();
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    return { type: 'flaw', flaw: flaw('line-not-json', piece, 'the text is not JSON') };
  }
  if (isRecord(value)) return { type: 'record', record: value, text };
  return { type: 'flaw', flaw: flaw('line-not-object', piece, 'the JSON is not an object') };
}

const flaw = (kind: FlawKind, piece: Piece, reason: string): Flaw => ({
  kind,
  offsetBytes: piece.offsetBytes,
  lineNumber: piece.lineNumber,
  reason,
  recordLost: true,
});

function countLines(source: ByteSource, step: (doneBytes: number) => void): number {
  const encoding = encodingOf(headOf(source));
  const window = new ByteWindow(source, encoding.markBytes);
  let doneBytes = encoding.markBytes;
  let count = 0;
  let last = 0x0a;
  for (let block = window.read(); block !== null; block = window.read()) {
    doneBytes += block.bytes.length;
    step(doneBytes);
    for (let at = 0; at < block.bytes.length; at += encoding.unitBytes) {
      last = unitAt(block.bytes, at, encoding);
      if (last === 0x0a) count++;
    }
  }
  return last === 0x0a ? count : count + 1;
}
