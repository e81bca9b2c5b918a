/** Of several copies of one event the first is listed, compared with a plain scan. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileTime } from '@shared/model/file-time';
import { type GivenEvent, searchOver } from '../../../fixtures/case-of-events';

const some = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> =>
  fc.constantFrom(...values);
const fields: fc.Arbitrary<GivenEvent['fields']> = fc
  .tuple(
    some(null, 'WS1', 'ws1', 'DC'),
    some(null, 'Security'),
    some(null, '1', '2'),
    some('a', 'b'),
  )
  .map(([computer, channel, record, name]) => [
    ...(computer === null ? [] : [['Computer', computer] as const]),
    ...(channel === null ? [] : [['Channel', channel] as const]),
    ...(record === null ? [] : [['EventRecordID', record] as const]),
    ['Name', name] as const,
  ]);
const event: fc.Arbitrary<GivenEvent> = fc.record({
  time: some(null, 5n as FileTime, 6n as FileTime),
  fields,
});
const everything = { from: null, to: null, files: null };

/** What tells events of one time apart. */
function identityOf({ fields: pairs }: GivenEvent): string {
  const record = new Map(pairs);
  const place = ['Computer', 'Channel', 'EventRecordID'].map((name) => record.get(name));
  return place.includes(undefined) ? JSON.stringify(pairs) : place.join('\0').toLowerCase();
}

test('copies are left out of rows, counts, values and the histogram, and the first says how many there are', () => {
  const logs = fc.array(fc.array(event, { minLength: 1, maxLength: 12 }), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(
      logs,
      some('asc' as const, 'desc' as const),
      some('', 'Name:a'),
      (given, sort, query) => {
        const files = Object.fromEntries(given.map((events, at) => [`${at}.evtx`, events]));
        const { search } = searchOver(files);
        const page = (withoutCopies: boolean) =>
          search.eventRows({
            search: { ...everything, query, sort, withoutCopies },
            ...{ start: 0, end: 100, columns: [] },
          });
        const all = page(false).rows;
        const groups = new Map<string, typeof all>();
        // Ascending, so that the first of each group is the one that is kept.
        for (const row of sort === 'asc' ? all : all.toReversed()) {
          const own = files[row.fileName]?.[row.event];
          if (own === undefined) throw new Error('no such event');
          const key =
            row.time === null ? `${row.fileName} ${row.event}` : `${row.time} ${identityOf(own)}`;
          groups.set(key, [...(groups.get(key) ?? []), row]);
        }
        const expected = [...groups.values()].map(([first, ...others]) => ({
          ...{ file: first?.file, event: first?.event, copies: 1 + others.length },
        }));
        const { total, rows } = page(true);
        const placeOf = ({
          file,
          event: number,
        }: {
          file: number | undefined;
          event: number | undefined;
        }): number => all.findIndex((row) => row.file === file && row.event === number);
        expect(
          rows.map(({ file, event: number, copies }) => ({ file, event: number, copies })),
        ).toEqual(expected.toSorted((left, right) => placeOf(left) - placeOf(right)));
        expect(total).toBe(expected.length);
        const asked = { ...everything, query, sort, withoutCopies: true };
        expect(search.find(asked).count).toBe(expected.length);
        const names = search.values({
          search: asked,
          field: 'Name',
          holding: '',
          start: 0,
          end: 9,
        });
        expect(names.rows.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
      },
    ),
    { numRuns: 40 },
  );
});
