/** Correlations on random stories, held to the plain reading of the definitions. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CompiledCorrelation } from '@shared/sigma/correlation/compiled-correlation';
import {
  COUNT_OPERATORS,
  CORRELATION_TYPES,
  type CorrelationBody,
} from '@shared/sigma/correlation/correlation-document';
import { CorrelationRun } from '@shared/sigma/correlation/correlation-run';
import { eventOccurrence } from '@shared/sigma/correlation/occurrence';
import { type Happened, NAMES as RULES, naiveHits } from '../../../oracle/naive-correlation';

const TICKS = 10_000_000n;

const VALUES = ['1', '2', '5', '9', '0.1', '0.2', '-3'];
/** A double forgets small numbers beside them, or cannot hold two of them. */
/** No numbers, whatever JavaScript's `Number` makes of them. */
const NO_NUMBERS = ['none', '0b11', '0x10', ' 5', '+5', '.5', '5.', '', '1e400', 'Infinity', '007'];
const EXTREME = ['18446744073709551615', '1e308', '9007199254740993', '1e16'];

/** Few values, so that times coincide, windows touch at their borders and groups meet. */
const story: fc.Arbitrary<Happened[]> = fc
  .array(
    fc.record({
      seconds: fc.integer({ min: 0, max: 40 }),
      rule: fc.nat(2),
      user: fc.constantFrom('x', 'X', 'y', null),
      value: fc.constantFrom(...VALUES, ...VALUES, ...EXTREME, ...NO_NUMBERS, null),
    }),
    { maxLength: 30 },
  )
  .map((happened) => happened.toSorted((a, b) => a.seconds - b.seconds));

const tests = fc.uniqueArray(
  fc.record({
    operator: fc.constantFrom(...COUNT_OPERATORS),
    bound: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(0.3, 2 ** 64, 1e308)),
  }),
  { minLength: 1, maxLength: 2, selector: ({ operator }) => operator },
);
const body: fc.Arbitrary<CorrelationBody> = fc
  .record({
    type: fc.constantFrom(...CORRELATION_TYPES),
    tests,
    grouped: fc.boolean(),
    timespanSeconds: fc.integer({ min: 1, max: 12 }),
    percentile: fc.oneof(
      fc.nat(100),
      fc.nat(1_000).map((tenth) => tenth / 10),
    ),
    prefix: fc.option(fc.integer({ min: 1, max: 3 })),
  })
  .map(({ type, tests: given, grouped, timespanSeconds, percentile, prefix }) => ({
    ...{ type, rules: RULES, groupBy: grouped ? ['U'] : [], timespanSeconds, percentile },
    tests: type === 'temporal_ordered' ? orderedTests(prefix) : given,
    ...{ expression: null, valueFields: type.startsWith('value_') ? ['V'] : [] },
    ...{ aliases: {}, generate: false },
  }));
const orderedTests = (prefix: number | null): CorrelationBody['tests'] =>
  prefix === null ? [] : [{ operator: 'gte', bound: prefix }];

function engineHits(given: CorrelationBody, happened: readonly Happened[]): string[] {
  const correlation: CompiledCorrelation = {
    reference: {
      ...{
        ruleId: '',
        ruleTitle: '',
        level: 'low',
        status: '',
        author: '',
        ruleHash: '',
        tags: [],
      },
    },
    body: { ...given, called: given.rules.map((rule) => [rule]) },
    inputs: given.rules.map((rule) => ({
      ...{ kind: 'rule', number: RULES.indexOf(rule), known: [rule] },
    })),
  };
  const run = new CorrelationRun(correlation);
  happened.forEach(({ seconds, rule, user, value }, event) => {
    const met = { file: 0, event, time: BigInt(seconds) * TICKS, rule: '' };
    run.push('rule', rule, eventOccurrence(met, { U: user, V: value }));
  });
  return run.end().map(({ from, to, events }) => `${from / TICKS}-${to / TICKS} ${events}`);
}

test('the engine finds what the definitions say', () => {
  let found = 0;
  fc.assert(
    fc.property(body, story, (given, happened) => {
      const hits = engineHits(given, happened);
      found += hits.length;
      expect(hits.toSorted()).toEqual(naiveHits(given, happened).toSorted());
    }),
    { numRuns: 4_000 },
  );
  expect(found).toBeGreaterThan(2_000);
});

test('the order in which events of one time come changes nothing', () => {
  fc.assert(
    fc.property(body, story, (given, happened) => {
      const turned = happened.toReversed().toSorted((a, b) => a.seconds - b.seconds);
      expect(engineHits(given, turned).toSorted()).toEqual(engineHits(given, happened).toSorted());
    }),
    { numRuns: 2_000 },
  );
});

/** Rules that stand there twice, and many events of one time. */
const orderedBody: fc.Arbitrary<CorrelationBody> = fc
  .record({
    rules: fc.array(fc.constantFrom(...RULES), { minLength: 1, maxLength: 4 }),
    timespanSeconds: fc.integer({ min: 1, max: 6 }),
    prefix: fc.boolean(),
  })
  .map(({ rules, timespanSeconds, prefix }) => ({
    ...{ type: 'temporal_ordered', rules, groupBy: [], timespanSeconds, percentile: 50 },
    tests: orderedTests(prefix ? Math.ceil(rules.length / 2) : null),
    ...{ expression: null, valueFields: [], aliases: {}, generate: false },
  }));
const tiedStory: fc.Arbitrary<Happened[]> = fc
  .array(
    fc.record({
      ...{ seconds: fc.integer({ min: 0, max: 5 }), rule: fc.nat(2) },
      ...{ user: fc.constant(null), value: fc.constant(null) },
    }),
    { maxLength: 12 },
  )
  .map((happened) => happened.toSorted((a, b) => a.seconds - b.seconds));

test('events of one time are taken in the order that is asked for, rules listed twice too', () => {
  let found = 0;
  fc.assert(
    fc.property(orderedBody, tiedStory, (given, happened) => {
      const hits = engineHits(given, happened);
      found += hits.length;
      expect(hits.toSorted()).toEqual(naiveHits(given, happened).toSorted());
    }),
    { numRuns: 3_000 },
  );
  expect(found).toBeGreaterThan(2_000);
});
