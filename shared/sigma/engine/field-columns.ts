/** The column a rule's field name means over a stretch of events, the fields of a view among them. */
import {
  CODE_ABSENT,
  type Column,
  type ColumnEntry,
  type EventColumns,
  valueAt,
} from '@shared/model/columns';
import { DistinctValues } from '@shared/model/distinct-values';
import type { EventFields, FieldValue } from '@shared/model/event';
import { FieldNames } from '../field-names';
import { codeGroups } from './code-groups';
import { type FieldView, type ViewField, VIEWS } from '../field-view';

/** A column under the name it is shown by; with several, each event is read in the first it has. */
interface NamedColumn {
  readonly name: string;
  readonly column: Column;
}

/** What a rule's field name leads to. */
export interface FieldColumn {
  readonly entries: readonly ColumnEntry[];
  readonly codes: Uint16Array;
  /** The name of the field that an event is read under. */
  nameAt(event: number): string;
}

/** The fields of a stretch of events as one view has them; each is worked out when first asked for. */
export class FieldColumns {
  readonly #events: EventColumns;
  readonly #view: readonly ViewField[];
  readonly #names: FieldNames;
  readonly #known = new Map<string, FieldColumn | null>();

  constructor(events: EventColumns, view: FieldView) {
    this.#events = events;
    this.#view = VIEWS[view].filter(({ inputs }) =>
      inputs.some((input) => events.names.includes(input)),
    );
    this.#names = new FieldNames([
      ...new Set([...events.names, ...this.#view.map(({ name }) => name)]),
    ]);
  }

  /** Null where no event has such a field. */
  of(field: string): FieldColumn | null {
    const known = this.#known.get(field);
    if (known !== undefined) return known;
    const columns = this.#names.meantBy(field).flatMap((name) => this.#under(name));
    const found = columns.length < 2 ? (columns[0] ?? null) : merged(columns);
    const column = found === null || 'nameAt' in found ? found : alone(found);
    this.#known.set(field, column);
    return column;
  }

  /** The logged field of a name and the view's, in the order an event is read. */
  #under(name: string): NamedColumn[] {
    const column = this.#events.column(name);
    const logged = column === null ? [] : [{ name, column }];
    const viewField = this.#view.find((one) => one.name === name);
    if (viewField === undefined) return logged;
    const viewed = { name, column: viewColumn(viewField, this.#events) };
    if (viewed.column.codes.every((code) => code === CODE_ABSENT)) return logged;
    return viewField.replaces ? [viewed, ...logged] : [...logged, viewed];
  }
}

/** A field as it was logged. */
export function loggedColumn(events: EventColumns, name: string): FieldColumn | null {
  const column = events.column(name);
  return column === null ? null : alone({ name, column });
}

const alone = ({ name, column }: NamedColumn): FieldColumn => ({
  entries: column.entries,
  codes: column.codes instanceof Uint16Array ? column.codes : new Uint16Array(column.codes),
  nameAt: () => name,
});

function merged(columns: readonly NamedColumn[]): FieldColumn {
  const events = columns[0]?.column.codes.length ?? 0;
  const values = new DistinctValues();
  const codes = new Uint16Array(events);
  const from = new Uint8Array(events);
  columns.forEach(({ column }, at) => {
    const joined: (number | undefined)[] = [CODE_ABSENT];
    for (let event = 0; event < events; event++) {
      const code = column.codes[event] ?? CODE_ABSENT;
      if (code === CODE_ABSENT || codes[event] !== CODE_ABSENT) continue;
      codes[event] = joined[code] ??= values.codeOf(valueAt(column, event));
      from[event] = at;
    }
  });
  return {
    entries: values.entries,
    codes,
    nameAt: (event) => columns[from[event] ?? 0]?.name ?? '',
  };
}

/** A view's field, worked out once for each combination of what it is made of. */
function viewColumn(field: ViewField, events: EventColumns): Column {
  const inputs = field.inputs.flatMap((name): NamedColumn[] => {
    const column = events.column(name);
    return column === null ? [] : [{ name, column }];
  });
  const values = new DistinctValues();
  const codes = new Uint16Array(events.events);
  const groups = codeGroups(
    inputs.map(({ column }) => column),
    events.events,
  );
  const codeByGroup: (number | undefined)[] = [];
  for (let event = 0; event < groups.length; event++) {
    const group = groups[event] ?? 0;
    codes[event] = codeByGroup[group] ??= values.codeOf(field.of(inputFields(inputs, event)));
  }
  return { entries: values.entries, codes };
}

function inputFields(inputs: readonly NamedColumn[], event: number): EventFields {
  const names: string[] = [];
  const values: FieldValue[] = [];
  for (const { name, column } of inputs) {
    const value = valueAt(column, event);
    if (value === undefined) continue;
    names.push(name);
    values.push(value);
  }
  return { names, values };
}
