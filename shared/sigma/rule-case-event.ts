/**
 * Events of rule unit tests, with the fields that `hunt` reads from the same record in JSON, where it is written flat: what
 * exporters wrap a record in (`Event.System`, `winlog.event_data`) is not unwrapped here.
 */
import type { EventFields, FieldValue } from '@shared/model/event';
import { isMap, YamlNumber } from './rule-yaml';

type Text = string | null;

/** An event written as a map: lists are tuples, inner maps dotted paths, also where they stand in a list. */
export function eventOf(map: Readonly<Record<string, unknown>>): EventFields {
  const found = new Map<string, Text[]>();
  for (const [name, value] of Object.entries(map)) add(found, name, value);
  return {
    names: [...found.keys()],
    values: [...found.values()].map((texts): FieldValue => {
      const [only = null] = texts;
      return texts.length === 1 ? only : texts;
    }),
  };
}

function add(found: Map<string, Text[]>, name: string, value: unknown): void {
  if (isMap(value)) {
    const inner = Object.entries(value);
    if (inner.length === 0) take(found, name, null);
    for (const [key, one] of inner) add(found, `${name}.${key}`, one);
  } else if (Array.isArray(value)) {
    if (value.length === 0) take(found, name, null);
    for (const one of value) add(found, name, one);
  } else take(found, name, scalar(value));
}

function take(found: Map<string, Text[]>, name: string, text: Text): void {
  const before = found.get(name);
  if (before === undefined) found.set(name, [text]);
  else before.push(text);
}

function scalar(value: unknown): Text {
  if (typeof value === 'string') return value;
  // As `hunt` reads it from JSON.
  if (value instanceof YamlNumber) return value.number;
  return value === null || value === undefined ? null : JSON.stringify(value);
}
