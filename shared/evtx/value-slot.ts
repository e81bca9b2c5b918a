/** Where the value of one substitution lies in the chunk. */
export interface ValueSlot {
  /** Its number among the values of the instance. */
  readonly index: number;
  readonly type: number;
  readonly offset: number;
  readonly bytes: number;
}
