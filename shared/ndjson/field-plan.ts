/** What the leaves of one form of record are called, worked out once and then followed for each record. */
import type { FieldValue } from '@shared/model/event';
import { LOG_SOURCE_FIELD } from '@shared/model/log-source';
import { shareNames } from '@shared/model/shared-names';
import type { Leaf } from './leaf-tree';
import { LogSourceTeller } from './log-source-teller';
import { type Origin, shownBy, valueOf } from './field-origin';
import { type MadeOf, originOf } from './made-field';
import type { FieldNaming, RecordKind, SourceShape } from './source-shape';
import { userDataElement, windowsNameOf } from './windows-event-names';

export interface FieldPlan {
  readonly names: readonly string[];
  /** Leaves that may tell when the event happened, the best first. */
  readonly time: readonly number[];
  readonly origins: readonly Origin[];
  /** The leaves of all fields, where each comes from one as it is. */
  readonly leaves: readonly number[] | null;
  /** Leaves that no field has as they are. */
  readonly unshown: readonly number[];
}

/** The values of a record in step with the plan's names. */
export function valuesOf(plan: FieldPlan, texts: readonly FieldValue[]): FieldValue[] {
  const values: FieldValue[] = [];
  if (plan.leaves === null) for (const origin of plan.origins) values.push(valueOf(origin, texts));
  else for (const at of plan.leaves) values.push(texts[at] ?? null);
  return values;
}

/** Records of one form that one plan serves: what they tell of their kind, and how many values lists have. */
export interface Variant {
  readonly kind: RecordKind | null;
  readonly sizeAt: (at: number) => number;
}

/** A leaf by its place in the record's list. */
export interface PlacedLeaf {
  readonly at: number;
  readonly isNull: boolean;
  readonly keys: readonly string[];
  /** Dotted, below the shape's root. */
  readonly path: string;
}

export const placed = (leaves: readonly Leaf[], root: string): readonly PlacedLeaf[] =>
  leaves.map(({ branch, isNull }, at) => {
    const whole = branch.path();
    const keys = root !== '' && whole[0] === root ? whole.slice(1) : whole;
    return { at, isNull, keys, path: keys.join('.') };
  });

export function planFields(
  leaves: readonly PlacedLeaf[],
  shape: SourceShape,
  { kind, sizeAt }: Variant,
): FieldPlan {
  const planner = new Planner(leaves, shape, sizeAt);
  planner.plan(kind);
  return planner.finish();
}

class Planner {
  readonly #shape: SourceShape;
  readonly #leaves: readonly PlacedLeaf[];
  readonly #byPath = new Map<string, number[]>();
  readonly #fields = new Map<string, Origin>();
  readonly #madeOf: MadeOf;

