/** Which known source the first records of a file come from. */
import { at, type JsonRecord } from './json-record';
import { GENERIC_SHAPE, SOURCE_SHAPES, type SourceShape } from './source-shapes';

const MARKERS_NEEDED = 2;
/** Records looked at; a file's first records tell its source. */
export const SAMPLE_RECORDS = 20;

export interface Recognition {
  readonly shape: SourceShape;
  /** Share of the sampled records that have two markers of the shape, 0–1. */
  readonly confidence: number;
}

const fits = (record: JsonRecord, shape: SourceShape): boolean =>
  shape.markers.filter((path) => at(record, path) !== undefined).length >= MARKERS_NEEDED;

/** The shape most records fit; among equals the more specific one. */
export function recognise(records: readonly JsonRecord[]): Recognition {
  let best: Recognition = { shape: GENERIC_SHAPE, confidence: 0 };
  for (const shape of SOURCE_SHAPES) {
    const confidence = records.filter((record) => fits(record, shape)).length / records.length;
    if (confidence > best.confidence) best = { shape, confidence };
  }
  return best;
}
