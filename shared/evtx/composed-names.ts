/**
 * Field names put together from parts, kept so that the same parts give the same string: names are looked
 * up far more often than they are new, and a string made anew must be hashed anew.
 */
const MOST_KEPT = 50_000;

const kept = new Map<string, Map<string, string>>();
let keptCount = 0;

/** `first` + `second`, the same string each time. */
export function composed(first: string, second: string): string {
  const known = kept.get(first)?.get(second);
  if (known !== undefined) return known;
  if (keptCount >= MOST_KEPT) {
    kept.clear();
    keptCount = 0;
  }
  keptCount++;
  const name = first + second;
  const seconds = kept.get(first);
  if (seconds === undefined) kept.set(first, new Map([[second, name]]));
  else seconds.set(second, name);
  return name;
}
