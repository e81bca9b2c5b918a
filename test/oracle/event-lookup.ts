/** One event as rules see it, field by field, straight from the definitions. */
import type { EventFields, FieldValue } from '@shared/model/event';
import { foldCase } from '@shared/model/fold-case';
import { type FieldView, VIEWS } from '@shared/sigma/field-view';
import { namesFor } from './field-names';

const NO_TEXTS: readonly string[] = [];

/** The event with the view's fields: added where it has none of that name, or put in their place. */
function viewOf(event: EventFields, view: FieldView): EventFields {
  const names = [...event.names];
  const values = [...event.values];
  for (const { name, replaces, of } of VIEWS[view]) {
    const value = of(event);
    if (value === undefined) continue;
    const at = names.indexOf(name);
    if (at < 0) {
      names.push(name);
      values.push(value);
    } else if (replaces) values[at] = value;
  }
  return { names, values };
}

/** Where rules' field names lead, kept for events with the same names: only the looking up is saved. */
const known = new Map<string, Map<string, number>>();

function positionsByNames(names: readonly string[]): Map<string, number> {
  const key = JSON.stringify(names);
  const positions = known.get(key) ?? new Map<string, number>();
  known.set(key, positions);
  return positions;
}

export class EventLookup {
  readonly event: EventFields;
  /** Positions of the fields keywords are sought in: those logged, by name, with their logged values. */
  readonly logged: readonly number[];

  readonly #positions: Map<string, number>;
  readonly #folded: (readonly string[] | undefined)[] = [];

  constructor(logged: EventFields, view: FieldView) {
    const viewed = viewOf(logged, view);
    const apart = logged.names
      .toSorted()
      .map((name): [string, FieldValue] => [
        name,
        logged.values[logged.names.indexOf(name)] ?? null,
      ]);
    this.event = {
      names: [...viewed.names, ...apart.map(([name]) => name)],
      values: [...viewed.values, ...apart.map(([, value]) => value)],
    };
    this.logged = apart.map((_, at) => viewed.names.length + at);
    this.#positions = positionsByNames(this.event.names);
  }

  /** -1 where the event has no such field. */
  position(field: string): number {
    const known = this.#positions.get(field);
    if (known !== undefined) return known;
    const [name] = namesFor(this.event.names, field);
    const position = name === undefined ? -1 : this.event.names.indexOf(name);
    this.#positions.set(field, position);
    return position;
  }

  /** The texts of a field: one, or the elements of a tuple; none for an absent or null field. */
  texts(position: number): readonly string[] {
    const value = this.event.values[position];
    if (typeof value === 'string') return [value];
    return Array.isArray(value) ? value.filter((element) => element !== null) : NO_TEXTS;
  }

  folded(position: number): readonly string[] {
    return (this.#folded[position] ??= this.texts(position).map(foldCase));
  }
}
