/**
 * From the binary XML of a record to its tree: parses definitions once per chunk, reads the values of
 * instances and puts them in (evtx.md 5).
 */
import {
  BinXmlParser,
  DEEPEST_STREAM,
  type InstanceReader,
  isRoot,
  MORE,
  type StreamContext,
} from './binxml-parser';
import type { ChunkBytes } from './chunk-bytes';
import { EvtxDamage, TemplateMissing } from './evtx-damage';
import { fillTemplate, mostUnits } from './fill-template';
import type { NameTable } from './name-table';
import { RAW_TARGET, rawText } from './odd-value';
import { PlainTree } from './plain-tree';
import type { PlanTable } from './plan-table';
import type { FileTemplates } from './file-templates';
import type { LentTemplate, LentTemplates } from './lent-templates';
import type { Lending } from './lent-use';
import type { LentPlan, Plan } from './plan';
import { type ElementNode, EMPTY_EVENT, type TreeNode } from './record-tree';
import { DESCRIPTOR_BYTES } from './slot-kind';
import { SlotValues } from './slot-values';
import type { ElementTemplate } from './template';
import { DEFINITION_HEADER_BYTES } from './template-store';
import { FRAGMENT_BYTES, TOKEN } from './token';
import type { ValueSlot } from './value-slot';
import { ARRAY_BIT, VALUE } from './value-types';

/** Unused u8, template id u32, definition offset u32. */
export const INSTANCE_HEADER_BYTES = 9;
export const TEMPLATE_ID_AT = 1;
export const DEFINITION_AT = 5;
export const MOST_SUBSTITUTIONS = 4_096;
/** Stands for what a record says where its template is nowhere in the file. */
export const UNRESOLVED = 'UnresolvedTemplate';
/** What the instruction is called that holds the GUID of a template taken from another file of the case. */
export const BORROWED_TARGET = '?borrowed';

export class RecordResolver implements InstanceReader {
  readonly #chunk: ChunkBytes;
  readonly #context: StreamContext;
  readonly #plans: PlanTable;
  readonly #plain: PlainTree;
  readonly #values: SlotValues;
  #damage: string[] = [];
  /** Bytes of odd values by where they lie. */
  readonly #odd = new Map<number, string>();
  #unitsLeft = 0;

  /** Whether the record read last holds values without names. */
  hasUnresolved = false;
  /** Whether, while templates may be borrowed, it names things by names that do not fit their hash. */
  hasDoubtfulNames = false;
  readonly #used = new Set<LentTemplate>();
  readonly #disputed = new Set<number>();
  /** Where templates may be borrowed; null while only the record's own will do. */
  #lender: FileTemplates | null = null;
  /** Those of the case, for what the file itself does not have. */
  #caseLender: LentTemplates | null = null;

  readonly #isRetried: boolean;

