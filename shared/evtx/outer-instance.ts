/**
 * The outer instance of the record before: records that follow one another mostly say the same of their values, but for
 * the length of the stream embedded at the end.
 */
import type { ChunkBytes } from './chunk-bytes';
import { equalBytes } from './equal-bytes';
import type { LayoutNode } from './layout-node';
import type { Plan } from './plan';
import { DESCRIPTOR_BYTES, KIND_BITS, typeOf } from './slot-kind';
import { VALUE } from './value-types';

/** In place of the slot of a deciding value whose bytes tell: there is none, or there are some. */
export const NONE = -1;
export const SOME = -2;

export class OuterInstance {
  /** Null where there is none to go by. */
  plan: Plan | null = null;
  count = 0;
  /** Where its descriptors stand in the chunk, and which chunk that was. */
  start = 0;
  #loads = 0;
  /** Where its facts lead without deciding values. */
  before: LayoutNode | null = null;
  /** Where they lead with them; null where more of them than `looked` hang on their bytes. */
  after: LayoutNode | null = null;
  /** The deciding value that must not be empty for that; `NONE` where it hangs on none. */
  looked = NONE;

  /** Whether the instance whose descriptors stand at `start` repeats this one, but for that length. */
  isRepeated({ dataView, loads }: ChunkBytes, plan: Plan, count: number, start: number): boolean {
    if (plan !== this.plan || count !== this.count || loads !== this.#loads) return false;
    const bytes = (count - 1) * DESCRIPTOR_BYTES;
    const kind = dataView.getInt32(start + bytes, true) & KIND_BITS;
    return (
      typeOf(kind) === VALUE.binXml && equalBytes(dataView, this.start, dataView, start, bytes)
    );
  }

  keep({ loads }: ChunkBytes, plan: Plan, count: number, start: number): void {
    this.plan = plan;
    this.count = count;
    this.start = start;
    this.#loads = loads;
  }
}
