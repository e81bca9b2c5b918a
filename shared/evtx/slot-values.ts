/** The values of an instance as scalars, whatever their bytes are. */
import type { ChunkBytes } from './chunk-bytes';
import { EvtxDamage } from './evtx-damage';
import { isOddValue } from './odd-value';
import type { Scalar } from './record-tree';
import { arrayItems } from './value-array';
import { hexOf, scalarOf } from './value-scalar';
import type { ValueSlot } from './value-slot';
import { ARRAY_BIT } from './value-types';

export class SlotValues {
  readonly #chunk: ChunkBytes;
  readonly #damaged: (reason: string) => void;
  readonly #odd: (slot: ValueSlot) => void;

  /**
   * `damaged` is told of each value that does not fit its type; its bytes are kept in hexadecimal. `odd` is
   * told of each whose text tells less than its bytes.
   */
  constructor(
    chunk: ChunkBytes,
    damaged: (reason: string) => void,
    odd: (slot: ValueSlot) => void,
  ) {
    this.#chunk = chunk;
    this.#damaged = damaged;
    this.#odd = odd;
  }

  scalar(slot: ValueSlot): Scalar {
    const { type, offset, bytes } = slot;
    if (isOddValue(this.#chunk, type, offset, bytes)) this.#odd(slot);
    try {
      return scalarOf(this.#chunk, type, offset, bytes);
    } catch (error) {
      return this.#raw(error, offset, bytes);
    }
  }

  items(slot: ValueSlot): readonly Scalar[] {
    const { type, offset, bytes } = slot;
    if (isOddValue(this.#chunk, type, offset, bytes)) this.#odd(slot);
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