  /** `isRetried`: records without their template are read again once templates may be borrowed. */
  constructor(chunk: ChunkBytes, names: NameTable, plans: PlanTable, isRetried = false) {
    this.#chunk = chunk;
    this.#isRetried = isRetried;
    this.#plans = plans;
    const noteName = (position: number): void => this.#noteName(position);
    this.#context = { chunk, names, instances: this, noteName };
    this.#plain = new PlainTree(this.#context);
    this.#values = new SlotValues(
      chunk,
      (reason) => this.#note(reason),
      (slot) => this.#noteOdd(slot),
    );
  }

  /** From now on templates that are overwritten are taken from elsewhere in the file, or of the case. */
  borrowFrom(lender: FileTemplates, ofCase: LentTemplates | null): void {
    this.#lender = lender;
    this.#caseLender = ofCase;
  }

  /** What the record read last had of templates of the case. */
  get lending(): Lending {
    return { used: new Set(this.#used), disputed: new Set(this.#disputed) };
  }

  /**
   * The tree of the record whose stream lies in a range, with what could not be read of it. The first
   * root element is the record; a stream without one is an empty Event.
   * @throws EvtxDamage where nothing of the record can be read
   */
  resolve(start: number, end: number): { tree: ElementNode; damage: readonly string[] } {
    this.#damage = [];
    this.#unitsLeft = mostUnits(end - start);
    this.hasUnresolved = false;
    this.hasDoubtfulNames = false;
    this.#odd.clear();
    this.#used.clear();
    this.#disputed.clear();
    const tree = this.embedded(start, end, 0) ?? EMPTY_EVENT;
    const beside = [...this.#beside()];
    return { tree: beside.length === 0 ? tree : [...tree, ...beside], damage: this.#damage };
  }

  *#beside(): Generator<ElementNode, void, undefined> {
    for (const text of this.#odd.values()) yield [RAW_TARGET, 0, text];
    for (const { guid } of this.#used) yield [BORROWED_TARGET, 0, guid];
  }

  #noteOdd(slot: ValueSlot): void {
    if (this.#odd.has(slot.offset)) return;
    const text = rawText(this.#chunk, slot);
    this.#spend(text.length);
    this.#odd.set(slot.offset, text);
  }

  /** The first root element of a stream, by the shortest way its first tokens allow. */
  embedded(start: number, end: number, depth: number): ElementNode | undefined {
    if (depth > DEEPEST_STREAM) throw new EvtxDamage('streams nest too deep', start);
    let at = start;
    while (at < end && this.#chunk.u8(at) === TOKEN.fragment) at += FRAGMENT_BYTES;
    if (at >= end) return undefined;
    const token = this.#chunk.u8(at);
    if (token === TOKEN.end) return undefined;
    switch (token & ~MORE) {
      case TOKEN.element:
        return this.#plain.element(at, end, depth);
      case TOKEN.instance:
        return this.instance(at + 1, end, depth + 1).element;
      default:
        return this.generic(at, end, depth);
    }
  }

  /** The same for any stream, token by token. */
  generic(start: number, end: number, depth: number): ElementNode | undefined {
    const parser = new BinXmlParser(this.#context, { start, end }, { inDefinition: false, depth });
    const root = parser.parse().find(isRoot);
    if (root === undefined) return undefined;
    return root.kind === 'resolved' ? root.element : this.#fill(root, [], depth);
  }

  instance(start: number, end: number, depth: number): { element: ElementNode; next: number } {
    const templateId = this.#chunk.u32(start + TEMPLATE_ID_AT);
    const definition = this.#chunk.u32(start + DEFINITION_AT);
    let at = start + INSTANCE_HEADER_BYTES;
    const own = this.#ownPlan(definition, templateId);
    if (definition === at) {
      // Values stand behind an inline definition: without its size they cannot be found.
      if (own instanceof EvtxDamage) throw own;
      at += DEFINITION_HEADER_BYTES + own.bodyBytes;
    }
    const { slots, next } = this.#slots(at, end);
    const root =
      this.#trusted(own, templateId, slots.length)?.root ?? this.#ofCase(templateId, slots.length);
    const element =
      root === null ? this.#unresolved(templateId, slots, depth) : this.#fill(root, slots, depth);
    return { element, next };
  }

  #ownPlan(definition: number, templateId: number): Plan | EvtxDamage {
    try {
      return this.#plans.at(definition, templateId, this);
    } catch (error) {
      if (error instanceof EvtxDamage) return error;
      throw error;
    }
  }

  /**
   * The record's own template while nothing can be borrowed. Once something can: whichever of its own and
   * one of that id from elsewhere in the file has whole names; else what there is. Null for nothing.
   * @throws TemplateMissing
   */
  #trusted(own: Plan | EvtxDamage, templateId: number, values: number): LentPlan | null {
    if (this.#lender === null) {
      if (own instanceof EvtxDamage) throw new TemplateMissing(own.message, own.chunkOffset);
      return own;
    }
    const readable = own instanceof EvtxDamage ? null : own;
    if (readable?.namesFit === true) return readable;
    const lent = this.#lender.find(templateId, values) ?? null;
    const plan = lent?.namesFit === true ? lent : (readable ?? lent);
    if (plan !== null && plan !== readable) {
      this.#note('its template was taken from elsewhere in the file');
    }
    if (plan?.namesFit === false) this.#doubtNames();
    return plan;
  }

  /** What other files of the case have of that id, where they all have the same; null for nothing. */
  #ofCase(templateId: number, values: number): ElementTemplate | null {
    const [template, ...others] = this.#caseLender?.find(templateId, values) ?? [];
    if (template === undefined) return null;
    if (others.length > 0) {
      this.#disputed.add(templateId);
      return null;
    }
    this.#used.add(template);
    this.#note(`its template ${template.guid} was taken from another file of the case`);
    return template.root;
  }

  #doubtNames(): void {
    this.#note('names it refers to are overwritten');
    this.hasDoubtfulNames = true;
  }

  /** Names of plain elements are taken as they are in the live part only. */
  #noteName(position: number): void {
    const { chunk, names } = this.#context;
    if (this.#lender !== null && !names.isName(chunk.u32(position))) this.#doubtNames();
  }

  /** The values of an instance whose template is nowhere: they have types, but no names. */
  #unresolved(templateId: number, slots: readonly ValueSlot[], depth: number): ElementNode {
    this.#note('its template is nowhere in the file; its values have no names');
    this.hasUnresolved = true;
    const values = slots.flatMap((slot): TreeNode[] => {
      if (slot.type === VALUE.binXml) {
        return slot.bytes === 0 ? [] : [this.#embeddedValue(slot, depth + 1)];
      }
      if (slot.type & ARRAY_BIT) return [...this.#values.items(slot)];
      return [this.#values.scalar(slot)];
    });
    const id = `0x${templateId.toString(16)}`;
    return [UNRESOLVED, ['Id', id], ...values.map((value): ElementNode => ['Value', 0, value])];
  }

  #fill(root: ElementTemplate, slots: readonly ValueSlot[], depth: number): ElementNode {
    return fillTemplate(root, slots, {
      scalar: (slot) => this.#values.scalar(slot),
      items: (slot) => this.#values.items(slot),
      embedded: (slot) => this.#embeddedValue(slot, depth + 1),
      spend: (units) => this.#spend(units),
      spendValue: ({ bytes }) => this.#spend(bytes),
    });
  }

  /** Each reason once: thousands of values may share one. */
  #note(reason: string): void {
    if (!this.#damage.includes(reason)) this.#damage.push(reason);
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
      if (error instanceof TemplateMissing && this.#isRetried && this.#lender === null) throw error;
      this.#note(error.message);
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
      if (!fits) this.#note('a value runs over the end of the record');
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
