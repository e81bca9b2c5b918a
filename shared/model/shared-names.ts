/**
 * Gives equal lists of field names one identity, so that what is worked out once for a shape of event
 * (which name answers to which rule field) can be kept per list. Losing the pool costs time only.
 */
const MOST_SHAPES = 20_000;
/** Characters of all names; evidence chooses how long they are. */
const MOST_CHARACTERS = 16_000_000;
const shapes = new Map<string, readonly string[]>();
let characters = 0;

export function shareNames(names: readonly string[]): readonly string[] {
  const key = names.join('\0');
  const known = shapes.get(key);
  if (known !== undefined) return isSame(known, names) ? known : names;
  if (shapes.size >= MOST_SHAPES || characters >= MOST_CHARACTERS) {
    shapes.clear();
    characters = 0;
  }
  shapes.set(key, names);
  characters += key.length;
  return names;
}

/** A name of a JSON record may hold the NUL that joins the key, so equal keys do not prove equal lists. */
const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, at) => name === b[at]);
