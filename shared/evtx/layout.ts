/**
 * What all events of one shape have in common, worked out once: the names of their fields with where each
 * value comes from, what no field shows, and their document and JSON as fixed text with places for values. Each part is made
 * when it is first asked for: who wants the fields of a million shapes does not wait for their JSON.
 *
 * It comes from one such record, read through the generic code with marks in place of values
 * (`traceLayout`): whatever becomes of a mark is what becomes of the value there in every record of this
 * shape, so that fast and generic path cannot drift apart.
 */
import { type FieldLayout, fieldLayoutOf } from './field-layout';
import { EMPTY, JsonProgram } from './json-program';
import { type ElementNode, stringifyTree } from './record-tree';
import { type RawLayout, rawLayoutOf } from './raw-layout';
import { renderJson } from './render-json';

/** A value used more often than this in one record could make it grow without end. */
export const MOST_USES = 4;

/**
 * What a record of a shape is made of, at most (`mostUnits`): of itself, and for each byte of its stream,
 * since values are used a number of times in streams inside one another.
 */
export interface LayoutUnits {
  readonly shape: number;
  readonly perByte: number;
}

export class Layout {
  readonly units: LayoutUnits;
  readonly #tree: ElementNode;
  readonly #data: ReadonlySet<number>;
  #fields: FieldLayout | undefined;
  #rawTexts: RawLayout | undefined;
  #document: JsonProgram | undefined;
  #json: JsonProgram | undefined;
  #extra: JsonProgram | null | undefined;

  /** `tree` with marks; `data`: the slots that are the text of a `Data`. */
  constructor(tree: ElementNode, data: ReadonlySet<number>, units: LayoutUnits) {
    this.units = units;
    this.#tree = tree;
    this.#data = data;
  }

  get fields(): FieldLayout {
    return (this.#fields ??= fieldLayoutOf(this.#tree));
  }

  get rawTexts(): RawLayout {
    return (this.#rawTexts ??= rawLayoutOf(this.#tree));
  }

  /** The record's tree as JSON. */
  get document(): JsonProgram {
    return (this.#document ??= programOf(stringifyTree(this.#tree), null));
  }

  /** The shape evtx_dump made common, beginning and ending with braces. */
  get json(): JsonProgram {
    return (this.#json ??= this.#rendered().json);
  }

  /** What that shape cannot hold, as one object; null where it holds everything. */
  get extra(): JsonProgram | null {
    if (this.#extra === undefined) this.#rendered();
    return this.#extra ?? null;
  }

  #rendered(): { json: JsonProgram } {
    const { event, extra } = renderJson(this.#tree);
    const json = programOf(JSON.stringify(event), this.#data);
    this.#json = json;
    this.#extra = extra === undefined ? null : programOf(JSON.stringify(extra), this.#data);
    return { json };
  }
}

/** Where empty values are told apart, those of `Data` are an empty text, others null (evtx.md 7). */
function programOf(json: string, data: ReadonlySet<number> | null): JsonProgram {
  return new JsonProgram(json, (slot) => {
    if (data === null) return EMPTY.itself;
    return data.has(slot) ? EMPTY.text : EMPTY.null;
  });
}
