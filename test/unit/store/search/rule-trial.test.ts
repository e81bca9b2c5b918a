import { expect, test } from 'vitest';
import { parseIsoTime } from '@shared/model/time-text';
import { NO_CLOCK } from '@shared/sigma/engine/text-tests';
import { fileId, generation } from '@shared/model/ids';
import { EVERY_SET } from '@shared/model/rule-sets';
import type { TuningDraft } from '@shared/model/rule-tuning';
import { CaseDatabase } from '@electron/store/case/case-database';
import { shardPath } from '@electron/store/case-paths';
import fs from 'node:fs';
import { type GivenEvent, searchOver } from '../../../fixtures/case-of-events';

const logon = (minute: number, user: string): GivenEvent => ({
  time: parseIsoTime(`2026-03-01T10:0${minute}:00Z`),
  fields: [
    ['Channel', 'Security'],
    ['EventID', '4625'],
    ['TargetUserName', user],
  ],
});

const RULE = `title: failed
name: failed
level: low
logsource: { product: windows, service: security }
detection: { s: { EventID: 4625, 'TargetUserName|expand': '%people%' }, condition: s }
`;
const CORRELATION = `---
title: guessed
level: high
correlation:
    type: event_count
    rules: [failed]
    group-by: [TargetUserName]
    timespan: 5m
    condition: { gte: 2 }
`;
const file = (text: string, path = 'draft.yml') => ({ path, text });
/** What has a say in what others find. */
const beside = (text: string, path: string) => ({ ...file(text, path), tried: [] });
/** What was tuned before the search is asked. */
function tune(caseDir: string, ...drafts: readonly TuningDraft[]): void {
  const database = CaseDatabase.openToWrite(caseDir, 'a test');
  for (const draft of drafts) database.tuningTable.add(draft);
  database.close();
}
const BESIDE = { placeholders: { people: ['ana', 'bob'] }, sets: EVERY_SET };

test('finds over all files, first by time, and keeps nothing', () => {
  const { search } = searchOver({
    late: [logon(5, 'ana'), logon(6, 'eve')],
    early: [logon(1, 'bob')],
  });
  const trial = search.tryRules({ files: [file(RULE)], ...BESIDE }, NO_CLOCK);
  expect(trial).toMatchObject({
    ...{ files: 2, ofFiles: 2, events: 3, detections: 2, suppressed: 0, rulesApplied: 1 },
    ...{ problems: [], slow: [] },
  });
  expect(trial.rows.map(({ fileName, event, level }) => [fileName, event, level])).toEqual([
    ['early', 0, 'low'],
    ['late', 0, 'low'],
  ]);
  expect(search.detectionsByRule()).toEqual([]);
});

test('correlations of the draft run over all files', () => {
  const { search } = searchOver({
    one: [logon(5, 'ana')],
    two: [logon(3, 'ana'), logon(4, 'bob')],
  });
  const { detections, rows } = search.tryRules(
    { files: [file(`${RULE}${CORRELATION}`)], ...BESIDE },
    NO_CLOCK,
  );
  expect(detections).toBe(1);
  expect(rows).toMatchObject([
    {
      ...{ ruleTitle: 'guessed', fileName: 'one', event: 0 },
      correlation: { events: 2, group: [{ field: 'TargetUserName', value: 'ana' }] },
    },
  ]);
});

test('of more than fit in memory the earliest are tried, whatever file they lie in, and that is told', () => {
  const { search } = searchOver({
    late: [4, 5, 6, 7, 8, 9].map((minute) => logon(minute, 'ana')),
    early: [logon(1, 'bob'), logon(2, 'bob')],
  });
  const draft = { files: [file(`${RULE}${CORRELATION}`)], ...BESIDE };
  const { rows, problems } = search.tryRules(draft, NO_CLOCK, 3);
  expect(problems).toEqual([
    'More than 3 events feed the correlations: they were tried over those before 2026-03-01T10:05:00.0000000Z alone.',
  ]);
  expect(rows).toMatchObject([{ ruleTitle: 'guessed', fileName: 'early', event: 1 }]);
  expect(search.tryRules(draft, NO_CLOCK, 8)).toMatchObject({ detections: 2, problems: [] });
});

test('a rule of another log source is not applicable; a broken one finds nothing', () => {
  const { search } = searchOver({ one: [logon(5, 'ana')] });
  const other = RULE.replace('security }', 'system }');
  expect(search.tryRules({ files: [file(other)], ...BESIDE }, NO_CLOCK).rulesApplied).toBe(0);
  expect(search.tryRules({ files: [file('a: [')], ...BESIDE }, NO_CLOCK).detections).toBe(0);
});

