/** Events of a segment that indicators stand in, each counted once, while they are found value by value. */
import type { Column } from '@shared/model/columns';

interface Standing {
  /** Codes of the values it stands in, by column. */
  readonly codes: Map<Column, Set<number>>;
  readonly events: Set<number>;
}

export class SegmentTally {
  readonly #events: number;
  readonly #isLookedAt: Uint8Array | null;
  readonly #standing = new Map<number, Standing>();
  /** How many events have each code of a column. */
  readonly #uses = new Map<Column, Uint32Array>();

  /** @param isLookedAt a flag per event, 1 where it counts; null where all do */
  constructor(events: number, isLookedAt: Uint8Array | null) {
    this.#events = events;
    this.#isLookedAt = isLookedAt;
  }

  addValue(id: number, column: Column, code: number): void {
    const { codes } = this.#of(id);
    const known = codes.get(column);
    if (known === undefined) codes.set(column, new Set([code]));
    else known.add(code);
  }

  addEvent(id: number, event: number): void {
    this.#of(id).events.add(event);
  }

  #of(id: number): Standing {
    const known = this.#standing.get(id) ?? { codes: new Map(), events: new Set() };
    this.#standing.set(id, known);
    return known;
  }

  /** In no order. Whole before any of it is told: a damaged column may be met while it is counted. */
  counts(): (readonly [id: number, events: number])[] {
    return [...this.#counted()];
  }

  /** A flag per event: 1 where any indicator stands, looked at or not. */
  standing(): Uint8Array {
    const flags = new Uint8Array(this.#events);
    for (const { codes, events } of this.#standing.values()) flagEvents(flags, codes, events);
    return flags;
  }

  *#counted(): Generator<readonly [id: number, events: number], void, undefined> {
    for (const [id, { codes, events }] of this.#standing) {
      const [only, ...others] = codes;
      const isInOne = only !== undefined && others.length === 0 && events.size === 0;
      yield [id, isInOne ? this.#usesOf(...only) : this.#union(codes, events)];
    }
  }

  #usesOf(column: Column, codes: ReadonlySet<number>): number {
    const uses = this.#uses.get(column) ?? countUses(column, this.#isLookedAt);
    this.#uses.set(column, uses);
    let sum = 0;
    for (const code of codes) sum += uses[code] ?? 0;
    return sum;
  }

  #union(codes: Standing['codes'], events: ReadonlySet<number>): number {
    const flags = new Uint8Array(this.#events);
    flagEvents(flags, codes, events);
    const isLookedAt = this.#isLookedAt;
    return flags.reduce((sum, flag, event) => sum + (isLookedAt?.[event] === 0 ? 0 : flag), 0);
  }
}

function flagEvents(
  flags: Uint8Array,
  codes: Standing['codes'],
  events: ReadonlySet<number>,
): void {
  for (const event of events) flags[event] = 1;
  for (const [column, wanted] of codes)
    for (let event = 0; event < flags.length; event++)
      if (wanted.has(column.codes[event] ?? 0)) flags[event] = 1;
}

/** A code fits 16 bits. */
function countUses({ codes }: Column, isLookedAt: Uint8Array | null): Uint32Array {
  const uses = new Uint32Array(1 << 16);
  for (let event = 0; event < codes.length; event++) {
    if (isLookedAt?.[event] === 0) continue;
    const code = codes[event] ?? 0;
    uses[code] = (uses[code] ?? 0) + 1;
  }
  return uses;
}
