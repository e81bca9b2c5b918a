/** Runs as lists of numbers are the runs. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factsIn, listedRuns } from '@electron/store/search/listed-runs';
import { MatchedRun, type RunFacts, type RunTimes } from '@electron/store/search/matched-run';
import type { TimeBound } from '@electron/store/search/time-words';

const word = fc.integer({ min: 0, max: 0xffff_ffff });
const places = fc.option(fc.uint16Array({ maxLength: 6 }));
const bound: fc.Arbitrary<TimeBound> = fc.record({ high: word, low: word });
const times: fc.Arbitrary<RunTimes> = fc.oneof(
  fc.constant({ timed: 0, first: null, last: null }),
  fc.record({ timed: fc.integer({ min: 1, max: 65_534 }), first: bound, last: bound }),
);
const facts: fc.Arbitrary<RunFacts> = fc
  .record({
    ...{ file: word, segment: word, firstEvent: word, count: word, places },
    ...{ times, isTold: fc.boolean(), inTime: fc.option(places, { nil: undefined }) },
  })
  .map(({ times: known, isTold, inTime, ...run }) => ({
    ...run,
    told: isTold ? known : null,
    order: inTime === undefined ? null : { ...known, inTime },
  }));

const never = (): never => {
  throw new Error('nobody looks at a segment');
};

test('what one thread tells of runs is what another is told', () => {
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 8 }), (all) => {
      const listed = listedRuns(all.map((one) => new MatchedRun(one, never)));
      expect([...factsIn(structuredClone(listed))]).toEqual(all);
    }),
  );
});
