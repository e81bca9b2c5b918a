/** Ends, ranks and bars of many runs against plain lists of times, as they are and as another thread is told them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileTime } from '@shared/model/file-time';
import { intervals } from '@electron/store/search/histogram';
import { factsIn, listedRuns } from '@electron/store/search/listed-runs';
import { MatchedRun } from '@electron/store/search/matched-run';
import { MatchList } from '@electron/store/search/matches';
import { placesOf } from '@electron/store/search/places';
import { segmentOfTimes } from '../../../fixtures/segment-of-times';

const MAX = (1n << 64n) - 1n;
const base = fc.constantFrom(0n, 1n << 32n, (1n << 32n) - 3n, MAX - 9n, 1n << 63n, 13n ** 16n);
const time = fc
  .oneof(
    fc.tuple(base, fc.bigInt({ min: 0n, max: 9n })).map(([from, more]) => from + more),
    fc.bigInt({ min: 0n, max: MAX }),
  )
  .map((ticks) => (ticks > MAX ? MAX : ticks) as FileTime);
interface Given {
  readonly time: FileTime | null;
  readonly matches: boolean;
}

const event: fc.Arbitrary<Given> = fc.record({
  time: fc.option(time, { freq: 6 }),
  matches: fc.boolean(),
});
const log = fc.array(event, { minLength: 1, maxLength: 30 });
const width = fc.oneof(fc.bigInt({ min: 1n, max: 20n }), fc.bigInt({ min: 1n, max: MAX }));

const least = (times: readonly bigint[]): bigint => times.reduce((a, b) => (b < a ? b : a));
const most = (times: readonly bigint[]): bigint => times.reduce((a, b) => (b > a ? b : a));
const extentOf = (times: readonly bigint[]): object | null =>
  times.length === 0 ? null : { first: least(times), last: most(times) };

/** The runs of some logs, and their times. */
function runsOf(logs: readonly (readonly Given[])[], isTold: boolean) {
  const segments = logs.map((events) =>
    segmentOfTimes(
      0,
      events.map((one) => one.time),
    ),
  );
  const runs = logs.flatMap((events, file) => {
    const segment = segments[file];
    if (segment === undefined || !events.some(({ matches }) => matches)) return [];
    const flags = Uint8Array.from(events, ({ matches }) => (matches ? 1 : 0));
    const run = MatchedRun.in(file, segment, placesOf(flags), () => segment);
    if (file % 2 === 0) run.workOutOrder();
    return [run];
  });
  const told = [...factsIn(structuredClone(listedRuns(runs)))].map(
    (facts) => new MatchedRun(facts, () => segments[facts.file] ?? segmentOfTimes(0, [])),
  );
  const times = logs.flat().flatMap((one) => (one.matches && one.time !== null ? [one.time] : []));
  return { runs: isTold ? told : runs, times };
}

test('ends, ranks and bars of runs are those of their times', () => {
  fc.assert(
    fc.property(
      fc.array(log, { maxLength: 6 }),
      ...([time, time, width, fc.boolean()] as const),
      (logs, one, other, widthTicks, isTold) => {
        const { runs, times } = runsOf(logs, isTold);
        const list = new MatchList('asc');
        for (const run of runs) list.put(run);
        expect(list.extent).toEqual(extentOf(times));
        const [from, to] = one <= other ? [one, other + 1n] : [other, one + 1n];
        const within = times.filter((ticks) => ticks >= from && ticks < to);
        expect(list.extentWithin(from, to)).toEqual(extentOf(within));
        for (const ticks of [one, other, 0n, MAX, MAX + 1n])
          expect(list.rankOf(ticks)).toBe(times.filter((each) => each < ticks).length);
        const bars = new Map<bigint, number>();
        for (const ticks of times) {
          const start = ticks - (ticks % widthTicks);
          bars.set(start, (bars.get(start) ?? 0) + 1);
        }
        const counted = [...bars].toSorted(([a], [b]) => (a < b ? -1 : 1));
        expect(intervals(runs, widthTicks)).toEqual(
          counted.map(([start, events]) => ({ start, events })),
        );
      },
    ),
    { numRuns: 1_500 },
  );
});

test('where hundreds of events share a time, each row is the event it should be', () => {
  const runs = fc.array(
    fc.record({ early: fc.nat(300), tied: fc.nat(600), late: fc.nat(300) }),
    ...[{ minLength: 1, maxLength: 6 }],
  );
  fc.assert(
    fc.property(runs, fc.array(fc.nat(5_000), { minLength: 1, maxLength: 5 }), (logs, asked) => {
      const list = new MatchList('asc');
      const rows: { time: bigint; file: number; event: number }[] = [];
      logs.forEach(({ early, tied, late }, file) => {
        const times = [
          ...Array.from({ length: early }, (_, at) => BigInt(at)),
          ...Array.from({ length: tied }, () => 1_000n),
          ...Array.from({ length: late }, (_, at) => 2_000n + BigInt(at)),
        ] as FileTime[];
        const segment = segmentOfTimes(0, times);
        list.put(MatchedRun.in(file, segment, null, () => segment));
        times.forEach((one, event) => rows.push({ time: one, file, event }));
      });
      rows.sort((a, b) => Number(a.time - b.time) || a.file - b.file || a.event - b.event);
      for (const row of asked) {
        const wanted = rows[row];
        const expected = wanted === undefined ? null : { file: wanted.file, event: wanted.event };
        expect(list.at(row)).toEqual(expected);
      }
    }),
    { numRuns: 300 },
  );
});
