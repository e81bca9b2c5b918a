/** Names of evidence that UTF-8 has no bytes for stay apart. */
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import type { EventRecord } from '@shared/model/event';
import { keptName, keptRecord } from '@electron/pipeline/kept-names';

test.each([
  ['EventID', 'EventID'],
  ['a\ud800', 'a\\ud800'],
  ['a\ud801', 'a\\ud801'],
  ['\udc00b', '\\udc00b'],
  ['😀', '😀'],
  ['a\\ud800', 'a\\u005cud800'],
  ['a\\u005cud800', 'a\\u005cu005cud800'],
  ['C:\\users', 'C:\\users'],
])('%j is kept as %j', (name, kept) => {
  expect(keptName(name)).toBe(kept);
});

const part = fc.constantFrom('\ud800', '\udc00', '\udfff', '\\', 'u', 'd800', '005c', 'a');
const name = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));

it('can be written in UTF-8, and no two become one', () => {
  fc.assert(
    fc.property(name, name, (a, b) => {
      const [one, other] = [keptName(a), keptName(b)];
      expect(Buffer.from(one).toString()).toBe(one);
      expect(one === other).toBe(a === b);
    }),
    { numRuns: 20_000 },
  );
});

it('a record of usual names is the same record; any other says the rest as before', () => {
  const record = (names: readonly string[]): EventRecord => ({
    ...{ names, values: ['x', 'y'], offsetBytes: 7, recordId: '3', time: null, recovery: 'live' },
    ...{ document: () => Buffer.from('{}'), rawTexts: () => ['raw'] },
  });
  const usual = record(['a', 'b']);
  expect(keptRecord(usual)).toBe(usual);
  const odd = record(['a\ud800', 'a\ud801']);
  const kept = keptRecord(odd);
  expect(kept).toMatchObject({
    names: ['a\\ud800', 'a\\ud801'],
    values: ['x', 'y'],
    offsetBytes: 7,
  });
  expect(keptRecord(odd).names).toBe(kept.names);
  expect([String(kept.document()), kept.rawTexts()]).toEqual(['{}', ['raw']]);
});
