/** The plans of one form of record: which one a record follows hangs on what it says of its kind. */
import type { FieldValue } from '@shared/model/event';
import { firstText } from './field-origin';
import { type FieldPlan, type PlacedLeaf, placed, planFields } from './field-plan';
import type { Leaf } from './leaf-tree';
import type { Made, SourceShape } from './source-shape';

/** Elements of a list told apart; there are no names for more. */
const MOST_ELEMENTS = 16;

export class FormPlans {
  readonly #leaves: readonly PlacedLeaf[];
  readonly #shape: SourceShape;
  /** The leaf that tells the kind; undefined where none does. */
  readonly #kindAt: number | undefined;
  /** Leaves whose elements are fields of their own. */
  readonly #listsAt: readonly number[];
  /** By kind and sizes; one for all records where nothing tells them apart. */
  readonly #plans = new Map<string, FieldPlan>();
  readonly #only: FieldPlan | null;
  /** What told the kind last time, and the plan: records of a kind mostly come together. */
  #last: { readonly told: string; readonly plan: FieldPlan } | null = null;

  constructor(leaves: readonly Leaf[], shape: SourceShape) {
    this.#shape = shape;
    this.#leaves = placed(leaves, shape.root);
    this.#kindAt = this.#leaves.find(({ path }) => path === shape.kinds?.by)?.at;
    const lists = listsOf(shape);
    this.#listsAt = this.#leaves.filter(({ path }) => lists.has(path)).map(({ at }) => at);
    const isOne = this.#kindAt === undefined && this.#listsAt.length === 0;
    this.#only = isOne ? this.#planned([], this.#kindOf([])) : null;
  }

  /** The plan of a record with these texts at the leaves. */
  of(texts: readonly FieldValue[]): FieldPlan {
    if (this.#only !== null) return this.#only;
    const told = this.#toldBy(texts);
    if (this.#last?.told === told && this.#listsAt.length === 0) return this.#last.plan;
    const plan = this.#planOf(texts);
    this.#last = { told, plan };
    return plan;
  }

  #planOf(texts: readonly FieldValue[]): FieldPlan {
    const kind = this.#kindOf(texts);
    let key = String(kind);
    for (const at of this.#listsAt) key += ` ${sizeOf(texts[at])}`;
    const known = this.#plans.get(key);
    if (known !== undefined) return known;
    const plan = this.#planned(texts, kind);
    this.#plans.set(key, plan);
    return plan;
  }

  /** The text that tells the kind. */
  #toldBy(texts: readonly FieldValue[]): string {
    return firstText(texts, this.#kindAt ?? null);
  }

  #planned(texts: readonly FieldValue[], kind: number): FieldPlan {
    return planFields(this.#leaves, this.#shape, {
      kind: this.#shape.kinds?.of[kind] ?? null,
      sizeAt: (at) => sizeOf(texts[at]),
    });
  }

  /** Number of the kind, -1 for none. */
  #kindOf(texts: readonly FieldValue[]): number {
    const { kinds } = this.#shape;
    if (kinds === null) return -1;
    const text = this.#toldBy(texts).toLowerCase();
    const told = kinds.of.findIndex((one) => one.told.includes(text));
    return told >= 0 ? told : kinds.of.findIndex((one) => one.told.length === 0);
  }
}

const sizeOf = (value: FieldValue | undefined): number =>
  typeof value === 'object' && value !== null ? Math.min(value.length, MOST_ELEMENTS) : 1;

/** Paths to lists with a name for each element. */
function listsOf({ made, kinds }: SourceShape): ReadonlySet<string> {
  const namings = [made, ...(kinds?.of ?? []).map((one) => one.made)];
  const parts = namings
    .flatMap((one) => Object.values(one))
    .flatMap((one): readonly Made[] => [one].flat())
    .flatMap((one) => (one.type === 'listed' ? one.of : []));
  return new Set(parts.flatMap(({ path, element }) => (element === undefined ? [] : [path])));
}
