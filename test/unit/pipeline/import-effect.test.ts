import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ImportEffect } from '@shared/contract/jobs';
import type { RuleSource } from '@shared/sigma/rule-source';
import { importEffect } from '@electron/pipeline/import-effect';
import { writeRulePack } from '@electron/pipeline/packs';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const source = (path: string, value: string, more: Partial<RuleSource> = {}): RuleSource => {
  const text = `title: ${path}\nlogsource: {}\ndetection: { s: { F: ${value} }, condition: s }\n`;
  return { path, text, hash: `${path} ${value}`, ...more };
};

/** A rule of that id: its title tells the version. */
const version = (digit: number, release: string, folder = 'rules'): RuleSource => {
  const id = `77777777-7777-4777-8777-${String(digit).padStart(12, '0')}`;
  const { text, hash } = source(`${release} ${digit}`, 'a');
  return { path: `${folder}/${digit}.yml`, text: `id: ${id}\n${text}`, hash };
};

interface Around {
  readonly first?: readonly RuleSource[];
  readonly last?: readonly RuleSource[];
}

/** What the last of the imports changes, among rules in folders before and behind. */
function effectOf(imports: readonly (readonly RuleSource[])[], around: Around = {}) {
  const folder = temporaryFolder();
  const packs = imports.map((sources, at) => ({
    ...{ pack: writeRulePack(folder, sources), since: at + 1 },
  }));
  const fresh = packs.pop();
  if (fresh === undefined) throw new Error('an import was expected');
  const parts = (sources: readonly RuleSource[] = []) =>
    sources.map(({ path: name, text }) => {
      const file = path.join(temporaryFolder(), path.basename(name));
      fs.writeFileSync(file, text);
      return { type: 'paths' as const, paths: [file] };
    });
  const { first, last } = around;
  return importEffect({ first: parts(first), earlier: packs, fresh, last: parts(last) });
}

const titles = ({ diff: { added, changed, removed } }: ImportEffect): string[][] =>
  [added, changed, removed].map((rules) => rules.map(({ title }) => title));

test('what an update brings is told file by file, an unreadable one with its reason', async () => {
  const same = source('same.yml', 'a');
  const broken = source('broken.yml', 'x', { text: 'a: [' });
  const locked = source('locked.yml', '', { text: '', unread: 'it is encrypted' });
  const told = await effectOf([
    [source('other.yml', 'a')],
    [same, source('new.yml', 'a')],
    [same, source('new.yml', 'b'), broken, locked],
  ]);
  expect(told.replaces).toEqual([1]);
  expect(told.diff.changed).toEqual([
    { kind: 'rule', id: '', title: 'new.yml', moved: null, saysSame: false, through: null },
  ]);
  expect(told.trial).toEqual([
    {
      ...{ path: 'new.yml', text: source('new.yml', 'b').text },
      ...{ tried: [0], titles: ['new.yml'] },
    },
    { path: 'broken.yml', text: 'a: [', tried: [0], titles: [''] },
    {
      ...{ path: 'locked.yml', text: '', unread: 'it is encrypted' },
      ...{ tried: [0], titles: [''] },
    },
  ]);
});

test('too much to be tried is left to a run', async () => {
  const [before, after] = [source('a.yml', 'a'), source('a.yml', 'b')];
  const large = { ...after, text: `${after.text}# ${'x'.repeat(1 << 20)}` };
  expect(await effectOf([[before], [large]])).toMatchObject({ replaces: [0], trial: null });
});

test('a rule that moved to another set is tried, though its text is the same', async () => {
  const [core, stays] = [source('rules/a.yml', 'a'), source('rules/b.yml', 'b')];
  const moved = { ...core, path: 'rules-threat-hunting/a.yml' };
  const renamed = { ...stays, path: 'rules/c.yml' };
  const told = await effectOf([
    [core, stays],
    [moved, renamed],
  ]);
  expect(told.trial).toEqual([
    { path: moved.path, text: moved.text, tried: [0], titles: ['rules/a.yml'] },
  ]);
  expect(told.diff.changed).toHaveLength(1);
});

