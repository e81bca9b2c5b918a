/**
 * The template definitions a worker has met, kept from chunk to chunk and from file to file (evtx.md 5,
 * 10): the same definition stands in nearly every chunk, and making it ready costs far more than comparing
 * it. Two definitions are one only if every byte is equal but the places of their names, and the names too.
 * The store saves time and never changes an answer.
 */
import { BinXmlParser, type InstanceReader } from './binxml-parser';
import { CHUNK_BYTES, type ChunkBytes } from './chunk-bytes';
import { equalBytes } from './equal-bytes';
import { EvtxDamage } from './evtx-damage';
import { LayoutBudget } from './layout-node';
import { holdsStream } from './lent-templates';
import { NAME_LINK_BYTES, type NameTable } from './name-table';
import { PlainShapes } from './plain-shapes';
import { type Plan, planOf } from './plan';
import type { ElementTemplate, TemplateNode } from './template';
import { guidText } from './value-scalar';

/** Next-in-bucket u32, GUID, body size u32. */
export const DEFINITION_HEADER_BYTES = 24;
const GUID_AT = 4;
const BODY_SIZE_AT = 20;
/** More definitions than any real case has; past it the store starts anew. */
const MOST_DEFINITIONS = 8_192;

interface Definition {
  readonly plan: Plan;
  /** From the GUID on. */
  readonly image: DataView;
  /** Its bytes: to ask a view for them takes as long as to compare some. */
  readonly imageBytes: number;
  /** Where it refers to names, from its start. */
  readonly namesAt: Int32Array;
  /** In step: a name's hash, count and characters where it stands elsewhere; null where it stands right there. */
  readonly names: readonly (DataView | null)[];
  /** In step: their bytes. */
  readonly nameBytes: Int32Array;
}

export class TemplateStore {
  readonly #definitions = new Map<number, Definition[]>();
  #count = 0;
  #budget: LayoutBudget;
  readonly #newBudget: () => LayoutBudget;
  #nextId = 1;
  #shapes: PlainShapes;

  /** `newBudget` gives what its layouts may take, each time it starts anew. */
  constructor(newBudget = (): LayoutBudget => new LayoutBudget()) {
    this.#newBudget = newBudget;
    this.#budget = newBudget();
    this.#shapes = this.#newShapes();
  }

  /** Shapes of streams without a template; others after a `trim`. */
  get shapes(): PlainShapes {
    return this.#shapes;
  }

  #newShapes(): PlainShapes {
    return new PlainShapes(this.#budget, () => this.#nextId++);
  }

