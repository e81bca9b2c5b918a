import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Preferences, rulesFolder } from '@electron/main/preferences';
import { RuleImports, type RuleJobs } from '@electron/main/rule-imports';
import { gatherRules } from '@electron/pipeline/gather-rules';
import { importEffect } from '@electron/pipeline/import-effect';
import {
  packFault,
  readRulePack,
  removeUnnamedPacks,
  writeRulePack,
} from '@electron/pipeline/packs';
import { temporaryFolder } from '../../fixtures/temporary-folder';

/** What the jobs process does, in this one. */
const JOBS: RuleJobs = {
  packRules: async (parts, folder) => {
    const sources = await gatherRules(parts);
    return { pack: writeRulePack(folder, sources), files: sources.length };
  },
  packFaults: (packs) => Promise.resolve(packs.map(packFault)),
  importEffect,
};
const NONE = { first: [], last: [] };

const rule = (number: number, value: string): string => `title: Rule ${number}
id: 77777777-7777-4777-8777-${String(number).padStart(12, '0')}
logsource: {}
detection: { s: { F: ${value} }, condition: s }
`;

class Imports {
  readonly userFolder = temporaryFolder();
  readonly folder = rulesFolder(this.userFolder);
  readonly preferences = new Preferences(this.userFolder);
  readonly all = new RuleImports(this.folder, this.preferences, JOBS);

  read(name: string, ...rules: readonly string[]) {
    const file = path.join(temporaryFolder(), name);
    fs.writeFileSync(file, rules.join('---\n'));
    return this.all.import([file], NONE);
  }

  hashOf(name: string): string {
    return this.preferences.current.importedRules.find((one) => one.name === name)?.pack.hash ?? '';
  }

  /** Of every import, how many rules its pack holds. */
  get held(): string[] {
    return this.preferences.current.importedRules.map(({ name, pack }) => {
      const texts = readRulePack(pack).sources.map(({ text }) => text);
      return `${name} ${texts.join('').split('title: ').length - 1}`;
    });
  }

  get packs(): number {
    return fs.readdirSync(this.folder).length;
  }
}

/** `large.yml` and, behind it, another version of one of its rules; the large one waits to be imported again. */
async function waiting(): Promise<Imports> {
  const imports = new Imports();
  const large = [1, 2, 3, 4].map((number) => rule(number, 'a'));
  await imports.read('large.yml', ...large);
  await imports.read('mine.yml', rule(1, 'mine'));
  imports.all.endUpdate('beside');
  expect(imports.held).toEqual(['large.yml 4', 'mine.yml 1']);
  expect(await imports.read('large.yml', ...large)).toMatchObject({ replaces: [] });
  return imports;
}

test.each(['beside', 'replace'] as const)(
  'an import that is removed while it waits to be imported again is one of its own: %s',
  async (end) => {
    const imports = await waiting();
    await imports.all.remove(imports.hashOf('large.yml'), NONE);
    expect(imports.held).toEqual(['mine.yml 1']);
    expect(imports.all.endUpdate(end)).toBe(true);
    expect(imports.held).toEqual(['mine.yml 1', 'large.yml 4']);
  },
);

test('left, it is gone with its pack; not removed, it stays as it was', async () => {
  const removed = await waiting();
  await removed.all.remove(removed.hashOf('large.yml'), NONE);
  expect(removed.all.endUpdate('leave')).toBe(false);
  expect([removed.held, removed.packs]).toEqual([['mine.yml 1'], 1]);
  const kept = await waiting();
  kept.all.endUpdate('leave');
  expect([kept.held, kept.packs]).toEqual([['large.yml 4', 'mine.yml 1'], 2]);
});

test('what an import would have replaced may be removed before', async () => {
  const imports = new Imports();
  await imports.read('first.yml', rule(1, 'a'));
  expect(await imports.read('second.yml', rule(1, 'b'))).toMatchObject({ replaces: ['first.yml'] });
  await imports.all.remove(imports.hashOf('first.yml'), NONE);
  imports.all.endUpdate('replace');
  expect([imports.held, imports.packs]).toEqual([['second.yml 1'], 1]);
});

test('imports and removals wait for each other', async () => {
  const imports = new Imports();
  await imports.read('first.yml', rule(1, 'a'));
  const removed = imports.all.remove(imports.hashOf('first.yml'), NONE);
  const second = imports.read('second.yml', rule(1, 'b'));
  await removed;
  expect(await second).toBeNull();
  expect(imports.held).toEqual(['second.yml 1']);
});

