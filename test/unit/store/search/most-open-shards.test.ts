import { expect, test } from 'vitest';
import { mostOpenShards } from '@electron/store/search/most-open-shards';

const granting = (files: string): string =>
  `Limit                     Soft Limit           Hard Limit           Units\nMax open files            ${files}                 20000                files\n`;

test.each([
  ['win32', null, 1_024],
  ['darwin', null, 512],
  ['linux', granting('1024'), 512],
  ['linux', granting('256'), 128],
  ['linux', granting('20000'), 1_024],
  ['linux', 'unreadable', 512],
])('%s that grants %j', (platform, limits, most) => {
  expect(mostOpenShards(1, platform, limits)).toBe(most);
});

test('threads share what the process may have', () => {
  expect(mostOpenShards(2, 'linux', granting('1024'))).toBe(256);
  expect(mostOpenShards(2, 'linux', granting('20000'))).toBe(1_024);
  expect(mostOpenShards(4, 'darwin', null)).toBe(128);
});
