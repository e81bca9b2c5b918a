/** Sorts a stretch of events by place: the rules of a place are the same for all its events. */
import { type Column, type EventColumns, textsOf, valueAt } from '@shared/model/columns';
import type { EventFields, FieldValue } from '@shared/model/event';
import { type Place, PLACE_FIELDS, placeOf } from '../log-source';
import { codeGroups } from './code-groups';

export interface EventPlace extends Place {
  /** Every text of the field EventID; more than one only where a record repeats it. */
  readonly loggedIds: readonly string[];
}

export interface PlacedEvents {
  readonly place: EventPlace;
  /** Ascending. */
  readonly events: Uint32Array;
}

export function placedEvents(columns: EventColumns): readonly PlacedEvents[] {
  const told = PLACE_FIELDS.map((name) => columns.column(name));
  const groups = codeGroups(told, columns.events);
  const members: number[][] = [];
  for (let event = 0; event < groups.length; event++)
    (members[groups[event] ?? 0] ??= []).push(event);
  return members
    .filter((events) => events !== undefined)
    .map((events) => ({ place: placeAt(told, events[0] ?? 0), events: Uint32Array.from(events) }));
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
