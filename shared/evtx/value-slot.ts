/** Where the value of one substitution lies in the chunk. */
export interface ValueSlot {
  readonly type: number;
  readonly offset: number;
  readonly bytes: number;
}
