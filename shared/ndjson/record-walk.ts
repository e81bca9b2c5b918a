/** All leaves of one JSON record with their texts, in order. */
import type { FieldValue } from '@shared/model/event';
import { mayHaveLostDigits } from '@shared/model/number-text';
import { DEEPEST_NESTING, isRecord, type JsonRecord } from './json-record';
import type { Branch, Leaf } from './leaf-tree';

/** Field elements that carry their name in an attribute, as XML writes them. */
const NAMED_ELEMENT = 'Data';
const NAME = '@Name';
const ATTRIBUTES = ['#attributes', '_attributes'];
const TEXT = '#text';
const NAMED_KEYS = new Set([NAME, TEXT, ...ATTRIBUTES]);

export class RecordWalk {
  readonly leaves: Leaf[] = [];
  readonly texts: FieldValue[] = [];
  /** A number had more digits than it keeps; the record has to be parsed exactly. */
  lostDigits = false;
  /** Objects in arrays may lead to one leaf twice, or a value names a leaf. */
  isIrregular = false;

  /** @throws RangeError past the deepest nesting */
  walk(record: JsonRecord, branch: Branch, depth = 0): void {
    if (depth > DEEPEST_NESTING) throw new RangeError('its values nest too deep');
    let child: Branch | null = null;
    for (const key in record) {
      child = branch.child(key, child);
      this.value(record[key], child, depth);
    }
  }

  value(value: unknown, branch: Branch, depth: number): void {
    if (typeof value === 'string') this.#add(branch.text, value);
    else if (typeof value === 'number') this.#add(branch.text, this.#number(value));
    else if (typeof value === 'boolean') this.#add(branch.text, value ? 'true' : 'false');
    else if (Array.isArray(value)) this.#array(value, branch, depth);
    else if (!isRecord(value)) this.#add(branch.none, null);
    else if (isEmpty(value)) this.#add(branch.none, null);
    else if (branch.key === NAMED_ELEMENT) this.#mayBeNamed(value, branch, depth);
    else this.walk(value, branch, depth + 1);
  }

  #add(leaf: Leaf, text: FieldValue): void {
    this.leaves.push(leaf);
    this.texts.push(text);
  }

  #number(value: number): string {
    if (mayHaveLostDigits(value)) this.lostDigits = true;
    return String(value);
  }

  /** Scalars make one tuple; an array without values is there without a value, as an empty object is. */
  #array(values: readonly unknown[], branch: Branch, depth: number): void {
    if (values.length === 0) return this.#add(branch.none, null);
    const texts: (string | null)[] = [];
    for (const value of values) {
      if (typeof value === 'string') texts.push(value);
      else if (typeof value === 'number') texts.push(this.#number(value));
      else if (typeof value === 'boolean') texts.push(String(value));
      else if (value === null) texts.push(null);
      else return this.#mixedArray(values, branch, depth);
    }
    const leaf = texts.every((text) => text === null) ? branch.none : branch.text;
    this.#add(leaf, texts.length === 1 ? (texts[0] ?? null) : texts);
  }

  #mixedArray(values: readonly unknown[], branch: Branch, depth: number): void {
    if (depth > DEEPEST_NESTING) throw new RangeError('its values nest too deep');
    this.isIrregular = true;
    for (const value of values) this.value(value, branch, depth + 1);
  }

  /** `Data: {"@Name": "Image", "#text": …}` is the field Image beside Data. */
  #mayBeNamed(element: JsonRecord, branch: Branch, depth: number): void {
    const name = nameOf(element);
    if (NAME in element || attributesOf(element) !== undefined) this.isIrregular = true;
    if (name === null || branch.parent === null) return this.walk(element, branch, depth + 1);
    this.value(element[TEXT] ?? null, branch.parent.child(name, branch), depth + 1);
  }
}

function isEmpty(record: JsonRecord): boolean {
  for (const _ in record) return false;
  return true;
}

const attributesOf = (element: JsonRecord): JsonRecord | undefined =>
  ATTRIBUTES.map((key) => element[key]).find(isRecord);

/** Null where it holds anything but its name and text. */
function nameOf(element: JsonRecord): string | null {
  if (!Object.keys(element).every((key) => NAMED_KEYS.has(key))) return null;
  const attributes = attributesOf(element);
  const name = element[NAME] ?? attributes?.['Name'];
  return typeof name === 'string' && name !== '' ? name : null;
}
