/** A value of a record whose text tells less than its bytes. */
export interface RawValue {
  /** Its place among the values of its template instance, from 0. */
  readonly index: number;
  /** What the record says it is: `boolean`, `list of text`, or the type's number. */
  readonly type: string;
  /** Two upper-case digits a byte. */
  readonly hex: string;
}
