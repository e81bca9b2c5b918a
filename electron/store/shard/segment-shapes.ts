/**
 * What the index of a pack leaves out, segment by segment: members have outlines that tell it, but so many of them that a
 * search would read them all for one address.
 */
import { type ColumnEntry, textsOf } from '@shared/model/columns';
import { foldCase } from '@shared/model/fold-case';
import { UnindexedShapes } from '../outline/unindexed-shapes';
import { filterOf } from '../outline/value-filter';

/** Of one segment. */
export class SegmentShapes {
  /** By name in lower case. */
  readonly #fields = new Map<string, UnindexedShapes>();

  addColumn(name: string, entries: Iterable<ColumnEntry>): void {
    const lower = name.toLowerCase();
    const shapes = this.#fields.get(lower) ?? new UnindexedShapes();
    this.#fields.set(lower, shapes);
    for (const entry of entries) for (const text of textsOf(entry)) shapes.add(text, foldCase);
  }

  /** As `ValueFilter` reads it. */
  filter(): Uint8Array {
    const keys = [...this.#fields].flatMap(([name, shapes]) => [...shapes.keys(name)]);
    return filterOf(keys, keys.length);
  }
}
