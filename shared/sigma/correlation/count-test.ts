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
