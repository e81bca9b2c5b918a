/** A trial of a few files finds what a run with all rules does. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RuleTrial } from '@shared/contract/rule-views';
import type { TriedFile } from '@shared/contract/tried-files';
import { EVERY_SET } from '@shared/model/rule-sets';
import { parseIsoTime } from '@shared/model/time-text';
import { NO_CLOCK } from '@shared/sigma/engine/text-tests';
import { standingRules } from '@shared/sigma/rule-diff';
import { type ParsedDocument, parseSources, type RuleSource } from '@shared/sigma/rule-source';
import { trialFiles } from '@electron/pipeline/trial-files';
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

const rule = fc
  .tuple(head, logSource, value, fc.constantFrom('s', 's', 's', 'not s', 'missing'))
  .map(
    ([said, source, sought, condition]) =>
      `${said}logsource: ${source}\ndetection: { s: { F: ${sought} }, condition: ${condition} }\n`,
  );
const filter = fc
  .tuple(head, logSource, value, fc.option(name))
  .map(
    ([said, source, sought, of]) =>
      `${said}logsource: ${source}\nfilter: { rules: ${of === null ? 'any' : `[${of}]`}, s: { F: ${sought} }, condition: not s }\n`,
  );
const correlation = fc
  .tuple(head, name, fc.constantFrom(1, 2), fc.boolean())
  .map(
    ([said, of, least, generate]) =>
      `${said}correlation: { type: event_count, rules: [${of}], group-by: [F], timespan: 1h, condition: { gte: ${least} }, generate: ${generate} }\n`,
  );
const document = fc.oneof({ arbitrary: rule, weight: 4 }, filter, correlation);
/** Paths of several imports may be the same. */
const source = fc
  .tuple(fc.constantFrom('p.yml', 'q.yml'), fc.array(document, { minLength: 1, maxLength: 2 }))
  .map(([path, documents]): RuleSource => {
    const text = documents.join('---\n');
    return { path, text, hash: text };
  });

/** All files in their order, with the documents that are tried marked. */
function everyFile(
  sources: readonly RuleSource[],
  tried: readonly ParsedDocument[],
): readonly TriedFile[] {
  return sources.map((one) => ({
    ...{ path: one.path, text: one.text },
    tried: tried
      .filter((document) => document.source === one)
      .map(({ at, document: { title } }) => ({ at, title })),
  }));
}

test('what has a say is among the files, whatever else there is', () => {
  const { search } = searchOver({ one: EVENTS });
  let found = 0;
  const find = (files: readonly TriedFile[]): Pick<RuleTrial, 'detections' | 'byRule'> => {
    const order = { files: [...files], placeholders: {}, sets: EVERY_SET };
    const { detections, byRule } = search.tryRules(order, NO_CLOCK);
    const key = (one: RuleTrial['byRule'][number]): string => JSON.stringify(one);
    return { detections, byRule: byRule.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)) };
  };
  fc.assert(
    fc.property(
      fc.array(source, { minLength: 1, maxLength: 9 }),
      fc.infiniteStream(fc.boolean()),
      (sources, choices) => {
        const all = parseSources(sources);
        const tried = [...standingRules(all).values()].filter(() => choices.next().value);
        const files = trialFiles(tried, all) ?? [];
        expect(files.length).toBeLessThanOrEqual(sources.length);
        const expected = find(everyFile(sources, tried));
        expect(find(files)).toEqual(expected);
        found += expected.detections;
      },
    ),
    { numRuns: 300, seed: 37 },
  );
  expect(found).toBeGreaterThan(300);
});
