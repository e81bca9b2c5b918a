/** The template definitions of the chunk at hand by their offset, out of the worker's store. */
import type { InstanceReader } from './binxml-parser';
import { CHUNK_BYTES, type ChunkBytes } from './chunk-bytes';
import { EvtxDamage } from './evtx-damage';
import type { NameTable } from './name-table';
import type { Plan } from './plan';
import type { TemplateStore } from './template-store';

export class PlanTable {
  readonly #chunk: ChunkBytes;
  readonly #names: NameTable;
  readonly #store: TemplateStore;
  readonly #plans: (Plan | undefined)[] = Array.from({ length: CHUNK_BYTES });
  readonly #offsets: number[] = [];

  constructor(chunk: ChunkBytes, names: NameTable, store: TemplateStore) {
    this.#chunk = chunk;
    this.#names = names;
    this.#store = store;
  }

  /** Call when the chunk holds new bytes. */
  startChunk(): void {
    for (const offset of this.#offsets) this.#plans[offset] = undefined;
    this.#offsets.length = 0;
    this.#store.trim();
  }

  /** The plan of the definition at `offset`. @throws EvtxDamage */
  at(offset: number, instances: InstanceReader): Plan {
    return this.#plans[offset] ?? this.#load(offset, instances);
  }

  #load(offset: number, instances: InstanceReader): Plan {
    if (offset >= CHUNK_BYTES) throw new EvtxDamage('a template outside the chunk', offset);
    const plan = this.#store.planAt(this.#chunk, this.#names, offset, instances);
    this.#plans[offset] = plan;
    this.#offsets.push(offset);
    return plan;
  }
}
