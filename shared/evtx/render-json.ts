/**
 * A record tree in the JSON shape evtx_dump made common (house.md, `dump`): `#attributes`, `#text`, Data by
 * its Name, a repeated element as `name_1`. What that shape cannot hold (a second value of one name,
 * unnamed Data beside named ones, other attributes of Data) is listed under `extra` by its path.
 */
import { RAW_TARGET } from './odd-value';
import {
  attributeOf,
  attributePairs,
  childrenOf,
  contentOf,
  elementsOf,
  hasElements,
  type ElementNode,
  isElement,
  nameOf,
  type Scalar,
  scalarText,
  type TreeNode,
} from './record-tree';

export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export interface RenderedEvent {
  readonly event: JsonObject;
  /** Path of names to the values the shape dropped; absent when it dropped none. */
  readonly extra?: Readonly<Record<string, Json[]>>;
}

/** Elements deeper than any writer nests them share a path, which would grow without end. */
const MOST_PATH = 1_000;

/** Elements whose Data children become keys of their own. */
const CONTAINERS = new Set(['EventData', 'UserData']);

/** The whole record: `{"Event": …}` (or whatever its root is called) beside what did not fit. */
export function renderJson(tree: ElementNode): RenderedEvent {
  const renderer = new JsonRenderer();
  const event = emptyObject();
  event[nameOf(tree)] = renderer.element(tree, nameOf(tree));
  for (const node of childrenOf(tree)) {
    if (isElement(node) && nameOf(node) === RAW_TARGET) renderer.keepRaw(contentOf(node) ?? null);
  }
  return renderer.extra.size === 0
    ? { event }
    : { event, extra: Object.fromEntries(renderer.extra) };
}

/** Evidence chooses the keys: without a prototype, `__proto__` is one like any other. */
const emptyObject = (): JsonObject => Object.create(null) as JsonObject;

/** Null and empty text say nothing. */
const says = (scalar: Scalar | undefined): boolean =>
  scalar !== undefined && scalarText(scalar) !== '';

function hasText(element: ElementNode): boolean {
  for (let at = 2; at < element.length; at++) {
    const node = element[at] as TreeNode;
    if (!isElement(node) && says(node)) return true;
  }
  return false;
}

class JsonRenderer {
  readonly extra = new Map<string, Json[]>();

  /** Bytes of a value whose text tells less than they do. */
  keepRaw(text: Json): void {
    this.#drop('raw', text);
  }

  #drop(path: string, value: Json): void {
    const values = this.extra.get(path);
    if (values === undefined) this.extra.set(path, [value]);
    else values.push(value);
  }

  element(element: ElementNode, path: string): Json {
    const attributes = this.#attributes(element);
    if (attributes === null && !hasElements(element))
      return hasText(element) ? (contentOf(element) ?? null) : null;
    return this.#body(element, path, attributes);
  }

  #attributes(element: ElementNode): JsonObject | null {
    if (element[1] === 0) return null;
    const pairs = attributePairs(element).filter(([, value]) => says(value));
    if (pairs.length === 0) return null;
    const attributes = emptyObject();
    for (const [name, value] of pairs) attributes[name] = value;
    return attributes;
  }

  #body(element: ElementNode, path: string, attributes: JsonObject | null): JsonObject {
    const body = emptyObject();
    if (attributes !== null) body['#attributes'] = attributes;
    if (hasText(element)) body['#text'] = contentOf(element) ?? null;
    const children = elementsOf(element);
    const isContainer = CONTAINERS.has(nameOf(element));
    const isData = (child: ElementNode): boolean => isContainer && nameOf(child) === 'Data';
    const named = children.some((child) => isData(child) && says(attributeOf(child, 'Name')));
    if (!named) this.#unnamedData(children.filter(isData), body, path);
    const seen = new Map<string, number>();
    for (const child of children) {
      if (isData(child)) {
        if (named) this.#namedData(child, body, path);
      } else this.#child(child, body, path, seen);
    }
    return body;
  }

  #child(child: ElementNode, body: JsonObject, path: string, seen: Map<string, number>): void {
    const name = nameOf(child);
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    this.#set(
      body,
      before === 0 ? name : `${name}_${before}`,
      this.element(child, path.length < MOST_PATH ? `${path}.${name}` : path),
      path,
    );
  }

  /** Data without names becomes one `Data` with a text or a list of texts. */
  #unnamedData(elements: readonly ElementNode[], body: JsonObject, path: string): void {
    const [first] = elements;
    if (first === undefined) return;
    for (const element of elements) this.#dropAttributes(element, `${path}.Data`);
    const texts = elements.map((element) => this.#dataContent(element, `${path}.Data`));
    const holder = emptyObject();
    holder['#text'] = texts.length === 1 ? (texts[0] ?? null) : texts;
    body['Data'] = holder;
  }

  #namedData(element: ElementNode, body: JsonObject, path: string): void {
    const name = attributeOf(element, 'Name');
    const value = this.#dataContent(element, `${path}.Data`);
    if (name === undefined || !says(name)) return this.#drop(`${path}.Data`, value);
    this.#dropAttributes(element, `${path}.${scalarText(name)}`);
    this.#set(body, scalarText(name), value, path);
  }

  #dropAttributes(element: ElementNode, path: string): void {
    for (const [name, value] of attributePairs(element)) {
      if (name !== 'Name' && says(value)) this.#drop(`${path}#${name}`, value);
    }
  }

  #dataContent(element: ElementNode, path: string): Json {
    if (hasElements(element)) return this.#body(element, path, null);
    return hasText(element) ? (contentOf(element) ?? null) : '';
  }

  /** The last value of a name stays in the shape, as a JSON reader of evtx_dump's output sees it. */
  #set(body: JsonObject, key: string, value: Json, path: string): void {
    const earlier = body[key];
    if (earlier !== undefined) this.#drop(`${path}.${key}`, earlier);
    body[key] = value;
  }
}
