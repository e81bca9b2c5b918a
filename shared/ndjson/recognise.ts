/** Which known source the first records of a file come from. */
import { at, isRecord, type JsonRecord, scalarText } from './json-record';
import type { Marker, SourceShape } from './source-shape';
import { ENVELOPES, GENERIC_SHAPE, SOURCE_SHAPES } from './source-shapes';

const MARKERS_NEEDED = 2;
/** Records looked at; a file's first records tell its source. */
export const SAMPLE_RECORDS = 50;

export interface Recognition {
  readonly shape: SourceShape;
  /** Share of the sampled records that have two markers of the shape, 0–1; 0 for the generic one. */
  readonly confidence: number;
}

const UNKNOWN: Recognition = { shape: GENERIC_SHAPE, confidence: 0 };

/** The shape most records fit; among equals the more specific one. */
export function recognise(records: readonly JsonRecord[]): Recognition {
  let best = UNKNOWN;
  for (const shape of SOURCE_SHAPES) {
    const recognition = fit(records, shape);
    if (recognition.confidence > best.confidence) best = recognition;
  }
  return best === UNKNOWN ? { ...UNKNOWN, shape: inEnvelope(records, GENERIC_SHAPE) } : best;
}

/** How well the records fit one shape, in the envelope they fit it best. */
export function fit(records: readonly JsonRecord[], shape: SourceShape): Recognition {
  let best: Recognition = { shape, confidence: 0 };
  for (const root of ENVELOPES) {
    const fitting = records.filter((record) => fits(contentOf(record, root), shape)).length;
    const confidence = fitting / Math.max(1, records.length);
    if (confidence > best.confidence) best = { shape: { ...shape, root }, confidence };
  }
  return best;
}

/** A shape without markers of its own, in the envelope that most records have. */
export function inEnvelope(records: readonly JsonRecord[], shape: SourceShape): SourceShape {
  const root = ENVELOPES.find(
    (key) =>
      key !== '' && records.filter((record) => isRecord(record[key])).length * 2 > records.length,
  );
  return root === undefined ? shape : { ...shape, root };
}

/** Whether a record is one of a shape, in the envelope the shape stands in. */
export const isOf = (record: JsonRecord, shape: SourceShape): boolean =>
  fits(contentOf(record, shape.root), shape);

const contentOf = (record: JsonRecord, root: string): JsonRecord => {
  const content = root === '' ? record : record[root];
  return isRecord(content) ? content : {};
};

const fits = (record: JsonRecord, shape: SourceShape): boolean =>
  shape.markers.filter((marker) => has(record, marker)).length >= MARKERS_NEEDED;

function has(record: JsonRecord, marker: Marker): boolean {
  if (typeof marker === 'string') return at(record, marker) !== undefined;
  return scalarText(at(record, marker.path)).toLowerCase().includes(marker.includes);
}