test('packs that nothing names are removed, with what was compiled of them and what is half made', async () => {
  const imports = new Imports();
  await imports.read('first.yml', rule(1, 'a'));
  await imports.read('second.yml', rule(1, 'b'));
  const files = fs.readdirSync(imports.folder);
  for (const file of files)
    for (const ending of ['x.compiled', '7.building'])
      fs.writeFileSync(path.join(imports.folder, `${file}.${ending}`), '');
  fs.mkdirSync(path.join(imports.folder, 'own'));
  expect(files).toHaveLength(2);
  const { pack } = imports.preferences.current.importedRules[0] ?? {};
  if (pack === undefined) throw new Error('an import was expected');
  removeUnnamedPacks(imports.folder, [pack]);
  const name = path.basename(pack.path);
  expect(fs.readdirSync(imports.folder).toSorted()).toEqual(
    [name, `${name}.x.compiled`, 'own'].toSorted(),
  );
  removeUnnamedPacks(path.join(imports.folder, 'nowhere'), []);
  // What cannot be removed now is left for another time.
  const [held, loose] = ['a', 'b'].map((digit) => `${digit.repeat(64)}.rules`);
  fs.mkdirSync(path.join(imports.folder, held ?? ''));
  fs.writeFileSync(path.join(imports.folder, loose ?? ''), '');
  removeUnnamedPacks(imports.folder, [pack]);
  expect(fs.readdirSync(imports.folder)).toContain(held);
  expect(fs.readdirSync(imports.folder)).not.toContain(loose);
});

/** `a.yml`, whose pack was cut since, and `b.yml`. */
async function damaged(): Promise<Imports> {
  const imports = new Imports();
  await imports.read('a.yml', rule(1, 'a'));
  await imports.read('b.yml', rule(2, 'a'));
  const [cut] = imports.preferences.current.importedRules;
  fs.truncateSync(cut?.pack.path ?? '', 5);
  return imports;
}

const faultsOf = async ({ all }: Imports): Promise<[string, boolean][]> =>
  (await all.views()).map((view) => [view.name, view.kind === 'imported' && view.fault !== null]);

test('a damaged pack is told, and keeps no other import from being read', async () => {
  const imports = await damaged();
  const [view] = await imports.all.views();
  const [cut] = imports.preferences.current.importedRules;
  expect(view).toMatchObject({
    fault: expect.stringContaining(`its pack ${cut?.pack.path} cannot be read: `) as unknown,
  });
  expect(await imports.read('c.yml', rule(3, 'a'))).toBeNull();
  expect(await imports.read('b2.yml', rule(2, 'b'))).toMatchObject({
    ...{ replaces: ['b.yml'], damaged: ['a.yml'], diff: { changed: [{ title: 'Rule 2' }] } },
  });
  imports.all.endUpdate('replace');
  expect(await faultsOf(imports)).toEqual([
    ...[['a.yml', true]],
    ...[['c.yml', false]],
    ...[['b2.yml', false]],
  ]);
});

test('imported again, it is whole; removed, it is gone', async () => {
  const imports = await damaged();
  const stamp = JSON.stringify(imports.all.stamp());
  expect(await imports.read('a.yml', rule(1, 'a'))).toBeNull();
  expect(JSON.stringify(imports.all.stamp())).not.toBe(stamp);
  expect(await faultsOf(imports)).toEqual([
    ['b.yml', false],
    ['a.yml', false],
  ]);
  const since = imports.preferences.current.importedRules.map((one) => [one.name, one.since]);
  expect(since).toEqual([
    ['b.yml', 2],
    ['a.yml', 1],
  ]);
  await expect(imports.read('a.yml', rule(1, 'a'))).rejects.toThrow('imported already');
  const other = await damaged();
  await other.all.remove(other.hashOf('a.yml'), NONE);
  expect(await faultsOf(other)).toEqual([['b.yml', false]]);
  expect(other.packs).toBe(1);
});

test('what an import changes is told anew when another is removed while it waits', async () => {
  const imports = new Imports();
  await imports.read('one.yml', rule(1, 'a'));
  await imports.read('two.yml', rule(2, 'a'));
  const both = [rule(1, 'b'), rule(2, 'b')];
  expect(await imports.read('both.yml', ...both)).toMatchObject({
    ...{ replaces: ['one.yml', 'two.yml'] },
    diff: { added: [], changed: [{ title: 'Rule 1' }, { title: 'Rule 2' }] },
  });
  const update = await imports.all.remove(imports.hashOf('one.yml'), NONE);
  expect(update).toMatchObject({
    ...{ replaces: ['two.yml'] },
    diff: { added: [{ title: 'Rule 1' }], changed: [{ title: 'Rule 2' }] },
  });
  expect(imports.all.trial()).toHaveLength(1);
  imports.all.endUpdate('replace');
  expect(imports.held).toEqual(['both.yml 2']);
  expect(await imports.all.remove(imports.hashOf('both.yml'), NONE)).toBeNull();
  expect(imports.packs).toBe(0);
});

test('what waits no more when it was compared anew stays ended', async () => {
  const imports = new Imports();
  await imports.read('one.yml', rule(1, 'a'));
  await imports.read('two.yml', rule(2, 'a'));
  await imports.read('both.yml', rule(1, 'b'), rule(2, 'b'));
  const removed = imports.all.remove(imports.hashOf('one.yml'), NONE);
  imports.all.endUpdate('replace');
  expect(await removed).toBeNull();
  expect(imports.all.endUpdate('replace')).toBe(false);
  expect(() => imports.all.trial()).toThrow('no import that waits');
  expect(imports.held).toEqual(['both.yml 2']);
});
