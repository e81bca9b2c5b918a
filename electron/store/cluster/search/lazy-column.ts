/** A whole column where one is asked for that unpacks itself little by little. */
import { type Column, valueAt } from '@shared/model/columns';
import type { LazyColumn } from '../../shard/stored-column';

export function lazyColumn(column: Column | null): LazyColumn | null {
  if (column === null) return null;
  const { entries, codes } = column;
  return {
    ...{ entries, codes, values: entries.length },
    entry: (at) => entries[at],
    glanced: () => entries,
    valueAt: (event) => valueAt(column, event),
    holding: () => null,
  };
}
