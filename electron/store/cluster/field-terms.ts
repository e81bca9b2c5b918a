/** The values of an event as the index looks for them: one text for each, the field's name before it. */
import { createHash } from 'node:crypto';
import type { EventFields, FieldValue } from '@shared/model/event';
import { foldCase } from '@shared/model/fold-case';
import { MOST_TERM_BYTES, NAME_END } from './index-mapping';

/** Begins the term of a value that is too long to be one; names cannot hold it unescaped. */
const HASHED = `${NAME_END}sha256:`;

/** Bytes of UTF-8 a UTF-16 unit takes at most. */
const MOST_BYTES_A_UNIT = 3;

export interface FieldTerms {
  readonly named: readonly string[];
  readonly long: readonly string[];
  readonly terms: readonly string[];
  readonly names: readonly string[];
  readonly values: readonly string[];
}

/** Names are evidence too: whatever would end one early is escaped. */
export const nameKey = (name: string): string =>
  name.replaceAll('\u0002', '\u0002b').replaceAll(NAME_END, '\u0002a');

export const foldedNameKey = (name: string): string => nameKey(name.toLowerCase());

const isLong = (text: string): boolean =>
  text.length * MOST_BYTES_A_UNIT > MOST_TERM_BYTES && Buffer.byteLength(text) > MOST_TERM_BYTES;

/** The text a whole value is looked for by. @param name as `nameKey` or `foldedNameKey` gives it */
export function termOf(name: string, value: string): string {
  const term = `${name}${NAME_END}${value}`;
  if (!isLong(term)) return term;
  const hash = createHash('sha256').update(value).digest('hex');
  return `${name}${NAME_END}${HASHED}${hash}`;
}

function textsOf(value: FieldValue): readonly string[] {
  if (value === null) return [];
  return typeof value === 'string' ? [value] : value.filter((text) => text !== null);
}

export function fieldTerms({ names, values }: EventFields): FieldTerms {
  const found = {
    ...{ named: new Set<string>(), long: new Set<string>(), terms: new Set<string>() },
    ...{ names: new Set<string>(), values: new Set<string>() },
  };
  names.forEach((name, at) => {
    const [key, folded] = [nameKey(name), foldedNameKey(name)];
    found.names.add(folded);
    for (const text of textsOf(values[at] ?? null)) {
      const lower = foldCase(text);
      const whole = `${folded}${NAME_END}${lower}`;
      (isLong(whole) ? found.long : found.named).add(whole);
      found.terms.add(termOf(folded, lower));
      found.values.add(termOf(key, text));
    }
  });
  return {
    ...{ named: [...found.named], long: [...found.long], terms: [...found.terms] },
    ...{ names: [...found.names], values: [...found.values] },
  };
}