test('a damaged file is told, the others are tried', () => {
  const { search, caseDir } = searchOver({ one: [logon(5, 'ana')], two: [logon(3, 'ana')] });
  fs.truncateSync(shardPath(caseDir, fileId(1), generation(1)), 100);
  const { detections, problems } = search.tryRules({ files: [file(RULE)], ...BESIDE }, NO_CLOCK);
  expect(detections).toBe(1);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^one: /);
});

test('a file that does not load is told, the others are tried', () => {
  const { search } = searchOver({ one: [logon(5, 'ana')] });
  const files = [
    file('a: [', 'broken.yml'),
    file(RULE, 'good.yml'),
    { path: 'locked.yml', text: '', unread: 'it is encrypted' },
  ];
  const { detections, refused } = search.tryRules({ files, ...BESIDE }, NO_CLOCK);
  expect(detections).toBe(1);
  expect(refused).toMatchObject([
    { file: 'broken.yml', state: 'invalid', reason: expect.stringMatching(/^line /) as string },
    { file: 'locked.yml', state: 'invalid', reason: 'it is encrypted' },
  ]);
});

test('a draft may refer to rules of the library, whose own detections do not count', () => {
  const { search } = searchOver({ one: [logon(3, 'ana'), logon(4, 'ana'), logon(5, 'bob')] });
  const burst = CORRELATION.replace('---\n', '');
  const loud = `${burst}    generate: true\n`.replace('guessed', 'library');
  const companions = [beside(RULE, 'rule.yml'), beside(loud, 'loud.yml')];
  const { detections, rows, refused } = search.tryRules(
    { files: [...companions, file('a: ['), file(burst, 'burst.yml')], ...BESIDE },
    NO_CLOCK,
  );
  expect(detections).toBe(1);
  expect(rows.map(({ ruleTitle }) => ruleTitle)).toEqual(['guessed']);
  expect(refused.map((one) => one.file)).toEqual(['draft.yml']);
});

test('filters of the library apply to what is tried', () => {
  const { search } = searchOver({ one: [logon(3, 'ana'), logon(4, 'bob')] });
  const filter =
    'title: f\nlogsource: { product: windows }\nfilter: { rules: any, s: { TargetUserName: bob }, condition: not s }\n';
  const files = [beside(filter, 'filter.yml'), file(RULE)];
  const { detections } = search.tryRules({ files, ...BESIDE }, NO_CLOCK);
  expect(detections).toBe(1);
});

test('a rule of a set that is not chosen is not run here either', () => {
  const { search } = searchOver({ one: [logon(3, 'ana')] });
  const files = [file(RULE, 'rules-threat-hunting/x.yml')];
  const sets = { ...EVERY_SET, threatHunting: false };
  expect(search.tryRules({ files, ...BESIDE, sets }, NO_CLOCK)).toMatchObject({
    detections: 0,
    refused: [{ state: 'skipped', reason: 'threat hunting is not chosen' }],
  });
});

test('only the tried documents of a file count, by the titles they have among all rules', () => {
  const { search } = searchOver({
    one: [logon(1, 'ana'), logon(2, 'ana'), logon(3, 'bob'), logon(4, 'eve')],
  });
  const twin = (user: string): string => `title: Twin
logsource: { product: windows, service: security }
detection: { s: { TargetUserName: ${user} }, condition: s }
`;
  const text = [twin('ana'), twin('bob'), twin('eve'), 'title: broken\n'].join('---\n');
  const titles = ['Twin (2)', 'Twin (3)', 'Twin (4)', 'broken'];
  const files = [{ ...file(text), tried: [1, 2], titles }];
  const trial = search.tryRules({ files, ...BESIDE }, NO_CLOCK);
  expect(trial).toMatchObject({ detections: 2, suppressed: 0, refused: [] });
  expect(trial.byRule.map(({ title }) => title)).toEqual(['Twin (3)', 'Twin (4)']);
  expect(trial.rows.map(({ ruleTitle }) => ruleTitle)).toEqual(['Twin (3)', 'Twin (4)']);
});

test('a tried correlation counts by the untried rule of its file', () => {
  const { search } = searchOver({ one: [logon(3, 'ana'), logon(4, 'ana'), logon(5, 'bob')] });
  const files = [{ ...file(`${RULE}${CORRELATION}`), tried: [1] }];
  const { detections, byRule } = search.tryRules({ files, ...BESIDE }, NO_CLOCK);
  expect(detections).toBe(1);
  expect(byRule).toMatchObject([{ title: 'guessed', detections: 1, suppressed: 0 }]);
});

