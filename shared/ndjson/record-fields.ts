/** The field view of one JSON record: the names rules know, then every original path. */
import type { EventFields, FieldValue } from '@shared/model/event';
import { shareNames } from '@shared/model/shared-names';
import { evtxShapedFields } from './evtx-shaped';
import { at, firstText, isRecord, type JsonRecord, leaves } from './json-record';
import type { SourceShape } from './source-shapes';

/** Collects fields; a second value of one name makes a tuple. */
export class FieldCollector {
  /** Texts of each name; grown in place, since a hostile record repeats one name a million times. */
  readonly #fields = new Map<string, (string | null)[]>();

  add(name: string, text: string | null): void {
    const earlier = this.#fields.get(name);
    if (earlier === undefined) this.#fields.set(name, [text]);
    else earlier.push(text);
  }

  has(name: string): boolean {
    return this.#fields.has(name);
  }

  finish(): EventFields {
    return {
      names: shareNames([...this.#fields.keys()]),
      values: [...this.#fields.values()].map(valueOf),
    };
  }
}

const valueOf = (texts: readonly (string | null)[]): FieldValue =>
  texts.length === 1 ? (texts[0] ?? null) : texts;

/** @throws RangeError where the record nests too deep */
export function recordFields(record: JsonRecord, shape: SourceShape): EventFields {
  if (shape.evtxUnder !== null) {
    const event = at(record, shape.evtxUnder);
    if (isRecord(event)) return evtxShapedFields(event);
  }
  const fields = new FieldCollector();
  addCore(record, shape, fields);
  for (const under of shape.fieldsUnder) addMissing(leaves(at(record, under) ?? {}), fields);
  for (const [path, name] of Object.entries(shape.names)) {
    const value = at(record, path);
    if (value !== undefined && !fields.has(name)) {
      for (const [, text] of leaves(value)) fields.add(name, text);
    }
  }
  addMissing(leaves(record), fields);
  return fields.finish();
}

function addCore(record: JsonRecord, shape: SourceShape, fields: FieldCollector): void {
  const core = [
    ['Provider_Name', shape.provider],
    ['EventID', shape.eventId],
    ['Channel', shape.channel],
    ['Computer', shape.computer],
    ['EventRecordID', shape.recordId],
  ] as const;
  for (const [name, paths] of core) {
    const text = firstText(record, paths);
    if (text !== null) fields.add(name, text);
  }
}

/** Adds leaves whose name is not taken yet by a field that means more. */
function addMissing(
  found: Iterable<readonly [path: string, text: string | null]>,
  fields: FieldCollector,
): void {
  const taken = new Map<string, boolean>();
  for (const [path, text] of found) {
    if (path === '') continue;
    if (!taken.has(path)) taken.set(path, fields.has(path));
    if (taken.get(path) === false) fields.add(path, text);
  }
}
