/** Events that agree in several columns, told apart by numbers. */
import type { Column } from '@shared/model/columns';

/** More codes than a column has. */
const CODES = 65_536;

/**
 * A number per event, the same where all columns have the same code; 0 where all are absent, which is most
 * of them in most columns.
 */
export function codeGroups(columns: readonly (Column | null)[], events: number): Uint32Array {
  const [first, ...others] = columns.filter((column) => column !== null);
  if (first === undefined) return new Uint32Array(events);
  // One column's codes are numbers of its groups already.
  const groups = Uint32Array.from(first.codes);
  for (const column of others) refine(groups, column);
  return groups;
}

function refine(groups: Uint32Array, { codes }: Column): void {
  const numbers = new Map<number, number>();
  for (let event = 0; event < groups.length; event++) {
    const key = (groups[event] ?? 0) * CODES + (codes[event] ?? 0);
    if (key === 0) continue;
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size + 1;
      numbers.set(key, number);
    }
    groups[event] = number;
  }
}
