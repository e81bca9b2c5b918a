/** The values of an event as the index looks for them: one text for each, the field's name before it. */
import { createHash } from 'node:crypto';
import type { EventFields, FieldValue } from '@shared/model/event';
import { foldCase } from '@shared/model/fold-case';
import { MOST_TERM_BYTES, NAME_END } from './index-mapping';

/**
 * Begins the term of a value that cannot be one: it is too long, is no Unicode (half a character), or begins like
 * this. Its hash follows; the value itself stands in the document.
 */
export const HASHED = `${NAME_END}sha256:`;

/** Behind the name of a field: one of its values is null. Names cannot have it unescaped. */
const NULL_END = '\u0002n';

/** Bytes of UTF-8 a UTF-16 unit takes at most. */
const MOST_BYTES_A_UNIT = 3;

export interface FieldTerms {
  readonly named: readonly string[];
  readonly long: readonly string[];
  readonly terms: readonly string[];
  readonly names: readonly string[];
  readonly values: readonly string[];
}

/** As UTF-8 keeps a text: half a character is no character. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** Names are evidence too: whatever would end one early is escaped. */
export const nameKey = (name: string): string =>
  wellFormed(name).replaceAll('\u0002', '\u0002b').replaceAll(NAME_END, '\u0002a');

export const nameOfKey = (key: string): string =>
  key.replaceAll('\u0002a', NAME_END).replaceAll('\u0002b', '\u0002');

export const foldedNameKey = (name: string): string => nameKey(name.toLowerCase());

/** @param key as `nameKey` gives it */
export const nullTerm = (key: string): string => `${key}${NULL_END}`;

/**
 * Marks that a wildcard field takes for its own, escaped or not (OpenSearch 2.19 loses what an escaped backslash
 * stands before, and NUL is its own edge of a value), and what stands for each of them.
 */
const MARKS: Readonly<Record<string, string>> = {
  ...{ '\\': '\ufdd0', '*': '\ufdd1', '?': '\ufdd2', '\u0000': '\ufdd3' },
  ...{ '\ufdd0': '\ufffd', '\ufdd1': '\ufffd', '\ufdd2': '\ufffd', '\ufdd3': '\ufffd' },
};
// eslint-disable-next-line no-control-regex -- evidence has every character
const MARK = /[\\*?\u0000\ufdd0-\ufdd3]/g;

/** As `named` and `long` have a text: character for character, without marks. */
export const unmarked = (text: string): string => text.replace(MARK, (mark) => MARKS[mark] ?? mark);

/** Whether another text may look the same to `named` and `long`. */
export const isAmbiguous = (text: string): boolean =>
  /[\ufdd0-\ufdd3\ufffd]/.test(wellFormed(text));

const isLong = (text: string): boolean =>
  text.length * MOST_BYTES_A_UNIT > MOST_TERM_BYTES && Buffer.byteLength(text) > MOST_TERM_BYTES;

const isOdd = (text: string): boolean => text.startsWith(HASHED) || /\p{Surrogate}/u.test(text);

/** The text a whole value is looked for by. @param name as `nameKey` or `foldedNameKey` gives it */
export function termOf(name: string, value: string): string {
  const term = `${name}${NAME_END}${value}`;
  if (!isLong(term) && !isOdd(value)) return term;
  const hash = createHash('sha256').update(value, 'utf16le').digest('hex');
  return `${name}${NAME_END}${HASHED}${hash}`;
}

const elementsOf = (value: FieldValue): readonly (string | null)[] =>
  value === null || typeof value === 'string' ? [value] : value;

export function fieldTerms({ names, values }: EventFields): FieldTerms {
  const found = {
    ...{ named: new Set<string>(), long: new Set<string>(), terms: new Set<string>() },
    ...{ names: new Set<string>(), values: new Set<string>() },
  };
  names.forEach((name, at) => {
    const [key, folded] = [nameKey(name), foldedNameKey(name)];
    found.names.add(key);
    for (const text of elementsOf(values[at] ?? null)) {
      found.values.add(text === null ? nullTerm(key) : termOf(key, text));
      if (text === null) continue;
      const lower = foldCase(text);
      const whole = unmarked(wellFormed(`${folded}${NAME_END}${lower}`));
      (isLong(whole) || isOdd(lower) ? found.long : found.named).add(whole);
      found.terms.add(termOf(folded, lower));
    }
  });
  return {
    ...{ named: [...found.named], long: [...found.long], terms: [...found.terms] },
    ...{ names: [...found.names], values: [...found.values] },
  };
}
