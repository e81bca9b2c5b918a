/** Marks that stand for the values of a record while its layout is worked out. */

/** A noncharacter of Unicode, on both sides of a slot's number. */
export const MARK = '\ufdd0';
const MARKED = new RegExp(`^${MARK}(\\d+)${MARK}$`);
/** A mark that came through into JSON as a scalar of its own. */
export const WHOLE_IN_JSON = new RegExp(`"${MARK}=(\\d+)${MARK}"`);

/** Stands for a scalar: JSON shows whether it came through whole or was joined with others to a text. */
export class Mark {
  readonly slot: number;

  constructor(slot: number) {
    this.slot = slot;
  }

  toString(): string {
    return `${MARK}${this.slot}${MARK}`;
  }

  toJSON(): string {
    return `${MARK}=${this.slot}${MARK}`;
  }
}

/** The slot a text stands for; null where it is a text of its own. */
export function slotOf(text: string): number | null {
  const slot = MARKED.exec(text)?.[1];
  return slot === undefined ? null : Number(slot);
}
