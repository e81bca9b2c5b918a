/** A trial of a few files finds what a run with all rules does. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RuleTrial, TriedCount } from '@shared/contract/rule-views';
import type { RuleReference } from '@shared/model/detection';
import type { EventFields } from '@shared/model/event';
import { ruleKey } from '@shared/model/rule-key';
import { EVERY_SET } from '@shared/model/rule-sets';
import type { RuleTuning } from '@shared/model/rule-tuning';
import { parseIsoTime } from '@shared/model/time-text';
import {
  type CompiledCorrelation,
  silentCorrelations,
} from '@shared/sigma/correlation/compiled-correlation';
import {
  correlateOccurrences,
  type Occurred,
} from '@shared/sigma/correlation/correlate-occurrences';
import {
  type CorrelationHit,
  eventOccurrence,
  matchesOf,
} from '@shared/sigma/correlation/occurrence';
import { NO_CLOCK } from '@shared/sigma/engine/text-tests';
import { diffRules } from '@shared/sigma/rule-diff';
import { compileRules } from '@shared/sigma/rule-set';
import { type ParsedDocument, parseSources, type RuleSource } from '@shared/sigma/rule-source';
import { standingRules } from '@shared/sigma/standing-rules';
import { Tuner } from '@shared/sigma/tuning';
import { trialFiles } from '@electron/pipeline/trial-files';
import type { PublishedFile } from '@electron/store/case/published-rows';
import type { CaseSearch } from '@electron/store/search/case-search';
import { tryRules } from '@electron/store/search/rule-trial';
import { type GivenEvent, searchOver } from '../../fixtures/case-of-events';

const VALUES = ['a', 'b', 'c'];
const NAMES = ['one', 'two', 'three', 'four'];

const EVENTS = VALUES.flatMap((value, at): GivenEvent[] =>
  ['Security', 'System'].map((channel) => ({
    time: parseIsoTime(`2026-03-01T10:0${at}:00Z`),
    fields: [
      ['Channel', channel],
      ['EventID', '1'],
      ['F', value],
    ],
  })),
);

const value = fc.constantFrom(...VALUES);
const name = fc.constantFrom(...NAMES);
const logSource = fc.constantFrom(
  '{ product: windows }',
  '{ product: windows, service: security }',
  '{ product: windows, service: system }',
);
/** Some documents have an id, some a name, some neither; a few are not run. */
const head = fc
  .record({
    title: fc.constantFrom('x', 'y'),
    known: fc.option(fc.tuple(fc.constantFrom('id', 'name'), name)),
    status: fc.constantFrom('test', 'test', 'test', 'deprecated'),
  })
  .map(({ title, known, status }) => {
    const by = known === null ? '' : `${known[0]}: ${known[1]}\n`;
    return `title: ${title}\n${by}status: ${status}\n`;
  });

