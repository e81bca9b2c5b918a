/**
 * What of a term can be looked for in the bytes of a dictionary (docs/formats/shard.md) before any value is
 * decoded: characters that stand there as one byte each. (A dictionary with others that fold to one of ASCII, the
 * Kelvin sign and the dotted capital I, does not let itself be searched.)
 */
import type { TextSearch } from '@shared/model/columns';

/** Beyond ASCII; the quote and the backslash, which JSON of tuples escapes. */
const UNTOLD_BY_BYTES = /[^\x20-\x7e]|["\\]/;
/** One character is in nearly every dictionary. */
const SHORTEST = 2;

/**
 * The longest part of a term that bytes can tell: texts without it do not hold the term. Null where there is none.
 * @param term folded
 */
export function searchableRun(term: string): string | null {
  const run = term
    .split(UNTOLD_BY_BYTES)
    .reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  return run.length < SHORTEST ? null : run;
}

export const searchFor =
  (run: string): TextSearch =>
  (text, from) =>
    text.indexOf(run, from);
