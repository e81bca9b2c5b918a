/** Shards and packs of the version before kept no raw texts: they are read from the original records then. */
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StoredGeneration } from '@electron/store/event-store';
import { openPack } from '@electron/store/shard/pack-reader';
import { PackWriter } from '@electron/store/shard/pack-writer';
import { RAW_TEXTS } from '@electron/store/shard/shard-schema';
import { openShard } from '@electron/store/shard/shard-reader';
import { ShardWriter } from '@electron/store/shard/shard-writer';
import { openWriter } from '@electron/store/sqlite';
import { valueAt } from '@shared/model/columns';
import { fileId, generation } from '@shared/model/ids';
import { bytesOf, readAll } from '../ndjson/bytes';
import { makeOlderPack } from '../../fixtures/older-pack';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const LINES = [
  '{"a":"x","inner":{"key":"y"}}',
  '{"a":"a"}',
  '{"a":"z","a":"hidden","list":[1.50]}',
  '{}',
];
const TOLD = [['a', 'inner', 'key'], null, ['a', 'z', 'list', '1.50'], null];
const PLACE = { file: fileId(1), generation: generation(1), pack: null };

let shard = '';
let pack = '';

beforeEach(() => {
  const folder = temporaryFolder();
  shard = path.join(folder, 's.events');
  pack = path.join(folder, 'p.events');
  const writer = new ShardWriter(shard, 'json');
  for (const event of readAll(bytesOf(LINES.join('\n'))).events) writer.add(event);
  writer.finish();
  const packing = new PackWriter(pack);
  const stored = openShard(shard);
  packing.add(PLACE, stored);
  stored.close();
  packing.finish();
});

let open: StoredGeneration[] = [];
afterEach(() => {
  for (const one of open) one.close();
  open = [];
});

function told(stored: StoredGeneration): unknown[] {
  open.push(stored);
  const column = stored.rawTexts(0);
  return LINES.map((_, event) => (column === null ? null : (valueAt(column, event) ?? null)));
}

/** As the version before wrote it. */
function makeOlderShard(): void {
  const writer = openWriter(shard);
  writer.exec(`DELETE FROM col WHERE id = ${RAW_TEXTS}`);
  writer.exec("UPDATE meta SET value = '1' WHERE key = 'version'");
  writer.close();
}

const member = () => openPack(pack).member(PLACE.file, PLACE.generation);

test('a shard and a pack keep what events say beside their fields, as no field', () => {
  expect(told(openShard(shard))).toEqual(TOLD);
  expect(told(member())).toEqual(TOLD);
  for (const one of open) expect(one.fieldsIn(0)).not.toContain(RAW_TEXTS);
});

test('where they were not kept, the records tell the same', () => {
  makeOlderShard();
  makeOlderPack(pack, 1);
  expect(told(openShard(shard))).toEqual(TOLD);
  expect(told(member())).toEqual(TOLD);
});
