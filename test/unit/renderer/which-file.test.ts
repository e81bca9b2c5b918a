import { expect, test } from 'vitest';
import type { EvidenceRow } from '@shared/contract/evidence-views';
import { filesInForce } from '../../../renderer/features/events/search-in-force';
import { whichFile } from '../../../renderer/features/evidence/which-file';

const file = (id: number, path: string, host: string | null) => ({
  ...{ id: id as EvidenceRow['id'], path, name: path.split(/[\\/]/).at(-1) ?? '' },
  published: { counts: { host } } as EvidenceRow['published'],
});

test('files of one name are told apart by host, or else by folder', () => {
  const first = file(1, '/a/Security.evtx', 'WS1');
  const second = file(2, '/b/Security.evtx', 'WS2');
  const again = file(3, 'C:\\c\\Security.evtx', 'WS2');
  expect(whichFile(first, [first])).toBeNull();
  expect(whichFile(first, [first, file(4, '/a/System.evtx', 'WS1')])).toBeNull();
  expect(whichFile(first, [first, second])).toBe('WS1');
  expect(whichFile(again, [first, second, again])).toBe('C:\\c');
  expect(whichFile(file(5, '/d/Security.evtx', null), [first])).toBe('/d');
});

test('files that are left out are missing from the chosen ones, or from all', () => {
  expect(filesInForce(null, [], [1, 2])).toBeNull();
  expect(filesInForce(null, [2], [1, 2, 3])).toEqual([1, 3]);
  expect(filesInForce([2, 3], [2], [1, 2, 3])).toEqual([3]);
  expect(filesInForce([2], [2], [1, 2, 3])).toEqual([]);
});
