/** Events of rule unit tests. */
import type { EventFields, FieldValue } from '@shared/model/event';
import { isMap, YamlNumber } from './rule-yaml';

/** An event written as a map: lists are tuples, inner maps dotted paths. */
export function eventOf(map: Readonly<Record<string, unknown>>): EventFields {
  const names: string[] = [];
  const values: FieldValue[] = [];
  const add = (name: string, value: unknown): void => {
    if (isMap(value)) {
      for (const [key, inner] of Object.entries(value)) add(`${name}.${key}`, inner);
      return;
    }
    names.push(name);
    values.push(Array.isArray(value) ? value.map(scalar) : scalar(value));
  };
  for (const [name, value] of Object.entries(map)) add(name, value);
  return { names, values };
}

function scalar(value: unknown): string | null {
  if (typeof value === 'string') return value;
  // As `hunt` reads it from JSON.
  if (value instanceof YamlNumber) return value.number;
  return value === null || value === undefined ? null : JSON.stringify(value);
}
