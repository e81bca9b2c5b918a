/**
 * From the binary XML of a record to its tree: parses definitions once per chunk, reads the values of
 * instances and puts them in (evtx.md 5).
 */
import { BinXmlParser, type InstanceReader, type StreamContext } from './binxml-parser';
import type { ChunkBytes } from './chunk-bytes';
import { EvtxDamage } from './evtx-damage';
import { fillTemplate } from './fill-template';
import { NameTable } from './name-table';
import { type ElementNode, EMPTY_EVENT } from './record-tree';
import type { ElementTemplate, Template, TemplateNode } from './template';
import type { ValueSlot } from './value-slot';

/** Next-in-bucket u32, GUID, body size u32. */
const DEFINITION_HEADER_BYTES = 24;
/** Unused u8, template id u32, definition offset u32. */
const INSTANCE_HEADER_BYTES = 9;
const DESCRIPTOR_BYTES = 4;
const MOST_SUBSTITUTIONS = 4_096;
/**
 * A value may be used many times, in streams that are themselves used many times: without a limit some
 * hundred bytes could stand for a record without end. Records of real logs stay below 100,000.
 */
const MOST_UNITS = 2_000_000;

export class RecordResolver implements InstanceReader {
  readonly #chunk: ChunkBytes;
  readonly #context: StreamContext;
  readonly #names: NameTable;
  readonly #templates = new Map<number, Template>();
  #damage: string[] = [];
  #unitsLeft = MOST_UNITS;

  constructor(chunk: ChunkBytes) {
    this.#chunk = chunk;
    this.#names = new NameTable(chunk);
    this.#context = { chunk, names: this.#names, instances: this };
  }

  /** Call when the chunk holds new bytes. */
  startChunk(): void {
    this.#names.clear();
    this.#templates.clear();
  }

  /**
   * The tree of the record whose stream lies in a range, with what could not be read of it. The first
   * root element is the record; a stream without one is an empty Event.
   * @throws EvtxDamage where nothing of the record can be read
   */
  resolve(start: number, end: number): { tree: ElementNode; damage: readonly string[] } {
    this.#damage = [];
    this.#unitsLeft = MOST_UNITS;
    const tree = this.embedded(start, end, 0) ?? EMPTY_EVENT;
    return { tree, damage: this.#damage };
  }

  embedded(start: number, end: number, depth: number): ElementNode | undefined {
    const parser = new BinXmlParser(this.#context, { start, end }, { inDefinition: false, depth });
    const root = parser.parse().find((node) => node.kind === 'element' || node.kind === 'resolved');
    if (root === undefined) return undefined;
    return root.kind === 'resolved' ? root.element : this.#fill(root, [], depth);
  }

  instance(start: number, end: number, depth: number): { element: ElementNode; next: number } {
    const definition = this.#chunk.u32(start + 5);
    let at = start + INSTANCE_HEADER_BYTES;
    const template = this.#template(definition);
    if (definition === at) at += DEFINITION_HEADER_BYTES + template.bodyBytes;
    const { slots, next } = this.#values(at, end);
    return { element: this.#fill(template.root, slots, depth), next };
  }

  #fill(root: ElementTemplate, slots: readonly ValueSlot[], depth: number): ElementNode {
    return fillTemplate(root, slots, {
      chunk: this.#chunk,
      embedded: (slot) => this.#embeddedValue(slot, depth + 1),
      damaged: (reason) => this.#damage.push(reason),
      spend: (units) => this.#spend(units),
    });
  }

  #spend(units: number): void {
    this.#unitsLeft -= units;
    if (this.#unitsLeft < 0) throw new EvtxDamage('the record repeats itself without end', 0);
  }

  /** A damaged EventData must not cost the System part around it: the damage is noted, the rest kept. */
  #embeddedValue(slot: ValueSlot, depth: number): ElementNode {
    try {
      return this.embedded(slot.offset, slot.offset + slot.bytes, depth) ?? EMPTY_EVENT;
    } catch (error) {
      if (!(error instanceof EvtxDamage)) throw error;
      this.#damage.push(error.message);
      return ['EventData', 0];
    }
  }

  /** Values lie back to back behind their descriptors; those that leave the record are null. */
  #values(start: number, end: number): { slots: ValueSlot[]; next: number } {
    const count = this.#chunk.u32(start);
    if (count > MOST_SUBSTITUTIONS) throw new EvtxDamage(`${count} substitutions`, start);
    const slots: ValueSlot[] = [];
    let descriptor = start + 4;
    let offset = descriptor + count * DESCRIPTOR_BYTES;
    for (let index = 0; index < count; index++, descriptor += DESCRIPTOR_BYTES) {
      const bytes = this.#chunk.u16(descriptor);
      const fits = offset + bytes <= end;
      if (!fits) this.#damage.push('a value runs over the end of the record');
      slots.push({
        type: fits ? this.#chunk.u8(descriptor + 2) : 0,
        offset,
        bytes: fits ? bytes : 0,
      });
      offset += bytes;
    }
    return { slots, next: Math.min(offset, end) };
  }

  #template(definition: number): Template {
    const known = this.#templates.get(definition);
    if (known !== undefined) return known;
    const bodyBytes = this.#chunk.u32(definition + 20);
    const start = definition + DEFINITION_HEADER_BYTES;
    const range = { start, end: start + bodyBytes };
    const parser = new BinXmlParser(this.#context, range, { inDefinition: true, depth: 0 });
    const root = soleElement(parser.parse(), definition);
    const template = { root, bodyBytes };
    this.#templates.set(definition, template);
    return template;
  }
}

function soleElement(nodes: readonly TemplateNode[], offset: number): ElementTemplate {
  const elements = nodes.filter((node): node is ElementTemplate => node.kind === 'element');
  const [root] = elements;
  if (root === undefined || elements.length > 1) {
    throw new EvtxDamage(`a template with ${elements.length} root elements`, offset);
  }
  return root;
}