test('a release of everything changes what each earlier package brought, and stands behind all', async () => {
  const core = [1, 2].map((digit) => version(digit, 'r1'));
  const emerging = [3].map((digit) => version(digit, 'r1', 'rules-emerging-threats'));
  const all = [...[1, 2].map((digit) => version(digit, 'r2')), version(3, 'r2')];
  const told = await effectOf([[...core, version(4, 'r1')], emerging, all]);
  expect(told.replaces).toEqual([0]);
  expect(told.beside).toEqual([{ at: 1, givesWay: 1, of: 1 }]);
  expect(titles(told)).toEqual([[], ['r2 1', 'r2 2', 'r2 3'], ['r1 4']]);
});

test('a large pack is no newer version of an import of one rule, nor that of it', async () => {
  const mine = [version(1, 'mine')];
  const release = Array.from({ length: 41 }, (_, digit) => version(digit + 1, 'r1'));
  const told = await effectOf([mine, release]);
  expect(told).toMatchObject({ replaces: [], beside: [{ at: 0, givesWay: 1, of: 1 }] });
  expect(titles(told)).toEqual([expect.objectContaining({ length: 40 }), ['r1 1'], []]);
  const back = await effectOf([release, mine]);
  expect(back).toMatchObject({ replaces: [], beside: [{ at: 0, givesWay: 1, of: 41 }] });
  expect(titles(back)).toEqual([[], ['mine 1'], []]);
});

test('half of the rules of each make a version', async () => {
  const digits = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => version(from + at, 'r'));
  const replaces = async (before: readonly RuleSource[], after: readonly RuleSource[]) =>
    (await effectOf([before, after])).replaces;
  expect(await replaces(digits(0, 4), digits(2, 6))).toEqual([0]);
  expect(await replaces(digits(0, 4), digits(0, 8))).toEqual([0]);
  expect(await replaces(digits(0, 4), digits(0, 9))).toEqual([]);
  expect(await replaces(digits(0, 9), digits(0, 4))).toEqual([]);
  expect(await replaces(digits(0, 4), digits(5, 9))).toEqual([]);
});

test("an examiner's own rules stay, whatever is imported; starter rules do not", async () => {
  const own = { last: [version(1, 'own')] };
  expect(titles(await effectOf([[version(1, 'r1')], [version(1, 'r2')]], own))).toEqual([
    [],
    [],
    [],
  ]);
  const starter = { first: [version(1, 'starter')] };
  expect(titles(await effectOf([[version(1, 'r1')]], starter))).toEqual([[], ['r1 1'], []]);
});

test('what is imported again stands last, and changes what stood behind it', async () => {
  const [mine, release] = [[version(1, 'mine')], [1, 2, 3].map((digit) => version(digit, 'r1'))];
  const told = await effectOf([mine, release, mine]);
  expect(told).toMatchObject({ replaces: [], beside: [{ at: 1, givesWay: 1, of: 3 }] });
  expect(titles(told)).toEqual([[], ['mine 1'], []]);
  expect(titles(await effectOf([mine, release, release]))).toEqual([[], [], []]);
});

test('rules of one title and no id are compared with their own earlier version', async () => {
  const twin = (path: string, value: string): RuleSource => {
    const text = `title: Twin\nlogsource: {}\ndetection: { s: { F: ${value} }, condition: s }\n`;
    return { path, text, hash: `${path} ${value}` };
  };
  const mine = [source('a.yml', 'a'), source('b.yml', 'a')];
  const other = [source('c.yml', 'a'), source('d.yml', 'a')];
  const told = await effectOf([
    [...mine, twin('m.yml', 'm')],
    [...other, twin('o.yml', 'o')],
    [...mine, twin('m.yml', 'm2')],
  ]);
  expect(told.replaces).toEqual([0]);
  expect(titles(told)).toEqual([[], ['Twin'], []]);
  expect(told.trial?.map(({ path: file }) => file)).toEqual(['m.yml']);
});

