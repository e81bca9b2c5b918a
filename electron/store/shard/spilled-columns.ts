/** The fields beyond a shard's limit, which share one column, each as a column of its own. */
import { type Column, valueAt } from '@shared/model/columns';
import { DistinctValues } from '@shared/model/distinct-values';
import type { FieldValue } from '@shared/model/event';
import { unspill } from './segment-events';

/** By name, those that are wanted: there may be hundreds of thousands. @throws what `unspill` throws */
export function spilledColumns(
  spill: Column,
  isWanted: (name: string) => boolean = () => true,
): ReadonlyMap<string, Column> {
  const events = spill.codes.length;
  const columns = new Map<string, { values: DistinctValues; codes: Uint16Array }>();
  for (let event = 0; event < events; event++) {
    const names: string[] = [];
    const values: FieldValue[] = [];
    unspill(valueAt(spill, event) ?? null, names, values);
    names.forEach((name, at) => {
      if (!isWanted(name)) return;
      const column = columns.get(name) ?? {
        values: new DistinctValues(),
        codes: new Uint16Array(events),
      };
      columns.set(name, column);
      column.codes[event] = column.values.codeOf(values[at]);
    });
  }
  return new Map(
    [...columns].map(([name, { values, codes }]) => [name, { entries: values.entries, codes }]),
  );
}
