import { useMemo, useState } from 'react';
import type { Selection } from './selection';

/** One chosen row of a paged grid, kept as a row: its page may be gone by the time it is shown. */
export function useSingleSelection<Row>(keyOf: (row: Row) => string | number) {
  const [row, setRow] = useState<Row | null>(null);
  const selection = useMemo<Selection>(() => {
    const key = row === null ? null : keyOf(row);
    return { keys: new Set(key === null ? [] : [key]), cursor: key, anchor: key };
  }, [row, keyOf]);
  return { row, setRow, selection };
}