test('of a file only what is added or changed is tried, by the titles of all rules together', async () => {
  const text = (...values: string[]): string =>
    values
      .map(
        (value) => `title: Twin\nlogsource: {}\ndetection: { s: { F: ${value} }, condition: s }\n`,
      )
      .join('---\n');
  const file = (path: string, ...values: string[]): RuleSource => ({
    ...{ path, text: text(...values), hash: `${path} ${values.join()}` },
  });
  const told = await effectOf([
    [file('a.yml', 'a')],
    [file('b.yml', 'b', 'c')],
    [file('b.yml', 'b', 'd', 'e')],
  ]);
  expect(titles(told)).toEqual([['Twin (4)'], ['Twin (3)'], []]);
  expect(told.trial).toMatchObject([
    {
      path: 'b.yml',
      titles: ['Twin (2)', 'Twin (3)', 'Twin (4)'],
    },
  ]);
  expect(told.trial?.[0]?.tried?.toSorted()).toEqual([1, 2]);
});

/** A rule, and what refers to it by its id. */
const ID = '77777777-7777-4777-8777-000000000001';
const document = (title: string, body: string, id = ''): string =>
  `title: ${title}\n${id === '' ? '' : `id: ${id}\n`}logsource: { product: windows }\n${body}\n`;
const ruleText = (title: string, value: string, id = ''): string =>
  document(title, `detection: { s: { F: ${value} }, condition: s }`, id);
const filterText = (title: string, value: string): string =>
  document(title, `filter: { rules: any, s: { F: ${value} }, condition: not s }`);
const listening = (title: string, id: string): string =>
  document(title, `correlation: { type: temporal, rules: [${id}], timespan: 1m }`);
const file = (path: string, ...documents: readonly string[]): RuleSource => {
  const text = documents.join('---\n');
  return { path, text, hash: `${path} ${text}` };
};
/** The files a trial holds in their order, those with tried documents marked. */
const tried = ({ trial }: ImportEffect): string[] =>
  (trial ?? []).map(({ text, tried: some = [] }) => {
    const names = text.matchAll(/title: (.*)/g);
    return `${[...names].map(([, title]) => title).join()}${some.length > 0 ? '*' : ''}`;
  });

test('filters of what is replaced have no say in its trial, those of others and of the new version do', async () => {
  const told = await effectOf([
    [file('a.yml', ruleText('Old', 'a', ID)), file('f.yml', filterText('Gone', 'x'))],
    [file('f.yml', filterText('Stays', 'y')), file('g.yml', ruleText('Else', 'z'))],
    [file('a.yml', ruleText('New', 'b', ID)), file('f.yml', filterText('Come', 'x'))],
  ]);
  expect(told.replaces).toEqual([0]);
  expect(tried(told)).toEqual(['Stays', 'New*', 'Come*']);
});

test('what a correlation listens to is found in a file of the same path, and the version of it that runs', async () => {
  const others = ['1', '2', '3'].map((title) => ruleText(title, title));
  const told = await effectOf(
    [
      [file('rules.yml', ruleText('Base', 'a', ID), ...others)],
      [file('rules.yml', listening('Counts', ID))],
    ],
    { last: [file('own.yml', ruleText('Own', 'b', ID))] },
  );
  expect(told.replaces).toEqual([]);
  expect(tried(told)).toEqual(['Base,1,2,3', 'Counts*', 'Own*']);
});

test('a correlation that keeps a tried rule to itself has a say', async () => {
  const told = await effectOf([
    [file('c.yml', listening('Keeps', ID)), file('x.yml', ruleText('X', 'x'))],
    [file('r.yml', ruleText('Kept', 'a', ID))],
  ]);
  expect(tried(told)).toEqual(['Keeps*', 'Kept*']);
});

test('rules on which only filters change are changed, and tried', async () => {
  const rules = file('a.yml', ruleText('Same', 'a', ID), ruleText('Too', 'b'));
  const told = await effectOf([
    [rules, file('f.yml', filterText('Noise', 'x'))],
    [rules, file('f.yml', filterText('Noise', 'y'))],
  ]);
  expect(told.diff.changed.map(({ title, saysSame }) => [title, saysSame])).toEqual([
    ['Noise', false],
    ['Same', true],
    ['Too', true],
  ]);
  expect(tried(told)).toEqual(['Same,Too*', 'Noise*']);
});
