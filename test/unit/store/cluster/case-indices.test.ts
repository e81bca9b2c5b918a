/** How many shards an index begins with: enough to write with all nodes, few enough for many files. */
import { expect, test } from 'vitest';
import { shardsOfFile, shardsOfPack } from '@electron/store/cluster/case-indices';

test.each([
  [0, 1],
  [1, 1],
  [3, 3],
  [75, 32],
])('a pack on %s nodes has %s', (nodes, shards) => {
  expect(shardsOfPack(nodes)).toBe(shards);
});

test.each([
  [1_000_001, 75, 1],
  [10_000_000, 1, 1],
  [10_000_000, 3, 2],
  [60_000_000, 1, 3],
  [60_000_000, 75, 12],
  [2_000_000_000, 3, 32],
  [1_000_001, 0, 1],
])('a file of %s events on %s nodes has %s', (events, nodes, shards) => {
  expect(shardsOfFile(events, nodes)).toBe(shards);
});
