import fs from 'node:fs';
import path from 'node:path';
import { Uint8ArrayWriter, TextReader, ZipWriter, configure } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import { compileRuleSet } from '@shared/sigma/rule-set';
import { readRuleSources, ruleFiles } from '@electron/pipeline/rule-sources';
import { temporaryFolder } from '../../fixtures/temporary-folder';

configure({ useWebWorkers: false });

const RULE = 'title: Ü of an archive\ndetection: { s: { Image: x }, condition: s }\n'.repeat(3);

interface Packing {
  readonly level?: number;
  readonly password?: string;
}

async function archive(name: string, packing: Packing = {}): Promise<string> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), packing);
  await writer.add('rules/b.yml', new TextReader(RULE));
  await writer.add('rules/a.YAML', new TextReader('title: a\n'));
  await writer.add('readme.md', new TextReader('not a rule'));
  const file = path.join(temporaryFolder(), name);
  fs.writeFileSync(file, await writer.close());
  return file;
}

test.each([0, 6])(
  'rules of an archive packed at level %i, in the order of their names',
  async (level) => {
    const found = await readRuleSources([await archive('rules.zip', { level })]);
    expect(found.map(({ path: name, text }) => [name, text])).toEqual([
      ['rules/a.YAML', 'title: a\n'],
      ['rules/b.yml', RULE],
    ]);
  },
);

test('a damaged member says so, and the others are taken', async () => {
  const file = await archive('damaged.zip', { level: 0 });
  const bytes = fs.readFileSync(file);
  bytes[bytes.indexOf('of an archive')] = 0x21;
  fs.writeFileSync(file, bytes);
  const found = await readRuleSources([file]);
  expect(found.map(({ path: name, unread }) => [name, unread])).toEqual([
    ['rules/a.YAML', undefined],
    ['rules/b.yml', expect.stringMatching(/damaged/)],
  ]);
  const { outcomes } = compileRuleSet(found);
  expect(outcomes.find(({ file: one }) => one === 'rules/b.yml')).toMatchObject({
    ...{ state: 'invalid', reason: expect.stringMatching(/damaged/) as string },
  });
});

test('an encrypted member says so', async () => {
  const file = await archive('locked.zip', { password: 'infected' });
  const found = await readRuleSources([file]);
  expect(found.every(({ unread }) => unread?.includes('encrypted') === true)).toBe(true);
});

test('the folder of a rule set keeps its name in the paths', async () => {
  const folder = path.join(temporaryFolder(), 'rules-threat-hunting');
  fs.mkdirSync(path.join(folder, 'windows'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'windows', 'x.yml'), RULE);
  const paths = async (given: string) => (await readRuleSources([given])).map((one) => one.path);
  expect(await paths(folder)).toEqual(['rules-threat-hunting/windows/x.yml']);
  expect(await paths(path.dirname(folder))).toEqual(['rules-threat-hunting/windows/x.yml']);
  expect(await paths(path.join(folder, 'windows'))).toEqual(['x.yml']);
});

test('links are listed as not followed, text that is not UTF-8 as unread', async () => {
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
  fs.writeFileSync(path.join(elsewhere, 'real.yml'), RULE);
  fs.writeFileSync(path.join(folder, 'good.yml'), RULE);
  fs.writeFileSync(path.join(folder, 'latin.yml'), Buffer.from(RULE, 'latin1'));
  fs.symlinkSync(path.join(elsewhere, 'real.yml'), path.join(folder, 'link.yml'));
  fs.symlinkSync(elsewhere, path.join(folder, 'more'));
  fs.symlinkSync(path.join(elsewhere, 'nowhere'), path.join(folder, 'readme.md'));
  const found = await readRuleSources([folder]);
  expect(found.map(({ path: name, unread }) => [name, unread])).toEqual([
    ['good.yml', undefined],
    ['latin.yml', 'it is not UTF-8 text'],
    ['link.yml', 'it is a symbolic link, which is not followed'],
    ['more', 'it is a symbolic link, which is not followed'],
  ]);
  expect(ruleFiles(folder).map((file) => path.basename(file))).toEqual(['good.yml', 'latin.yml']);
});

test('a file that is no archive is named with the reason', async () => {
  const file = path.join(temporaryFolder(), 'notes.txt');
  fs.writeFileSync(file, 'no rules here');
  await expect(readRuleSources([file])).rejects.toThrow(/No rules could be read from .*notes\.txt/);
});
