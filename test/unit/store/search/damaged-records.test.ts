/** Records that are no longer what was stored are damage of their file, in whatever way they are none. */
import { expect, test } from 'vitest';
import { shardPath } from '@electron/store/case-paths';
import { compress } from '@electron/store/compression';
import { openWriter } from '@electron/store/sqlite';
import { fileId, generation } from '@shared/model/ids';
import { searchOver } from '../../../fixtures/case-of-events';

test.each([
  ...['', '{', 'null', '{}', '5', '"x"', '[]', '[5,0]', '["Event"]', '["Event",null]'],
  ...['["Event",0,[1]]', '["Event",0,{}]', '["Event","x"]'],
])('the tree %j', (text) => {
  const { search, caseDir } = searchOver({ 'a.evtx': [{ time: null, fields: [['A', 'x']] }] });
  const writer = openWriter(shardPath(caseDir, fileId(1), generation(1)));
  const bytes = Buffer.from(text);
  const block = Buffer.alloc(8 + bytes.length);
  block.writeUInt32LE(1, 0);
  block.writeUInt32LE(bytes.length, 4);
  bytes.copy(block, 8);
  writer.exec("UPDATE meta SET value = 'tree' WHERE key = 'documentKind'");
  writer.prepare('UPDATE document SET bytes = ?, packed = ?').run(block.length, compress(block));
  writer.close();
  search.release(fileId(1));
  expect(() => search.event(1, 0)).toThrow(expect.objectContaining({ code: 'shard-damaged' }));
});

/** A block of two records with another count or other lengths than it was written with. */
test.each([
  ['a count beyond the block', [0xffff_ffff, 2, 2]],
  ['a length too short', [2, 1, 2]],
  ['a length beyond the block', [2, 2, 200]],
  ['lengths that come to the right sum in 32 bits', [2, 0xffff_fffe, 6]],
])('%s', (_, words) => {
  const { search, caseDir } = searchOver({
    'a.evtx': ['x', 'y'].map((value) => ({ time: null, fields: [['A', value]] })),
  });
  const block = Buffer.concat([Buffer.from(Uint32Array.from(words).buffer), Buffer.from('{}{}')]);
  const writer = openWriter(shardPath(caseDir, fileId(1), generation(1)));
  writer.prepare('UPDATE document SET bytes = ?, packed = ?').run(block.length, compress(block));
  writer.close();
  search.release(fileId(1));
  for (const event of [0, 1])
    expect(() => search.event(1, event)).toThrow(
      expect.objectContaining({ code: 'shard-damaged' }),
    );
});

test('an event that cannot be read is left out of what is read one by one, and its file is told', () => {
  const of = (value: string) => [{ time: null, fields: [['A', value] as const] }];
  const { search, caseDir } = searchOver({ a: of('x'), b: of('y'), c: of('z') });
  const writer = openWriter(shardPath(caseDir, fileId(2), generation(1)));
  writer.exec("UPDATE col SET dictionary = x'01'");
  writer.close();
  search.release(fileId(2));
  const found = search.find({ query: '', from: null, to: null, sort: 'asc', files: null });
  const values = [...found.events()].map(({ fields }) => fields.values);
  expect(values).toEqual([['x'], ['z']]);
  expect(found.problems).toEqual([expect.stringMatching(/^b: The event store of this file/)]);
  expect([...found.events(1)]).toHaveLength(1);
});
