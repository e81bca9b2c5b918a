/** Whether a measure of a window passes what a condition asks. */
import type { CountTest } from './correlation-document';

export function passes({ operator, bound }: CountTest, measure: number): boolean {
  switch (operator) {
    case 'gt':
      return measure > bound;
    case 'gte':
      return measure >= bound;
    case 'lt':
      return measure < bound;
    case 'lte':
      return measure <= bound;
    case 'eq':
      return measure === bound;
    case 'neq':
      return measure !== bound;
  }
}

/** Whether any number passes all tests: only bounds, and what lies between and around them, can differ. */
export function isEverPassed(tests: readonly CountTest[]): boolean {
  const bounds = tests.map(({ bound }) => bound).toSorted((one, other) => one - other);
  const [least = 0] = bounds;
  const between = bounds.map((bound, at) => (bound + (bounds[at + 1] ?? beyond(bound))) / 2);
  return [-beyond(-least), ...bounds, ...between].some((number) =>
    tests.every((test) => passes(test, number)),
  );
}

/** Far enough that the middle is another number, however large the bound is. */
const beyond = (bound: number): number => bound + Math.max(2, Math.abs(bound));

/**
 * Whether any count passes all tests. A window is there because of an event: there is none of 0.
 * @param most there can be
 */
export function isEverMet(tests: readonly CountTest[], most = Number.MAX_SAFE_INTEGER): boolean {
  const around = tests.flatMap(({ bound }) => {
    const whole = Math.floor(bound);
    return [whole - 1, whole, whole + 1];
  });
  const counts = [1, ...around].filter((count) => count >= 1 && count <= most);
  return counts.some((count) => tests.every((test) => passes(test, count)));
}
