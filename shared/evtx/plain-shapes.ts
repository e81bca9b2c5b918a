/**
 * Shapes of plain streams: forwarded and exported records, and embedded streams without a template. Streams
 * that differ in their texts only are taken for instances of one template, whose values the texts are, so
 * that they too are read along layouts. Part of the template store, with its lifetime.
 */
import type { ChunkBytes } from './chunk-bytes';
import { KnownValues } from './known-values';
import type { LayoutBudget } from './layout-node';
import { NAME_LINK_BYTES, type NameTable } from './name-table';
import { type Plan, planOf } from './plan';
import type { AttributeTemplate, ElementTemplate, TemplateNode } from './template';

/** What a code of a shape says, in its low three bits; above them the number of a name or of a text. */
export const CODE = {
  element: 1,
  attribute: 2,
  closeStart: 3,
  closeEmpty: 4,
  end: 5,
  /** A text that is a value. */
  text: 6,
  /** A text that belongs to the shape. */
  constant: 7,
} as const;
export const CODE_BITS = 3;

/** Longer texts are no names of fields. */
const MOST_KNOWN_BYTES = 512;
/** Set on the kind of what is known by the struct of a name, not by a text. */
const NAME = 1 << 16;
/** Names and constant texts: more than any real case has. */
const MOST_TEXTS = 65_536;
const TEXT_BYTES = 300;
/** About what a shape takes for each of its codes, its template included. */
const BYTES_PER_CODE = 80;

interface Shape {
  readonly codes: Int32Array;
  readonly plan: Plan;
}

type OpenElement = ElementTemplate & { attributes: AttributeTemplate[]; children: TemplateNode[] };

export class PlainShapes {
  readonly #budget: LayoutBudget;
  readonly #newId: () => number;
  readonly #texts: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** Made when it is first needed: most logs have no such stream. */
  #known: KnownValues | null = null;
  readonly #knownNumbers = new Int32Array(KnownValues.places);
  readonly #shapes = new Map<number, Shape[]>();

  /** `newId` numbers plans within their store. */
  constructor(budget: LayoutBudget, newId: () => number) {
    this.#budget = budget;
    this.#newId = newId;
  }

  /** The number of a text, the same each time; -1 where there are too many. */
  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    if (this.#texts.length === MOST_TEXTS || this.#budget.isSpent) return -1;
    this.#budget.spend(TEXT_BYTES + text.length * 2);
    const number = this.#texts.length;
    this.#texts.push(text);
    this.#numbers.set(text, number);
    return number;
  }

  /** The number of the UTF-16 text at an offset; -1 where it is too long, holds a NUL, or there are too many. */
  numberAt(chunk: ChunkBytes, offset: number, bytes: number): number {
    if (bytes > MOST_KNOWN_BYTES) return -1;
    const known = this.#knownAt(chunk, offset, bytes);
    if (known >= 0) return known;
    const text = chunk.utf16(offset, bytes >> 1);
    const number = text.includes('\0') ? -1 : this.numberOf(text);
    this.#know(chunk, offset, bytes, number);
    return number;
  }

  /** The number of the name whose struct stands at an offset; -1 where none does, or there are too many. */
  nameAt(chunk: ChunkBytes, names: NameTable, offset: number): number {
    const bytes = names.tellingBytes(offset);
    if (bytes < 0) return -1;
    const [at, kind] = [offset + NAME_LINK_BYTES, NAME | bytes];
    const known = this.#knownAt(chunk, at, kind);
    if (known >= 0) return known;
    const number = names.isName(offset) ? this.numberOf(names.at(offset)) : -1;
    this.#know(chunk, at, kind, number);
    return number;
  }

  /** The number kept for bytes of a kind; -1 where there is none. */
  #knownAt({ dataView }: ChunkBytes, offset: number, kind: number): number {
    this.#known ??= new KnownValues(MOST_KNOWN_BYTES);
    const place = this.#known.placeOf(dataView, offset, kind);
    const isKnown = place >= 0 && this.#known.holds(place, dataView, offset, kind);
    return isKnown ? (this.#knownNumbers[place] ?? -1) : -1;
  }

  #know({ dataView }: ChunkBytes, offset: number, kind: number, number: number): void {
    const place = this.#known?.placeOf(dataView, offset, kind) ?? -1;
    if (number < 0 || place < 0) return;
    this.#known?.keep(place, dataView, offset, kind);
    this.#knownNumbers[place] = number;
  }

  /** The plan of the shape these codes tell of, which end the element they begin; null where there are too many. */
  plan(codes: Int32Array, hash: number): Plan | null {
    const known = this.#shapes.get(hash);
    const same = known?.find((shape) => isSame(shape.codes, codes));
    if (same !== undefined) return same.plan;
    if (this.#budget.isSpent) return null;
    this.#budget.spend(BYTES_PER_CODE * codes.length);
    const identity = { id: this.#newId(), bodyBytes: 0, templateId: 0, guid: '', namesFit: true };
    const plan = planOf(this.#template(codes), identity, this.#budget);
    const shape = { codes: codes.slice(), plan };
    if (known === undefined) this.#shapes.set(hash, [shape]);
    else known.push(shape);
    return plan;
  }

  #template(codes: Int32Array): ElementTemplate {
    const root: OpenElement = { kind: 'element', name: '', attributes: [], children: [] };
    const open = [root];
    let values = 0;
    /** Where the next text goes: into an attribute's parts or an element's children. */
    let texts: TemplateNode[] = root.children;
    for (const code of codes) {
      const element = open.at(-1) ?? root;
      const name = this.#texts[code >> CODE_BITS] ?? '';
      switch (code & ((1 << CODE_BITS) - 1)) {
        case CODE.element: {
          const child: OpenElement = { kind: 'element', name, attributes: [], children: [] };
          element.children.push(child);
          open.push(child);
          break;
        }
        case CODE.attribute: {
          const attribute = { name, parts: [] };
          element.attributes.push(attribute);
          texts = attribute.parts;
          break;
        }
        case CODE.closeStart:
          texts = element.children;
          break;
        case CODE.text:
          texts.push({ kind: 'substitution', index: values++, optional: false });
          break;
        case CODE.constant:
          texts.push({ kind: 'literal', scalar: name });
          break;
        default:
          open.pop();
          texts = (open.at(-1) ?? root).children;
      }
    }
    return root.children[0] as ElementTemplate;
  }
}

function isSame(first: Int32Array, second: Int32Array): boolean {
  if (first.length !== second.length) return false;
  for (let at = 0; at < first.length; at++) if (first[at] !== second[at]) return false;
  return true;
}