  /** Forgets everything once too much has come together; call between chunks only. */
  trim(): void {
    if (this.#count < MOST_DEFINITIONS && !this.#budget.isSpent) return;
    this.#definitions.clear();
    this.#budget = this.#newBudget();
    this.#shapes = this.#newShapes();
    this.#count = 0;
  }

  /** The plan of the definition at an offset of a chunk. @throws EvtxDamage */
  planAt(chunk: ChunkBytes, names: NameTable, offset: number, instances: InstanceReader): Plan {
    const bodyBytes = chunk.u32(offset + BODY_SIZE_AT);
    const end = offset + DEFINITION_HEADER_BYTES + bodyBytes;
    if (end > CHUNK_BYTES) throw new EvtxDamage('a template leaves the chunk', offset);
    chunk.reach(end);
    const templateId = chunk.u32(offset + GUID_AT);
    // Keyed by what is at hand; the comparison decides.
    const key = (templateId ^ Math.imul(bodyBytes, 0x9e37_79b1)) | 0;
    const known = this.#definitions.get(key);
    const same = known?.find((definition) => isSame(definition, chunk, offset));
    if (same !== undefined) return same.plan;
    const definition = this.#parse(chunk, names, offset, instances);
    // What it holds of other streams may depend on definitions elsewhere in this chunk.
    if (holdsStream(definition.plan.root)) return definition.plan;
    if (known === undefined) this.#definitions.set(key, [definition]);
    else known.push(definition);
    this.#count++;
    return definition.plan;
  }

  #parse(
    chunk: ChunkBytes,
    names: NameTable,
    offset: number,
    instances: InstanceReader,
  ): Definition {
    const bodyBytes = chunk.u32(offset + BODY_SIZE_AT);
    const start = offset + DEFINITION_HEADER_BYTES;
    const end = start + bodyBytes;
    const namesAt: number[] = [];
    let namesFit = true;
    const noteName = (at: number): void => {
      namesAt.push(at - offset);
      namesFit &&= names.isName(chunk.u32(at));
    };
    const parser = new BinXmlParser(
      { chunk, names, instances, noteName },
      { start, end },
      { inDefinition: true, depth: 0 },
    );
    const root = soleElement(parser.parse(), offset);
    const templateId = chunk.u32(offset + GUID_AT);
    const guid = guidText(chunk, offset + GUID_AT);
    const identity = { id: this.#nextId++, bodyBytes, templateId, guid, namesFit };
    const image = new DataView(chunk.slice(offset + GUID_AT, end - offset - GUID_AT).buffer);
    const elsewhere = namesAt.map((at) => nameElsewhere(chunk, offset + at));
    return {
      plan: planOf(root, identity, this.#budget),
      image,
      imageBytes: image.byteLength,
      namesAt: Int32Array.from(namesAt),
      names: elsewhere,
      nameBytes: Int32Array.from(elsewhere, (name) => name?.byteLength ?? 0),
    };
  }
}

function nameElsewhere(chunk: ChunkBytes, at: number): DataView | null {
  const name = chunk.u32(at);
  if (name === at + 4) return null;
  const bytes = NAME_LINK_BYTES + chunk.u16(name + 6) * 2;
  return new DataView(chunk.slice(name + NAME_LINK_BYTES, bytes).buffer);
}

/** Whether the definition at `offset`, which lies inside the chunk, is the known one: stretch by stretch, name by name. */
function isSame(known: Definition, chunk: ChunkBytes, offset: number): boolean {
  const { dataView } = chunk;
  const { image, imageBytes, names, nameBytes, namesAt } = known;
  if (dataView.getUint32(offset + BODY_SIZE_AT, true) !== known.plan.bodyBytes) return false;
  let from = GUID_AT;
  for (let index = 0; index < namesAt.length; index++) {
    const at = namesAt[index] ?? 0;
    if (!equalBytes(dataView, offset + from, image, from - GUID_AT, at - from)) return false;
    const elsewhere = names[index] ?? null;
    const name = dataView.getUint32(offset + at, true);
    const isInline = name === offset + at + 4;
    if (isInline !== (elsewhere === null)) return false;
    // An inline name's link depends on the chunk; its hash and characters are part of the next stretch.
    from = at + 4 + (isInline ? NAME_LINK_BYTES : 0);
    if (elsewhere === null) continue;
    if (!nameEquals(chunk, name, elsewhere, nameBytes[index] ?? 0)) return false;
  }
  const rest = imageBytes + GUID_AT - from;
  return equalBytes(dataView, offset + from, image, from - GUID_AT, rest);
}

function nameEquals(chunk: ChunkBytes, name: number, wanted: DataView, bytes: number): boolean {
  const end = name + NAME_LINK_BYTES + bytes;
  if (end > CHUNK_BYTES) return false;
  chunk.reach(end);
  return equalBytes(chunk.dataView, name + NAME_LINK_BYTES, wanted, 0, bytes);
}

function soleElement(nodes: readonly TemplateNode[], offset: number): ElementTemplate {
  const elements = nodes.filter((node): node is ElementTemplate => node.kind === 'element');
  const [root] = elements;
  if (root === undefined || elements.length > 1) {
    throw new EvtxDamage(`a template with ${elements.length} root elements`, offset);
  }
  return root;
}
