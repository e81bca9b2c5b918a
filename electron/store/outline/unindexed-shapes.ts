/** Which shapes the values of a field have that the index of their shard leaves out (value-shape.ts). */
import { shapeKeys, unindexedKey } from './filter-keys';
import type { ValueFilter } from './value-filter';
import { isUnindexed, SHAPES, shapesOf } from './value-shape';

export class UnindexedShapes {
  readonly #shapes = new Uint8Array(SHAPES);
  #hasAny = false;

  /** @param fold folds the text */
  add(text: string, fold: (text: string) => string): void {
    if (!isUnindexed(text)) return;
    this.#hasAny = true;
    shapesOf(fold(text), (shape) => (this.#shapes[shape] = 1));
  }

  /** What a filter is told of them. @param name of the field, in lower case */
  *keys(name: string): Generator<number> {
    if (!this.#hasAny) return;
    yield unindexedKey(name);
    const key = shapeKeys(name);
    for (let shape = 0; shape < SHAPES; shape++) if (this.#shapes[shape] === 1) yield key(shape);
  }
}

/**
 * Whether a value that an index leaves out may hold a text.
 * @param filter that was told the keys of its field
 * @param name of the field, in lower case
 * @param shapes of the text (`shapesOf`); none where it is too short to have any
 */
export function mayHaveUnindexed(
  filter: ValueFilter,
  name: string,
  shapes: readonly number[],
): boolean {
  if (shapes.length === 0) return filter.has(unindexedKey(name));
  const key = shapeKeys(name);
  return shapes.every((shape) => filter.has(key(shape)));
}
