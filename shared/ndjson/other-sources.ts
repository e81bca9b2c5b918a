/** Records of other sources than the one a file is read as: told, for rules look for them in vain. */
import type { JsonRecord } from './json-record';
import { isOf, recognise } from './recognise';
import type { SourceShape } from './source-shape';

/** Records that are of no known source cost a look each; a file full of them is not worth more. */
const MOST_LOOKED_AT = 20_000;

export class OtherSources {
  readonly #shape: SourceShape;
  readonly #told = new Set<string>();
  #lookedAt = 0;

  /** `shape`: the recognised one; a source the examiner chose, or none, is not called into question. */
  constructor(shape: SourceShape) {
    this.#shape = shape;
  }

  /** Why the record is not read as what it is, once for each other source; null where there is nothing to tell. */
  reasonOf(record: JsonRecord): string | null {
    if (isOf(record, this.#shape) || this.#lookedAt === MOST_LOOKED_AT) return null;
    this.#lookedAt++;
    const { shape, confidence } = recognise([record]);
    if (confidence === 0 || this.#told.has(shape.id)) return null;
    this.#told.add(shape.id);
    return `records from here on look like ${shape.label}, but the file is read as ${this.#shape.label}: rules may miss them; split the file by source`;
  }
}