const ruleOf = (condition: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(head, logSource, value, condition)
    .map(
      ([said, source, sought, asked]) =>
        `${said}logsource: ${source}\ndetection: { s: { F: ${sought} }, condition: ${asked} }\n`,
    );
const soundRule = ruleOf(fc.constantFrom('s', 's', 's', 'not s'));
const anyRule = ruleOf(fc.constantFrom('s', 's', 's', 'not s', 'missing'));
const filter = fc
  .tuple(head, logSource, value, fc.option(name))
  .map(
    ([said, source, sought, of]) =>
      `${said}logsource: ${source}\nfilter: { rules: ${of === null ? 'any' : `[${of}]`}, s: { F: ${sought} }, condition: not s }\n`,
  );
const correlation = fc
  .tuple(head, name, fc.constantFrom(1, 2), fc.boolean(), fc.constantFrom('', '', '', ...NAMES))
  .map(
    ([said, of, least, generate, alias]) =>
      `${said}correlation: { type: event_count, rules: [${of}], group-by: [F], timespan: 1h, condition: { gte: ${least} }, generate: ${generate}${alias === '' ? '' : `, aliases: { F: { ${alias}: F } }`} }\n`,
  );
/** Paths of several imports may be the same. */
const sourcesOf = (rule: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<RuleSource[]> => {
  const document = fc.oneof({ arbitrary: rule, weight: 4 }, filter, correlation);
  const documents = fc.array(document, { minLength: 1, maxLength: 2 });
  const source = fc
    .tuple(fc.constantFrom('p.yml', 'q.yml'), documents)
    .map(([path, some]): RuleSource => {
      const text = some.join('---\n');
      return { path, text, hash: text };
    });
  return fc.array(source, { minLength: 1, maxLength });
};

type Counts = ReadonlyMap<string, Pick<TriedCount, 'detections' | 'suppressed'>>;

const EVENT_FIELDS = EVENTS.map(({ fields }): EventFields => ({
  names: fields.map(([name]) => name),
  values: fields.map(([, value]) => value),
}));

/** What each rule has after a run with all of them, by its key. */
function fullRun(sources: readonly RuleSource[], tuner: Tuner): Counts {
  const set = compileRules(sources);
  const counts = new Map<string, { detections: number; suppressed: number }>();
  const count = (rule: RuleReference, isShown: boolean): void => {
    const key = ruleKey(rule.ruleId, rule.ruleTitle);
    const of = counts.get(key) ?? { detections: 0, suppressed: 0 };
    of[isShown ? 'detections' : 'suppressed']++;
    counts.set(key, of);
  };
  const occurred: Occurred[] = [];
  EVENTS.forEach(({ time, fields }, event) => {
    const found = set.match(EVENT_FIELDS[event] ?? { names: [], values: [] });
    for (const { rule, matches, correlated, silent } of found) {
      const textsOf = (field: string) =>
        fields.filter(([name]) => name === field).map(([, value]) => String(value));
      const isShown = tuner.tune({ rule, matches }, textsOf).suppressedBy === null;
      if (!silent) count(rule, isShown);
      if (correlated === null || !isShown || time === null) continue;
      const contribution = { file: 1, event, time, rule: rule.ruleTitle };
      const occurrence = eventOccurrence(contribution, correlated);
      occurred.push({ source: 'rule', number: set.rules.indexOf(rule), occurrence });
    }
  });
  const isShown = (hit: CorrelationHit, { reference: rule }: CompiledCorrelation): boolean =>
    tuner.tune({ rule, matches: matchesOf(hit) }).suppressedBy === null;
  const silent = silentCorrelations(set.correlations);
  correlateOccurrences(set.correlations, occurred, isShown).forEach((hits, number) => {
    const correlation = set.correlations[number];
    if (correlation === undefined || silent.has(number)) return;
    for (const hit of hits) count(correlation.reference, isShown(hit, correlation));
  });
  return counts;
}

const tuning = fc
  .tuple(
    fc.constantFrom(...NAMES, 'title x', 'title x (2)', 'title y'),
    fc.oneof(
      fc.constant({ action: 'disable' as const }),
      value.map((excluded) => ({
        action: 'exclude' as const,
        where: [{ field: 'F', value: excluded }],
      })),
    ),
  )
  .map(([ruleId, what]): RuleTuning => ({ ruleId, ...what, reason: 'noise', id: 1, madeAt: '' }));
const tuner = fc.array(tuning, { maxLength: 3 }).map((tunings) => new Tuner(tunings));

/** A trial of some documents of all over the events. */
function trialOver(search: CaseSearch) {
  const { files } = search;
  return (
    some: readonly ParsedDocument[],
    all: readonly ParsedDocument[],
    tunedBy: Tuner,
  ): RuleTrial => {
    const given = {
      published: (ids: readonly number[] | null) => files.published(ids),
      generation: (file: PublishedFile) => files.generation(file),
      placeOf: (file: PublishedFile, event: number) => files.placeOf(file, event),
      tuning: { tuner: tunedBy, version: '' },
    };
    const order = { files: trialFiles(some, all) ?? [], placeholders: {}, sets: EVERY_SET };
    return tryRules(given, order, NO_CLOCK);
  };
}

const countsOf = ({ byRule }: RuleTrial): Record<string, unknown> =>
  Object.fromEntries(
    byRule.map(({ key, detections, suppressed }) => [key, { detections, suppressed }]),
  );

/** Keys of documents that are rules and load, the tried versions themselves. */
function loadedKeys(some: readonly ParsedDocument[], sources: readonly RuleSource[]): string[] {
  const outcomes = compileRules(sources).outcomes;
  const parsed = parseSources(sources);
  const isLoaded = (one: ParsedDocument): boolean =>
    outcomes[parsed.findIndex(({ source, at }) => source === one.source && at === one.at)]
      ?.state === 'loaded';
  return some
    .filter((one) => one.document.kind !== 'filter' && isLoaded(one))
    .map(({ document: { id, title } }) => ruleKey(id, title));
}

const only = (counts: Counts, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries([...counts].filter(([key]) => keys.includes(key)));

test('a trial of a few files finds what a run with all rules does, as tuning has it', () => {
  const tryOver = trialOver(searchOver({ one: EVENTS }).search);
  let [found, leftOut] = [0, 0];
  fc.assert(
    fc.property(
      sourcesOf(anyRule, 9),
      fc.infiniteStream(fc.boolean()),
      tuner,
      (given, choices, tunedBy) => {
        const all = parseSources(given);
        const tried = [...standingRules(all).values()].filter(() => choices.next().value);
        const trial = tryOver(tried, all, tunedBy);
        expect(countsOf(trial)).toEqual(only(fullRun(given, tunedBy), loadedKeys(tried, given)));
        found += trial.detections;
        leftOut += trial.suppressed;
      },
    ),
    { numRuns: 300, seed: 37 },
  );
  expect(found).toBeGreaterThan(300);
  expect(leftOut).toBeGreaterThan(30);
});

test('what an update changes is told, and found by its trial; what is not told finds the same', () => {
  const tryOver = trialOver(searchOver({ one: EVENTS }).search);
  const through = new Set<string>();
  const sources = sourcesOf(soundRule, 4);
  fc.assert(
    fc.property(sources, sources, sources, tuner, (first, old, fresh, tunedBy) => {
      const [before, after] = [
        [...first, ...old],
        [...first, ...fresh],
      ];
      fc.pre([before, after].every(isWithoutFallback));
      const all = parseSources(after);
      const diff = diffRules(standingRules(parseSources(before)), standingRules(all));
      const tried = [...diff.added, ...diff.changed].map(({ rule }) => rule);
      const [was, is] = [fullRun(before, tunedBy), fullRun(after, tunedBy)];
      expect(countsOf(tryOver(tried, all, tunedBy))).toEqual(only(is, loadedKeys(tried, after)));
      const told = [...tried, ...diff.removed.map(({ rule }) => rule)];
      const isTold = new Set(told.map(({ document: { id, title } }) => ruleKey(id, title)));
      const silently = [...was.keys(), ...is.keys()].filter((key) => !isTold.has(key));
      expect(only(is, silently)).toEqual(only(was, silently));
      for (const one of diff.changed) through.add(one.through ?? '');
    }),
    { numRuns: 300, seed: 37 },
  );
  expect([...through].toSorted()).toEqual([
    ...['', 'filters', 'freed', 'heard', 'kept', 'linked', 'lost'],
  ]);
});

/** Whether a version loads is not known when an update is told: here none runs in the place of one that does not. */
function isWithoutFallback(given: readonly RuleSource[]): boolean {
  const outcomes = compileRules(given).outcomes.filter(({ kind }) => kind !== 'filter');
  const keysOf = (...states: string[]): Set<string> =>
    new Set(
      outcomes
        .filter(({ state }) => states.includes(state))
        .map(({ id, title }) => ruleKey(id, title)),
    );
  const refused = keysOf('invalid', 'notRun');
  return [...keysOf('loaded')].every((key) => !refused.has(key));
}
