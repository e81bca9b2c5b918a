/** An event of the cluster as rows, the drawer and tunings read it. */
import type { Column, EventColumns } from '@shared/model/columns';
import type { FieldValue } from '@shared/model/event';
import type { TextsOf } from '@shared/sigma/tuning';
import type { StoredEvent } from '../../event-store';
import { textsIn } from '../../event-texts';
import type { ShownEvent } from '../../search/event-rows';
import type { EventField } from '../../search/segment-columns';
import type { FieldNames } from '../../shard/field-names';

/**
 * @param names of the generation: fields are shown in the order in which the file first has them; null for that of
 *   the record
 */
export function shownEvent(event: StoredEvent, names: FieldNames | null): ShownEvent {
  const places = new Map(event.names.map((name, at) => [name, at]));
  const valueAt = (at: number): FieldValue => event.values[at] ?? null;
  return {
    fixed: event,
    value: (name) => {
      const at = places.get(name);
      return at === undefined ? undefined : valueAt(at);
    },
    fieldsNamed: function* (isWanted): Generator<EventField> {
      for (const name of inOrder(event.names, names))
        if (isWanted(name)) yield { name, value: valueAt(places.get(name) ?? -1) };
    },
  };
}

/** Fields beyond the most a file may have come last. */
const inOrder = (own: readonly string[], names: FieldNames | null): readonly string[] =>
  names === null ? own : own.toSorted((left, right) => idOf(left, names) - idOf(right, names));
const idOf = (name: string, names: FieldNames): number =>
  names.idOf(name) ?? Number.MAX_SAFE_INTEGER;

/** What tunings ask of an event. */
export const textsOfEvent = ({ names, values }: StoredEvent): TextsOf =>
  textsIn(columnsOf(names, values), 0);

/** One event as a stretch of events. */
function columnsOf(names: readonly string[], values: readonly FieldValue[]): EventColumns {
  return {
    ...{ events: 1, names },
    column: (name): Column | null => {
      const at = names.indexOf(name);
      if (at < 0) return null;
      const value = values[at] ?? null;
      if (value === null) return { entries: [], codes: Uint8Array.of(1) };
      return { entries: [value], codes: Uint8Array.of(2) };
    },
  };
}
