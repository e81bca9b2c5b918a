/** Marks that stand for the values of a record while its layout is worked out. */

/** A noncharacter of Unicode, on both sides of a slot's number. */
export const MARK = '\ufdd0';
const MARKED = new RegExp(`^${MARK}(\\d+)${MARK}$`);
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

/** Where a mark that came through into JSON as a scalar of its own stands in its UTF-8, quotes included. */
export interface MarkInBytes {
  readonly slot: number;
  readonly start: number;
  readonly end: number;
}

const MARK_BYTES = new TextEncoder().encode(MARK);
const QUOTE_BYTES = 1;
const EQUALS = 0x3d;
const ZERO = 0x30;

/** All such marks, in order. */
export function marksIn(json: Uint8Array): MarkInBytes[] {
  const marks: MarkInBytes[] = [];
  for (let at = markFrom(json, 0); at >= 0; at = markFrom(json, at)) {
    const start = at - QUOTE_BYTES;
    at += MARK_BYTES.length;
    // A value joined with others has no such sign; `traceLayout` refuses those.
    if (json[at] !== EQUALS) continue;
    let slot = 0;
    for (at++; json[at] !== MARK_BYTES[0]; at++) slot = slot * 10 + (json[at] ?? 0) - ZERO;
    at += MARK_BYTES.length + QUOTE_BYTES;
    marks.push({ slot, start, end: at });
  }
  return marks;
}

/** The position of the next `MARK` from a place on; -1 where there is none. */
function markFrom(json: Uint8Array, from: number): number {
  const [first = 0, second, third] = MARK_BYTES;
  let at = json.indexOf(first, from);
  while (at >= 0 && (json[at + 1] !== second || json[at + 2] !== third)) {
    at = json.indexOf(first, at + 1);
  }
  return at;
}
