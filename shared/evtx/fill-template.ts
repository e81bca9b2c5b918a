/**
 * Puts values into a template (evtx.md 5 and 6): an element is repeated for each item of an array it
 * holds, an optional attribute without a value is left out, an optional value of type 00 leaves a null so
 * that "present without a value" stays apart from "empty text".
 */
import type { ElementNode, Scalar, TreeNode } from './record-tree';
import { scalarText } from './record-tree';
import type { AttributeTemplate, ElementTemplate, Substitution, TemplateNode } from './template';
import type { ValueSlot } from './value-slot';
import { ARRAY_BIT, VALUE } from './value-types';

/** What the values of an instance are. */
export interface FillContext {
  scalar(slot: ValueSlot): Scalar;
  /** The items of an array. */
  items(slot: ValueSlot): readonly Scalar[];
  /** The element of an embedded stream. */
  embedded(slot: ValueSlot): ElementNode;
  /** Counts what a record is made of. @throws EvtxDamage where it grows past anything a log writes */
  spend(units: number): void;
  /** The same for a value: it counts its bytes each time it is used. */
  spendValue(slot: ValueSlot): void;
}

/** What a substitution becomes: one scalar, one element, or the items of an array. */
type Filled =
  | { readonly kind: 'scalar'; readonly scalar: Scalar }
  | { readonly kind: 'element'; readonly element: ElementNode }
  | { readonly kind: 'array'; readonly items: readonly Scalar[] }
  | { readonly kind: 'nothing' };

/**
 * Units a record whose stream has so many bytes may be made of. A value may be used many times, in streams that are
 * themselves used many times: without a limit some hundred bytes could stand for a record without end.
 * Records of real logs stay below a tenth of it.
 */
export const mostUnits = (streamBytes: number): number => 20_000 + 32 * streamBytes;

/** What an element counts for in `spend`, beside its names, texts and values. */
const ELEMENT_UNITS = 16;

const NOTHING: Filled = { kind: 'nothing' };

/** An element whose content may still hold arrays, each standing for several elements. */
interface Draft {
  readonly name: string;
  readonly attributes: readonly (readonly [string, Filled[]])[];
  readonly children: readonly Filled[];
}

/** The root element; where an array would repeat it, its first item counts. */
export function fillTemplate(
  root: ElementTemplate,
  slots: readonly ValueSlot[],
  context: FillContext,
): ElementNode {
  const [first] = new Filler(slots, context).elements(root);
  return first ?? [root.name, 0];
}

class Filler {
  readonly #slots: readonly ValueSlot[];
  readonly #context: FillContext;

  constructor(slots: readonly ValueSlot[], context: FillContext) {
    this.#slots = slots;
    this.#context = context;
  }

  elements(template: ElementTemplate): ElementNode[] {
    const children: Filled[] = [];
    for (const node of template.children) this.#child(node, children);
    const attributes = template.attributes.map((attribute) => this.#attribute(attribute));
    return expand({ name: template.name, attributes, children }, this.#context);
  }

  #child(node: TemplateNode, into: Filled[]): void {
    switch (node.kind) {
      case 'element':
        for (const element of this.elements(node)) into.push({ kind: 'element', element });
        return;
      case 'resolved':
        into.push({ kind: 'element', element: node.element });
        return;
      case 'instruction':
        into.push({ kind: 'element', element: [`?${node.target}`, 0, node.text] });
        return;
      case 'literal':
        into.push(this.#literal(node.scalar));
        return;
      case 'substitution':
        into.push(this.#substitute(node));
    }
  }

  #attribute(attribute: AttributeTemplate): readonly [string, Filled[]] {
    this.#context.spend(attribute.name.length);
    const parts = attribute.parts.map((part): Filled => {
      if (part.kind === 'literal') return this.#literal(part.scalar);
      const filled = this.#substitute(part);
      const empty = filled.kind === 'scalar' && scalarText(filled.scalar) === '';
      return empty && part.optional ? NOTHING : filled;
    });
    return [attribute.name, parts];
  }

  #literal(scalar: Scalar): Filled {
    if (typeof scalar === 'string') this.#context.spend(scalar.length);
    return { kind: 'scalar', scalar };
  }

  #substitute(part: Substitution): Filled {
    const slot = this.#slots[part.index];
    if (slot === undefined) return NOTHING;
    this.#context.spendValue(slot);
    if (slot.type === VALUE.binXml) {
      return slot.bytes === 0
        ? NOTHING
        : { kind: 'element', element: this.#context.embedded(slot) };
    }
    return slot.type & ARRAY_BIT
      ? this.#array(slot)
      : { kind: 'scalar', scalar: this.#context.scalar(slot) };
  }

  #array(slot: ValueSlot): Filled {
    const items = this.#context.items(slot);
    const [only] = items;
    if (only === undefined) return NOTHING;
    return items.length === 1 ? { kind: 'scalar', scalar: only } : { kind: 'array', items };
  }
}

/** One element per combination of array items; without arrays, one. */
function expand(draft: Draft, context: FillContext): ElementNode[] {
  const { name, children, attributes } = draft;
  context.spend(ELEMENT_UNITS + name.length + children.length + attributes.length);
  const inChildren = children.findIndex((part) => part.kind === 'array');
  if (inChildren >= 0) {
    return itemsAt(children, inChildren).flatMap((item) =>
      expand({ ...draft, children: children.with(inChildren, item) }, context),
    );
  }
  const inAttributes = attributes.findIndex(([, parts]) => parts.some((p) => p.kind === 'array'));
  const holder = attributes[inAttributes];
  if (holder === undefined) return [finish(draft)];
  const [key, parts] = holder;
  const at = parts.findIndex((part) => part.kind === 'array');
  return itemsAt(parts, at).flatMap((item) =>
    expand(
      { ...draft, attributes: attributes.with(inAttributes, [key, parts.with(at, item)]) },
      context,
    ),
  );
}

function itemsAt(parts: readonly Filled[], at: number): Filled[] {
  const part = parts[at];
  return part?.kind === 'array' ? part.items.map((scalar) => ({ kind: 'scalar', scalar })) : [];
}

function finish(draft: Draft): ElementNode {
  const attributes: Scalar[] = [];
  for (const [name, parts] of draft.attributes) {
    const scalars = parts.filter((part) => part.kind === 'scalar').map((part) => part.scalar);
    const [only] = scalars;
    if (only === undefined) continue;
    attributes.push(name, scalars.length === 1 ? only : scalars.map(scalarText).join(''));
  }
  return [draft.name, attributes.length > 0 ? attributes : 0, ...joinedChildren(draft.children)];
}

/** Children with runs of text pieces (entities, character references) joined to one text. */
function joinedChildren(parts: readonly Filled[]): TreeNode[] {
  const children: TreeNode[] = [];
  let run: Scalar[] = [];
  const flush = (): void => {
    const [only] = run;
    if (only !== undefined) children.push(run.length === 1 ? only : run.map(scalarText).join(''));
    run = [];
  };
  for (const part of parts) {
    if (part.kind === 'scalar') run.push(part.scalar);
    else if (part.kind === 'element') {
      flush();
      children.push(part.element);
    }
  }
  flush();
  return children;
}
