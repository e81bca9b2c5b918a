/** The field view of JSON records of one source: the names rules know, then every original path. */
import type { EventFields, FieldValue } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import { type FieldPlan, valuesOf } from './field-plan';
import { FormPlans } from './form-plans';
import { at, embeddedRecord, isRecord, type JsonRecord, parseExact } from './json-record';
import { Branch, type Leaf, RecordForm } from './leaf-tree';
import { timeOf } from './record-time';
import { RecordWalk } from './record-walk';
import type { SourceShape } from './source-shape';
import { type Matched, TextForms, type TextSpan } from './text-form';

/** A record with more is refused as a flaw: making its columns would take all memory. */
const MOST_FIELDS = 500_000;

/** Hostile records each have a form of their own; what was learnt is then dropped. Costs time only. */
const MOST_LEAVES_KEPT = 200_000;

export interface Flattened extends EventFields {
  readonly time: FileTime | null;
  /** As an event's, where they are known without looking at the record's text. */
  readonly rawTexts: readonly string[] | null;
}

export class TooManyFields extends RangeError {}

export class Flattener {
  readonly #shape: SourceShape;
  #root = new Branch(null, '');
  #forms = new RecordForm<FormPlans>();
  #kept = 0;
  readonly #texts = new TextForms<FormPlans>();
  /** By the keys of a form: what no field shows is mostly the same again (a namespace). */
  readonly #lastRawTexts = new WeakMap<readonly string[], readonly string[]>();

  constructor(shape: SourceShape) {
    this.#shape = shape;
  }

  /** A line that is like an earlier one, without parsing it; null where it is not. */
  read(span: TextSpan): Flattened | null {
    const matched = this.#texts.match(span);
    if (matched === null) return null;
    const plan = matched.plan.of(matched.texts);
    return flattened(plan, matched.texts, this.#rawTexts(plan, matched));
  }

  #rawTexts(plan: FieldPlan, { texts, keys }: Matched<FormPlans>): readonly string[] {
    if (plan.unshown.length === 0) return keys;
    const all = keys.concat(unshown(plan, texts));
    const last = this.#lastRawTexts.get(keys);
    if (last !== undefined && isSame(last, all)) return last;
    this.#lastRawTexts.set(keys, all);
    return all;
  }

  /**
   * `line`: the JSON the record was parsed from, with the blanks around it. `learns`: lines like it may
   * follow, to be read by `read`.
   * @throws RangeError where the record nests too deep or has too many fields
   */
  flatten(record: JsonRecord, line: string, learns = false): Flattened {
    let walk = this.#walk(record);
    if (walk.lostDigits) {
      const exact = parseExact(line.trim());
      if (isRecord(exact)) walk = this.#walk(exact);
    }
    const { leaves, texts } = walk.isIrregular ? merged(walk) : walk;
    const plans = this.#plansOf(leaves);
    const isPlain = !walk.isIrregular && !walk.lostDigits && this.#shape.embedded.length === 0;
    if (learns && isPlain && this.#texts.isOpen)
      this.#texts.learn(line, this.#root, leaves, texts, plans);
    return flattened(plans.of(texts), texts, null);
  }

  #walk(record: JsonRecord): RecordWalk {
    const walk = new RecordWalk();
    walk.walk(record, this.#root);
    if (this.#shape.embedded.length > 0) this.#walkEmbedded(record, walk);
    return walk;
  }

  /** Texts that are records of their own, below the path they stand at. */
  #walkEmbedded(record: JsonRecord, walk: RecordWalk): void {
    const { root } = this.#shape;
    const content = root === '' ? record : record[root];
    const above = root === '' ? this.#root : this.#root.child(root, null);
    if (!isRecord(content)) return;
    for (const path of this.#shape.embedded) {
      const inner = embeddedRecord(at(content, path));
      if (inner !== null) walk.walk(inner, above.child(path, null));
    }
  }

  #plansOf(leaves: readonly Leaf[]): FormPlans {
    if (leaves.length > MOST_FIELDS) {
      this.#forget();
      throw new TooManyFields(`it has more than ${MOST_FIELDS} fields`);
    }
    let form = this.#forms;
    for (const leaf of leaves) form = form.with(leaf);
    if (form.plan !== null) return form.plan;
    const plans = new FormPlans(leaves, this.#shape);
    form.plan = plans;
    this.#kept += leaves.length;
    if (this.#kept > MOST_LEAVES_KEPT) this.#forget();
    return plans;
  }

  #forget(): void {
    this.#root = new Branch(null, '');
    this.#forms = new RecordForm();
    this.#kept = 0;
  }
}

const unshown = (plan: FieldPlan, texts: readonly FieldValue[]): string[] =>
  plan.unshown.flatMap((place) => texts[place] ?? []).filter((text) => text !== null);

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, place) => text === b[place]);

const flattened = (
  plan: FieldPlan,
  texts: readonly FieldValue[],
  rawTexts: Flattened['rawTexts'],
): Flattened => ({
  names: plan.names,
  values: valuesOf(plan, texts),
  time: eventTime(plan, texts),
  rawTexts,
});

/** One leaf for each branch, with all its values in order. */
function merged({ leaves, texts }: RecordWalk): { leaves: Leaf[]; texts: FieldValue[] } {
  const found = new Map<Branch, (string | null)[]>();
  leaves.forEach(({ branch }, place) => {
    const value = texts[place] ?? null;
    const values = typeof value === 'object' && value !== null ? value : [value];
    const earlier = found.get(branch);
    if (earlier === undefined) found.set(branch, [...values]);
    else for (const one of values) earlier.push(one);
  });
  return {
    leaves: [...found].map(([branch, values]) =>
      values.every((value) => value === null) ? branch.none : branch.text,
    ),
    texts: [...found.values()].map((values) =>
      values.length === 1 ? (values[0] ?? null) : values,
    ),
  };
}

function eventTime({ time }: FieldPlan, texts: readonly FieldValue[]): FileTime | null {
  for (const place of time) {
    const value = texts[place];
    const parsed = typeof value === 'string' ? timeOf(value) : null;
    if (parsed !== null) return parsed;
  }
  return null;
}