test('files of one path are told apart; another version in the place of a tried one does not count for it', () => {
  const { search } = searchOver({ one: [logon(3, 'ana'), logon(4, 'bob'), logon(5, 'eve')] });
  const version = (user: string): string => `title: Rule of ${user}
id: 77777777-7777-4777-8777-000000000001
logsource: { product: windows, service: security }
detection: { s: { TargetUserName: ${user} }, condition: s }
`;
  const other = version('eve').replace('title: Rule', 'title: Other').replace('01\n', '02\n');
  const files = (last: string) => [
    { ...beside(version('ana'), 'rules.yml') },
    { ...file(other, 'rules.yml'), tried: [0] },
    { ...file(last, 'rules.yml'), tried: [0] },
  ];
  const titlesOf = (last: string): string[] =>
    search
      .tryRules({ files: files(last), ...BESIDE }, NO_CLOCK)
      .byRule.map(({ title }) => title)
      .toSorted();
  expect(titlesOf(version('bob'))).toEqual(['Other of eve', 'Rule of bob']);
  expect(titlesOf(version('bob').replace('condition: s', 'condition: t'))).toEqual([
    'Other of eve',
  ]);
});

test('what tuning leaves out is counted apart, and feeds no correlation', () => {
  const { search, caseDir } = searchOver({
    one: [logon(1, 'ana'), logon(2, 'ana'), logon(3, 'bob'), logon(4, 'bob')],
  });
  const loud = `${RULE}${CORRELATION}    generate: true\n`;
  const trial = () => search.tryRules({ files: [file(loud)], ...BESIDE }, NO_CLOCK);
  const counted = (key: string, detections: number, suppressed: number) =>
    expect.objectContaining({ key: `title ${key}`, detections, suppressed }) as unknown;
  const reason = 'known';
  expect(trial()).toMatchObject({ detections: 6, suppressed: 0 });
  // The field is none of those that the rule matches first.
  const where = [{ field: 'Channel', value: 'Sec*' }];
  const user = { field: 'TargetUserName', value: 'ana' };
  tune(caseDir, { action: 'exclude', ruleId: 'title failed', where: [...where, user], reason });
  tune(caseDir, { action: 'level', ruleId: 'title failed', level: 'critical', reason });
  expect(trial()).toMatchObject({ detections: 3, suppressed: 2 });
  expect(trial().byRule).toEqual([counted('failed', 2, 2), counted('guessed', 1, 0)]);
  expect(trial().rows.map(({ level }) => level)).toEqual(['high', 'critical', 'critical']);
  tune(caseDir, { action: 'disable', ruleId: 'title guessed', reason });
  expect(trial().byRule).toEqual([counted('failed', 2, 2), counted('guessed', 0, 1)]);
  tune(caseDir, { action: 'disable', ruleId: 'title failed', reason });
  expect(trial()).toMatchObject({ detections: 0, suppressed: 4, rows: [] });
});

test('tuning goes by the titles of all rules, also of one that is not tried', () => {
  const { search, caseDir } = searchOver({ one: [logon(1, 'ana'), logon(2, 'ana')] });
  const titles = ['failed (2)', 'guessed'];
  const files = [{ ...file(`${RULE}${CORRELATION}`), tried: [1], titles }];
  const found = () => search.tryRules({ files, ...BESIDE }, NO_CLOCK).detections;
  tune(caseDir, { action: 'disable', ruleId: 'title failed', reason: 'another' });
  expect(found()).toBe(1);
  tune(caseDir, { action: 'disable', ruleId: 'title failed (2)', reason: 'this one' });
  expect(found()).toBe(0);
});

test('a correlation that tuning leaves out feeds no other', () => {
  const { search, caseDir } = searchOver({ one: [logon(1, 'ana'), logon(2, 'ana')] });
  const named = CORRELATION.replace('title: guessed', 'title: guessed\nname: guessed');
  const chained = `---
title: chained
level: high
correlation: { type: event_count, rules: [guessed], timespan: 5m, condition: { gte: 1 } }
`;
  const files = [file(`${RULE}${named}${chained}`)];
  const found = () => search.tryRules({ files, ...BESIDE }, NO_CLOCK).detections;
  expect(found()).toBe(1);
  tune(caseDir, { action: 'disable', ruleId: 'title guessed', reason: 'noise' });
  expect(found()).toBe(0);
});
