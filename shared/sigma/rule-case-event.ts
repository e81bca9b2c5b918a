/** Events of rule unit tests. */
import type { EventFields, FieldValue } from '@shared/model/event';

/** An event written as a map: lists are tuples, inner maps dotted paths. */
export function eventOf(map: Readonly<Record<string, unknown>>): EventFields {
  const names: string[] = [];
  const values: FieldValue[] = [];
  const add = (name: string, value: unknown): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
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
  return value === null || value === undefined ? null : JSON.stringify(value);
}
