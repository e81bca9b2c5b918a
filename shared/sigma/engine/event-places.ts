/** Sorts a stretch of events by place: the rules of a place are the same for all its events. */
import { type Column, type EventColumns, textsOf, valueAt } from '@shared/model/columns';
import type { EventFields, FieldValue } from '@shared/model/event';
import { placeOf } from '../log-source';

export interface EventPlace {
  readonly channel: string;
  readonly eventId: string;
  /** Every text of the field EventID; more than one only where a record repeats it. */
  readonly loggedIds: readonly string[];
}

export interface PlacedEvents {
  readonly place: EventPlace;
  /** Ascending. */
  readonly events: Uint32Array;
}

/** The fields that tell where an event stands. */
const PLACE_FIELDS = ['Channel', 'EventID', 'Provider_Name', 'LogSource_Category'];

export function placedEvents(columns: EventColumns): readonly PlacedEvents[] {
  const told = PLACE_FIELDS.map((name) => columns.column(name));
  const groups = groupsByCodes(told, columns.events);
  const members: number[][] = [];
  groups.forEach((group, event) => (members[group] ??= []).push(event));
  return members.map((events) => ({
    place: placeAt(told, events[0] ?? 0),
    events: Uint32Array.from(events),
  }));
}

/** A number per event, the same where all columns have the same code. */
function groupsByCodes(columns: readonly (Column | null)[], events: number): Uint32Array {
  let groups = new Uint32Array(events);
  for (const column of columns) {
    if (column === null) continue;
    const numbers = new Map<number, number>();
    const { codes } = column;
    groups = groups.map((group, event) => {
      const key = group * 65_536 + (codes[event] ?? 0);
      let number = numbers.get(key);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(key, number);
      }
      return number;
    });
  }
  return groups;
}

function placeAt(told: readonly (Column | null)[], event: number): EventPlace {
  const fields = told.flatMap((column, at): [string, FieldValue][] => {
    const value = column === null ? undefined : valueAt(column, event);
    return value === undefined ? [] : [[PLACE_FIELDS[at] ?? '', value]];
  });
  const place: EventFields = {
    names: fields.map(([name]) => name),
    values: fields.map(([, value]) => value),
  };
  const ids = fields.find(([name]) => name === 'EventID')?.[1] ?? [];
  return { ...placeOf(place), loggedIds: textsOf(ids) };
}