  constructor(leaves: readonly PlacedLeaf[], shape: SourceShape, sizeAt: Variant['sizeAt']) {
    this.#shape = shape;
    this.#leaves = leaves;
    this.#madeOf = {
      at: (path) => this.#found([path])[0],
      sizeAt,
      sections: () => this.#sections(),
    };
    for (const { path, at } of this.#leaves) {
      const same = this.#byPath.get(path);
      if (same === undefined) this.#byPath.set(path, [at]);
      else same.push(at);
    }
  }

  plan(kind: RecordKind | null): void {
    this.#core();
    if (kind !== null) this.#naming(kind);
    const inEvent = this.#windowsEvent();
    for (const under of this.#shape.fieldsUnder) this.#under(`${under}.`);
    this.#naming(this.#shape);
    this.#logSource();
    this.#originals(inEvent);
  }

  finish(): FieldPlan {
    const origins = [...this.#fields.values()];
    const leaves = origins.flatMap((origin) => (origin.type === 'leaf' ? origin.at : []));
    const shown = new Set(origins.flatMap(shownBy));
    return {
      names: shareNames([...this.#fields.keys()]),
      origins,
      leaves: leaves.length === origins.length ? leaves : null,
      unshown: this.#leaves.map(({ at }) => at).filter((at) => !shown.has(at)),
      time: this.#timeLeaves(),
    };
  }

  #core(): void {
    for (const [name, paths] of Object.entries(this.#shape.core)) {
      const found = this.#found(paths);
      const [at] = found;
      if (at === undefined) continue;
      this.#fields.set(
        name,
        found.length === 1 ? { type: 'leaf', at } : { type: 'first', of: found },
      );
    }
  }

  /** Leaves with a value at the paths, in the order of the paths. */
  #found(paths: readonly string[]): number[] {
    return paths
      .flatMap((path) => this.#byPath.get(path) ?? [])
      .filter((at) => this.#leaves[at]?.isNull === false);
  }

  /** Fields of an event written as Windows writes it; answers which leaves those are. */
  #windowsEvent(): ReadonlySet<number> {
    const { eventUnder, eventSections } = this.#shape;
    const inEvent = new Set<number>();
    if (eventUnder === null) return inEvent;
    const above = eventUnder === '' ? [] : eventUnder.split('.');
    const paths = this.#prefixes();
    const has = (path: readonly string[]): boolean => paths.has([...above, ...path].join('\0'));
    const named = this.#leaves.flatMap(({ at, keys, isNull }) => {
      if (!above.every((key, depth) => keys[depth] === key) || keys.length <= above.length)
        return [];
      const path = keys.slice(above.length);
      if (eventSections !== null && !eventSections.includes(path[0] ?? '')) return [];
      inEvent.add(at);
      const wrapper = userDataElement(path);
      if (wrapper !== null)
        this.#fields.set('UserData_Element', { type: 'constant', value: wrapper });
      const name = windowsNameOf(path, isNull, has);
      return name === null ? [] : [{ at, ...name }];
    });
    for (const { at, name, isSystem } of named) if (isSystem) this.#add(name, at);
    const taken = new Set(this.#fields.keys());
    for (const { at, name, apart, isSystem } of named) {
      if (!isSystem) this.#add(taken.has(name) ? apart : name, at);
    }
    return inEvent;
  }

  #prefixes(): ReadonlySet<string> {
    const prefixes = new Set<string>();
    for (const { keys } of this.#leaves) {
      for (let length = 1; length <= keys.length; length++) {
        prefixes.add(keys.slice(0, length).join('\0'));
      }
    }
    return prefixes;
  }

  #under(prefix: string): void {
    const taken = new Set(this.#fields.keys());
    for (const { at, path } of this.#leaves) {
      if (!path.startsWith(prefix)) continue;
      const name = path.slice(prefix.length);
      if (!taken.has(name)) this.#add(name, at);
    }
  }

  #named(path: string, names: string | readonly string[]): void {
    const found = this.#byPath.get(path);
    if (found === undefined) return;
    for (const name of typeof names === 'string' ? [names] : names) {
      if (this.#fields.has(name)) continue;
      for (const at of found) this.#add(name, at);
    }
  }

  #naming({ names, made }: FieldNaming): void {
    for (const [path, all] of Object.entries(names)) this.#named(path, all);
    for (const [name, one] of Object.entries(made)) {
      const origin = this.#fields.has(name) ? null : originOf(one, this.#madeOf);
      if (origin !== null) this.#fields.set(name, origin);
    }
  }

  /** Keys of the record that hold others, in their order. */
  #sections(): string[] {
    const above = this.#leaves.flatMap(({ keys }) => (keys.length > 1 ? (keys[0] ?? []) : []));
    return [...new Set(above)];
  }

  #logSource(): void {
    if (this.#fields.has('Channel')) return;
    const teller = new LogSourceTeller(this.#shape.logSources, (path) => this.#found([path])[0]);
    if (teller.tells) this.#fields.set(LOG_SOURCE_FIELD, { type: 'logSource', of: teller });
  }

  /** Every leaf under its own path; under `record.` where a field that means more has the name. */
  #originals(inEvent: ReadonlySet<number>): void {
    const taken = new Map(
      [...this.#fields].map(([name, origin]) => [name, new Set(shownBy(origin))]),
    );
    for (const { at, path } of this.#leaves) {
      if (inEvent.has(at)) continue;
      const shown = taken.get(path);
      if (shown === undefined) this.#add(path, at);
      else if (!shown.has(at)) this.#add(`record.${path}`, at);
    }
  }

  #add(name: string, at: number): void {
    const origin = this.#fields.get(name);
    if (origin === undefined) this.#fields.set(name, { type: 'leaf', at });
    else if (origin.type === 'all') origin.of.push(at);
    else if (origin.type === 'leaf' && origin.at !== at) {
      this.#fields.set(name, { type: 'all', of: [origin.at, at] });
    }
  }

  #timeLeaves(): number[] {
    const told = this.#fields.get('TimeCreated_SystemTime');
    const found = this.#found(this.#shape.time);
    return told?.type === 'leaf' ? [told.at, ...found] : found;
  }
}
