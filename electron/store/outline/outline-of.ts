/** The outline of a shard that was written before shards had one. */
import type { ShardOutline } from '@shared/contract/shard-outline';
import { type Column, FIRST_VALUE_CODE } from '@shared/model/columns';
import type { StoredGeneration } from '../event-store';
import { SPILL_FIELD } from '../shard/shard-schema';
import { OutlineBuilder } from './outline-builder';

/** @throws CaseScopeError `shard-damaged` */
export function outlineOf(shard: StoredGeneration): ShardOutline {
  const builder = new OutlineBuilder();
  const segments = shard.head.segmentCount;
  let timed = 0;
  for (let segment = 0; segment < segments; segment++) {
    for (const has of shard.segment(segment).hasTime) timed += has;
    for (const field of shard.fieldsIn(segment)) {
      if (field === SPILL_FIELD) builder.addSpill();
      else addColumn(builder, shard.head.fields.of(field), shard.column(segment, field));
    }
    if (shard.head.keepsRawTexts) builder.addRawTexts(shard.rawTexts(segment)?.entries ?? []);
  }
  return builder.outline(shard.count, { segments, timed });
}

function addColumn(builder: OutlineBuilder, name: string, column: Column | null): void {
  if (column === null) return;
  const { entries, codes } = column;
  let texts = 0;
  for (const code of codes) if (typeof entries[code - FIRST_VALUE_CODE] === 'string') texts++;
  builder.addColumn(name, entries, texts);
}
