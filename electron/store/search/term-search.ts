/**
 * What of a term can be looked for in the bytes of a dictionary (docs/formats/shard.md) before any value is
 * decoded: characters that stand there as one byte each, and that no other character folds to.
 */

/**
 * Beyond ASCII; the quote and the backslash, which JSON of tuples escapes; the two letters that characters of
 * other alphabets fold to (the Kelvin sign, the dotted capital I).
 */
const UNTOLD_BY_BYTES = /[^\x20-\x7e]|["\\ki]/;
/** One character is in nearly every dictionary. */
const SHORTEST = 2;

/**
 * Finds every text that holds the term, and others. Null where bytes cannot tell.
 * @param term folded
 */
export function termSearch(term: string): RegExp | null {
  const run = term
    .split(UNTOLD_BY_BYTES)
    .reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  if (run.length < SHORTEST) return null;
  // Without letters it is a search for bytes, some times faster.
  return new RegExp(run.replaceAll(/\W/g, String.raw`\$&`), /[a-z]/.test(run) ? 'gi' : 'g');
}
