/** What a record says beside the values of its fields: names, and values that fields show in another form. */
import type { FieldValue } from './event';

/** Of the names and values of a record those that say something and are no value of a field, each once, in order. */
export function rawTextsOf(texts: Iterable<string>, values: readonly FieldValue[]): string[] {
  const others = new Set(texts);
  others.delete('');
  for (const value of values) {
    if (typeof value === 'string') others.delete(value);
    else for (const text of value ?? []) if (text !== null) others.delete(text);
  }
  return [...others];
}
