/** Lists of matches against plain lists of file, event and time. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileTime } from '@shared/model/file-time';
import { MatchedRun } from '@electron/store/search/matched-run';
import { MatchList } from '@electron/store/search/matches';
import { placesOf } from '@electron/store/search/places';
import { placesWithin } from '@electron/store/search/time-places';
import { segmentOfTimes } from '../../../fixtures/segment-of-times';

interface Given {
  readonly time: FileTime | null;
  readonly matches: boolean;
}

const time = fc
  .oneof(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }))
  .map((ticks) => ticks as FileTime);
const given = (matches: fc.Arbitrary<boolean>): fc.Arbitrary<Given[]> =>
  fc.array(fc.record({ time: fc.option(time), matches }), { maxLength: 20 });
/** Of some, few events match: they are put in order by themselves. */
const segment = fc.oneof(given(fc.boolean()), given(fc.nat(7).map((one) => one === 0)));
/** Files of segments. */
const logs = fc.array(fc.array(segment, { maxLength: 3 }), { maxLength: 4 });

interface Plain {
  readonly file: number;
  readonly event: number;
  readonly time: FileTime | null;
}

const plainly = (files: readonly (readonly (readonly Given[])[])[]): Plain[] =>
  files.flatMap((segments, file) =>
    segments.flat().flatMap((one, event) => (one.matches ? [{ file, event, time: one.time }] : [])),
  );

function listOf(
  files: readonly (readonly (readonly Given[])[])[],
  order: 'asc' | 'desc',
): MatchList {
  const list = new MatchList(order);
  files.forEach((segments, file) => {
    let first = 0;
    for (const events of segments) {
      const all = events.every(({ matches }) => matches);
      const flags = all ? null : Uint8Array.from(events, ({ matches }) => (matches ? 1 : 0));
      const times = events.map((one) => one.time);
      const segment = segmentOfTimes(first, times);
      const places = flags === null ? null : placesOf(flags);
      list.put(MatchedRun.in(file, segment, places, () => segment));
      first += events.length;
    }
  });
  return list;
}

function sorted(plain: readonly Plain[], order: 'asc' | 'desc'): Plain[] {
  const sign = order === 'asc' ? 1 : -1;
  return plain.toSorted((a, b) => {
    if (a.time !== b.time) {
      if (a.time === null) return 1;
      if (b.time === null) return -1;
      return a.time < b.time ? -sign : sign;
    }
    return sign * (a.file - b.file || a.event - b.event);
  });
}

test('rows, times and files of a list are those of a plain one, in both directions', () => {
  fc.assert(
    fc.property(
      logs,
      fc.constantFrom('asc' as const, 'desc' as const),
      time,
      (files, order, ask) => {
        const plain = sorted(plainly(files), order);
        const list = listOf(files, order);
        const rows = plain.map(({ file, event }) => ({ file, event }));
        expect(rows.map((_, row) => list.at(row))).toEqual(rows);
        expect([list.at(-1), list.at(rows.length)]).toEqual([null, null]);
        const timed = plain.filter((one) => one.time !== null);
        expect([list.count, list.timed]).toEqual([plain.length, timed.length]);
        for (const one of plain) expect(list.timeOf(one.file, one.event)).toBe(one.time);
        const before = timed.filter((one) => one.time !== null && one.time < ask).length;
        expect(list.rankOf(ask)).toBe(before);
        const reached = (one: Plain): boolean =>
          one.time !== null && (order === 'asc' ? one.time >= ask : one.time <= ask);
        const first = timed.findIndex(reached);
        expect(list.rowAt(ask)).toBe(first < 0 ? timed.length : first);
      },
    ),
    { numRuns: 300 },
  );
});

test('many events come in order, block by block and from anywhere, however their times lie', () => {
  const many = (seed: number, spread: bigint): Given[] =>
    Array.from({ length: 5_000 }, (_, at) => ({
      time: BigInt.asUintN(60, BigInt(at * 7_919 + seed) * 0x9e37_79b9_7f4a_7c15n) % spread,
      matches: (at + seed) % 3 > 0,
    })) as Given[];
  const rising: Given[] = Array.from({ length: 5_000 }, (_, at) => ({
    ...{ time: BigInt(at) as FileTime, matches: true },
  }));
  const logs = [[many(1, 1n << 60n), many(2, 40n)], [many(3, 1n)], [rising], [many(4, 5_000n)]];
  for (const order of ['asc', 'desc'] as const) {
    const rows = sorted(plainly(logs), order).map(({ file, event }) => ({ file, event }));
    expect(rows.length).toBeGreaterThan(15_000);
    const list = listOf(logs, order);
    expect(rows.map((_, row) => list.at(row))).toEqual(rows);
    for (const row of [12_345, 7, 9_000, 2_047, 2_048, rows.length - 1])
      expect(listOf(logs, order).at(row)).toEqual(rows[row]);
  }
});

/** Begins somewhere, takes some time, and may have events that are all of one time. */
const log = fc
  .record({
    ...{ begin: fc.bigInt({ min: 0n, max: 5_000n }), events: fc.integer({ min: 1, max: 60 }) },
    ...{ width: fc.constantFrom(1n, 7n, 300n, 5_000n), step: fc.bigInt({ min: 1n, max: 97n }) },
    untimed: fc.nat(9),
  })
  .map(({ begin, events, width, step, untimed }) => [
    Array.from({ length: events }, (_, at): Given => {
      const time = (begin + ((BigInt(at) * step) % width)) as FileTime;
      return { time: at % 10 < untimed ? time : null, matches: true };
    }),
  ]);

test('of many logs any row is where it should be, whichever is asked for first', () => {
  fc.assert(
    fc.property(
      fc.array(log, { minLength: 60, maxLength: 120 }),
      fc.array(fc.nat(6_000), { minLength: 1, maxLength: 6 }),
      fc.constantFrom('asc' as const, 'desc' as const),
      (files, asked, order) => {
        const rows = sorted(plainly(files), order).map(({ file, event }) => ({ file, event }));
        const list = listOf(files, order);
        for (const row of asked) expect(list.at(row)).toEqual(rows[row] ?? null);
      },
    ),
    { numRuns: 150 },
  );
});

test('a range keeps what lies in it, and nothing without a time', () => {
  const end = fc.option(time);
  fc.assert(
    fc.property(segment, end, end, (events, from, to) => {
      const flags = Uint8Array.from(events, ({ matches }) => (matches ? 1 : 0));
      const places = placesWithin(
        placesOf(flags),
        segmentOfTimes(
          0,
          events.map((one) => one.time),
        ),
        { from, to },
      );
      const expected = events.map(({ time: one, matches }) => {
        if (from === null && to === null) return matches;
        return (
          matches && one !== null && (from === null || one >= from) && (to === null || one < to)
        );
      });
      expect(places).toEqual(placesOf(Uint8Array.from(expected, Number)));
    }),
  );
});
