/**
 * The field view of a record tree: names and values for search, rules and indicators
 * (shared/model/event.ts tells the naming).
 */
import type { EventFields, FieldValue } from '@shared/model/event';
import {
  attributeOf,
  attributePairs,
  contentOf,
  elementsOf,
  hasElements,
  type ElementNode,
  nameOf,
  type Scalar,
  scalarText,
} from './record-tree';
import { composed } from './composed-names';
import { type NameStep, noNames } from './name-trie';

type Text = string | null;

/** Elements deeper than any writer nests them share a path, which would grow without end. */
const MOST_PATH = 1_000;

const text = (scalar: Scalar | undefined): Text =>
  scalar === null ? null : scalarText(scalar ?? '');

/** Collects fields in order; a name met again turns its value into a tuple. */
class FieldList {
  #node = noNames();
  readonly values: FieldValue[] = [];
  #systemFields = 0;

  get names(): readonly string[] {
    return this.#node.names;
  }

  add(name: string, value: Text): void {
    this.#take(this.#node.step(name), value);
  }

  #take({ node, knownAt }: NameStep, value: Text): void {
    if (knownAt < 0) {
      this.#node = node;
      this.values.push(value);
      return;
    }
    const earlier = this.values[knownAt];
    // Appending in place: one text array may repeat a name thirty thousand times.
    if (Array.isArray(earlier)) (earlier as Text[]).push(value);
    else this.values[knownAt] = [(earlier ?? null) as Text, value];
  }

  endSystem(): void {
    this.#systemFields = this.values.length;
  }

  /** A System field keeps its name; a container's field of the same name stands under the container. */
  addFrom(container: string, name: string, value: Text): void {
    const step = this.#node.step(name);
    const isSystem = step.knownAt >= 0 && step.knownAt < this.#systemFields;
    if (isSystem) this.add(composed(composed(container, '.'), name), value);
    else this.#take(step, value);
  }
}

export function fieldsOfTree(tree: ElementNode): EventFields {
  const fields = new FieldList();
  const sections = elementsOf(tree);
  for (const section of sections) if (nameOf(section) === 'System') addSystem(section, fields);
  fields.endSystem();
  for (const section of sections) {
    const name = nameOf(section);
    if (name === 'UserData') addUserData(section, fields);
    else if (name !== 'System') addContainer(section, name, fields);
  }
  return { names: fields.names, values: fields.values };
}

const isNamespace = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:');

function addSystem(system: ElementNode, fields: FieldList): void {
  for (const element of elementsOf(system)) {
    const name = nameOf(element);
    const attributes = attributePairs(element).filter(([key]) => !isNamespace(key));
    const content = contentOf(element);
    // Provider, TimeCreated, Execution… say everything in attributes; Channel and EventID in their text.
    if (content !== undefined || attributes.length === 0) fields.add(name, text(content));
    for (const [key, value] of attributes)
      fields.add(composed(composed(name, '_'), key), text(value));
  }
}

/** EventData and its like: `Data` by its Name, anything else by its path below the container. */
function addContainer(container: ElementNode, containerName: string, fields: FieldList): void {
  for (const [key, value] of attributePairs(container)) {
    if (!isNamespace(key)) fields.add(composed(composed(containerName, '_'), key), text(value));
  }
  const content = contentOf(container);
  if (content !== undefined && text(content) !== '') {
    fields.addFrom(containerName, containerName, text(content));
  }
  for (const element of elementsOf(container)) addElement(element, '', containerName, fields);
}

/** UserData holds one wrapper element; fields are named below it. */
function addUserData(userData: ElementNode, fields: FieldList): void {
  for (const wrapper of elementsOf(userData)) {
    fields.add('UserData_Element', nameOf(wrapper));
    for (const [key, value] of attributePairs(wrapper)) {
      if (!isNamespace(key)) fields.add(composed(composed(nameOf(wrapper), '_'), key), text(value));
    }
    const children = elementsOf(wrapper);
    const content = contentOf(wrapper);
    const tells = content !== undefined && text(content) !== '';
    if (children.length === 0 ? content !== undefined : tells) {
      fields.addFrom('UserData', nameOf(wrapper), text(content));
    }
    for (const element of children) addElement(element, '', 'UserData', fields);
  }
}

function addElement(
  element: ElementNode,
  path: string,
  container: string,
  fields: FieldList,
): void {
  const given = nameOf(element) === 'Data' ? attributeOf(element, 'Name') : undefined;
  const own =
    given === undefined || given === null || given === '' ? nameOf(element) : String(given);
  const name = path === '' ? own : composed(path, own);
  const content = contentOf(element);
  const isLeaf = !hasElements(element);
  const attributes = ownAttributes(element, given !== undefined);
  const tells = content !== undefined && text(content) !== '';
  if (tells || (isLeaf && (content !== undefined || attributes.length === 0))) {
    fields.addFrom(container, name, text(content));
  }
  for (const [key, value] of attributes)
    fields.addFrom(container, composed(composed(name, '_'), key), text(value));
  if (isLeaf) return;
  const below = path.length < MOST_PATH ? composed(name, '.') : path;
  for (const child of elementsOf(element)) addElement(child, below, container, fields);
}

const NO_ATTRIBUTES: readonly (readonly [string, Scalar])[] = [];

/** Attributes that say something of their own: namespaces do not, nor the Name a field goes by. */
function ownAttributes(
  element: ElementNode,
  isNamed: boolean,
): readonly (readonly [string, Scalar])[] {
  if (element[1] === 0) return NO_ATTRIBUTES;
  return attributePairs(element).filter(
    ([key]) => !isNamespace(key) && !(key === 'Name' && isNamed),
  );
}
