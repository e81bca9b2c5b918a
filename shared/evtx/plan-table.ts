/** The template definitions of the chunk at hand by their offset, out of the worker's store. */
import type { InstanceReader } from './binxml-parser';
import { CHUNK_BYTES, type ChunkBytes } from './chunk-bytes';
import { EvtxDamage } from './evtx-damage';
import type { FileTemplates } from './file-templates';
import type { NameTable } from './name-table';
import { PlainWalk } from './plain-walk';
import type { Plan } from './plan';
import type { TemplateStore } from './template-store';

/** Definitions whose literal streams hold instances of one another. */
const DEEPEST_DEFINITION = 8;
/** In place of a position: no definition can be read there, or one is being read. More than fit a chunk. */
const UNREADABLE = 0xffff;
/** More than this many in a chunk are found a little slower. */
const FAST_PLANS = 1_024;

export class PlanTable {
  readonly #chunk: ChunkBytes;
  readonly #names: NameTable;
  readonly #store: TemplateStore;
  /** By offset in the chunk: the position in `#plans`, zero where nothing was read yet. */
  readonly #places = new Uint16Array(CHUNK_BYTES);
  readonly #plans: (Plan | undefined)[] = [undefined];
  /** In step: their template ids, as signed words, which unlike larger numbers take no object each. */
  readonly #ids = new Int32Array(FAST_PLANS);
  readonly #offsets: number[] = [];
  #depth = 0;
  readonly #file: FileTemplates;
  /** Streams without a template. */
  readonly plain: PlainWalk;

  constructor(chunk: ChunkBytes, names: NameTable, store: TemplateStore, file: FileTemplates) {
    this.#file = file;
    this.#chunk = chunk;
    this.#names = names;
    this.#store = store;
    this.plain = new PlainWalk(chunk, names, store.shapes);
  }

  /** Call when the chunk holds new bytes. */
  startChunk(): void {
    for (const offset of this.#offsets) this.#places[offset] = 0;
    this.#offsets.length = 0;
    this.#plans.length = 1;
    this.#store.trim();
    this.plain.startChunk(this.#store.shapes);
  }

  /**
   * The plan an instance asks for: of the definition it points to, if that has the id the instance names.
   * Another id means that the definition was overwritten (evtx.md 5).
   * @throws EvtxDamage
   */
  at(offset: number, templateId: number, instances: InstanceReader): Plan {
    const place = this.#places[offset] ?? 0;
    const known = this.#ids[place] === (templateId | 0) ? this.#plans[place] : undefined;
    if (known !== undefined) return known;
    const plan = this.#plans[place] ?? this.#load(offset, instances);
    if (plan.templateId !== templateId) throw new EvtxDamage('its template is overwritten', offset);
    return plan;
  }

  #load(offset: number, instances: InstanceReader): Plan {
    if (offset >= CHUNK_BYTES) throw new EvtxDamage('a template outside the chunk', offset);
    if (this.#places[offset] === UNREADABLE || this.#depth === DEEPEST_DEFINITION) {
      throw new EvtxDamage('its template cannot be read', offset);
    }
    this.#places[offset] = UNREADABLE;
    this.#offsets.push(offset);
    const plan = this.#read(offset, instances);
    this.#places[offset] = this.#plans.length;
    this.#ids[this.#plans.length] = plan.templateId;
    this.#plans.push(plan);
    this.#file.note(plan);
    return plan;
  }

  #read(offset: number, instances: InstanceReader): Plan {
    this.#depth++;
    try {
      return this.#store.planAt(this.#chunk, this.#names, offset, instances);
    } finally {
      this.#depth--;
    }
  }
}
