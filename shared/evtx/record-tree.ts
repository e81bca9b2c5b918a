/**
 * The whole of one record as an ordered, typed tree: nothing of it is lost, and XML, evtx_dump's JSON and
 * the field view are all made from it. It is kept as plain JSON because it is what a shard stores.
 *
 * - `Scalar`: text; whole numbers (types 03–0A) and booleans bare; null for BinXML type 00.
 * - `ElementNode`: `[name, attributes, ...children]`, attributes as `[name, value, …]` or 0 when none.
 *   A processing instruction is an element whose name starts with `?`.
 */
export type Scalar = string | number | boolean | null;
export type Attributes = readonly (string | Scalar)[] | 0;
export type TreeNode = Scalar | ElementNode;
export type ElementNode = readonly [name: string, attributes: Attributes, ...children: TreeNode[]];

/** What a record that says nothing is: its stream holds no element. */
export const EMPTY_EVENT: ElementNode = ['Event', 0];

export const isElement = (node: TreeNode | undefined): node is ElementNode => Array.isArray(node);

export function nameOf(element: ElementNode): string {
  return element[0];
}

export function childrenOf(element: ElementNode): readonly TreeNode[] {
  return element.slice(2) as readonly TreeNode[];
}

/** Child elements, processing instructions left out. */
export function elementsOf(element: ElementNode): readonly ElementNode[] {
  const elements: ElementNode[] = [];
  for (let at = 2; at < element.length; at++) {
    const node = element[at] as TreeNode;
    if (isElement(node) && !isInstruction(node)) elements.push(node);
  }
  return elements;
}

export function hasElements(element: ElementNode): boolean {
  for (let at = 2; at < element.length; at++) {
    const node = element[at] as TreeNode;
    if (isElement(node) && !isInstruction(node)) return true;
  }
  return false;
}

export const isInstruction = (element: ElementNode): boolean => element[0].startsWith('?');

export function attributePairs(element: ElementNode): readonly (readonly [string, Scalar])[] {
  const flat = element[1];
  if (flat === 0) return [];
  const pairs: [string, Scalar][] = [];
  for (let at = 0; at + 1 < flat.length; at += 2)
    pairs.push([String(flat[at]), flat[at + 1] ?? null]);
  return pairs;
}

export function attributeOf(element: ElementNode, name: string): Scalar | undefined {
  const flat = element[1];
  if (flat === 0) return undefined;
  for (let at = 0; at + 1 < flat.length; at += 2) if (flat[at] === name) return flat[at + 1];
  return undefined;
}

/** The text of a scalar; null and '' both read as nothing. */
export const scalarText = (scalar: Scalar): string => (scalar === null ? '' : String(scalar));

/**
 * The one scalar an element holds: typed when it is alone, its pieces joined when it is mixed, undefined
 * when it holds none.
 */
export function contentOf(element: ElementNode): Scalar | undefined {
  let content: Scalar | undefined;
  for (let at = 2; at < element.length; at++) {
    const node = element[at] as TreeNode;
    if (isElement(node)) continue;
    content = content === undefined ? node : scalarText(content) + scalarText(node);
  }
  return content;
}

export const stringifyTree = (tree: ElementNode): string => JSON.stringify(tree);

/** Reads what `stringifyTree` wrote. @throws TypeError on anything else. */
export function parseTree(text: string): ElementNode {
  const parsed: unknown = JSON.parse(text);
  if (!isTree(parsed)) throw new TypeError('not a record tree');
  return parsed;
}

function isTree(value: unknown): value is ElementNode {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return false;
  const attributes: unknown = value[1];
  if (attributes !== 0 && !(Array.isArray(attributes) && attributes.every(isScalar))) return false;
  return value.slice(2).every((child: unknown) => isScalar(child) || isTree(child));
}

const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);
