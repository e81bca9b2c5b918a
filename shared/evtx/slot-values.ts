/** The values of an instance as scalars, whatever their bytes are. */
import type { ChunkBytes } from './chunk-bytes';
import { EvtxDamage } from './evtx-damage';
import type { Scalar } from './record-tree';
import { arrayItems } from './value-array';
import { hexOf, scalarOf } from './value-scalar';
import type { ValueSlot } from './value-slot';
import { ARRAY_BIT } from './value-types';

export class SlotValues {
  readonly #chunk: ChunkBytes;
  readonly #damaged: (reason: string) => void;

  /** `damaged` is told of each value that does not fit its type; its bytes are kept in hexadecimal. */
  constructor(chunk: ChunkBytes, damaged: (reason: string) => void) {
    this.#chunk = chunk;
    this.#damaged = damaged;
  }

  scalar({ type, offset, bytes }: ValueSlot): Scalar {
    try {
      return scalarOf(this.#chunk, type, offset, bytes);
    } catch (error) {
      return this.#raw(error, offset, bytes);
    }
  }

  items({ type, offset, bytes }: ValueSlot): readonly Scalar[] {
    try {
      return arrayItems(this.#chunk, type & ~ARRAY_BIT, offset, bytes);
    } catch (error) {
      return [this.#raw(error, offset, bytes)];
    }
  }

  #raw(error: unknown, offset: number, bytes: number): Scalar {
    if (!(error instanceof EvtxDamage)) throw error;
    this.#damaged(error.message);
    return bytes === 0 ? null : hexOf(this.#chunk.slice(offset, bytes));
  }
}
