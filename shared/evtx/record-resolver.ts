/**
 * From the binary XML of a record to its tree: parses definitions once per chunk, reads the values of
 * instances and puts them in (evtx.md 5).
 */
import { BinXmlParser, type InstanceReader, type StreamContext } from './binxml-parser';
import type { ChunkBytes } from './chunk-bytes';
import { EvtxDamage } from './evtx-damage';
import { fillTemplate } from './fill-template';
import type { NameTable } from './name-table';
import type { PlanTable } from './plan-table';
import { type ElementNode, EMPTY_EVENT } from './record-tree';
import { SlotValues } from './slot-values';
import type { ElementTemplate } from './template';
import { DEFINITION_HEADER_BYTES } from './template-store';
import type { ValueSlot } from './value-slot';

/** Unused u8, template id u32, definition offset u32. */
export const INSTANCE_HEADER_BYTES = 9;
export const DESCRIPTOR_BYTES = 4;
export const MOST_SUBSTITUTIONS = 4_096;
/**
 * A value may be used many times, in streams that are themselves used many times: without a limit some
 * hundred bytes could stand for a record without end. Records of real logs stay below 100,000.
 */
const MOST_UNITS = 2_000_000;

export class RecordResolver implements InstanceReader {
  readonly #chunk: ChunkBytes;
  readonly #context: StreamContext;
  readonly #plans: PlanTable;
  readonly #values: SlotValues;
  #damage: string[] = [];
  #unitsLeft = MOST_UNITS;

  constructor(chunk: ChunkBytes, names: NameTable, plans: PlanTable) {
    this.#chunk = chunk;
    this.#plans = plans;
    this.#context = { chunk, names, instances: this };
    this.#values = new SlotValues(chunk, (reason) => this.#damage.push(reason));
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
    const plan = this.#plans.at(definition, this);
    if (definition === at) at += DEFINITION_HEADER_BYTES + plan.bodyBytes;
    const { slots, next } = this.#slots(at, end);
    return { element: this.#fill(plan.root, slots, depth), next };
  }

  #fill(root: ElementTemplate, slots: readonly ValueSlot[], depth: number): ElementNode {
    return fillTemplate(root, slots, {
      scalar: (slot) => this.#values.scalar(slot),
      items: (slot) => this.#values.items(slot),
      embedded: (slot) => this.#embeddedValue(slot, depth + 1),
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
  #slots(start: number, end: number): { slots: ValueSlot[]; next: number } {
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
        index,
        type: fits ? this.#chunk.u8(descriptor + 2) : 0,
        offset,
        bytes: fits ? bytes : 0,
      });
      offset += bytes;
    }
    return { slots, next: Math.min(offset, end) };
  }
}
