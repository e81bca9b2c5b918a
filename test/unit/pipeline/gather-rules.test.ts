import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { RulePart } from '@shared/contract/jobs';
import { compileRuleSet } from '@shared/sigma/rule-set';
import { gatherRules } from '@electron/pipeline/gather-rules';
import { writeRulePack } from '@electron/pipeline/packs';
import { checkRules, ruleTexts } from '@electron/pipeline/rule-check';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const textOf = (value: string): string =>
  `title: t\nid: r\nlogsource: { product: windows }\ndetection: { s: { F: ${value} }, condition: s }\n`;

/** A folder with one rule file. */
function folderOf(file: string, text: string): string {
  const folder = temporaryFolder();
  const full = path.join(folder, file);
  fs.mkdirSync(path.dirname(full), { recursive: true });
  fs.writeFileSync(full, text);
  return folder;
}

const pathPart = (folder: string): RulePart => ({ type: 'paths', paths: [folder] });
async function packPart(folder: string, name = 'x.zip'): Promise<RulePart> {
  const pack = writeRulePack(temporaryFolder(), await readRuleSources([folder]));
  return { type: 'pack', pack, name, since: 1 };
}

test('parts stay in their order, so that the last version of a rule runs', async () => {
  const sources = await gatherRules([
    pathPart(folderOf('starter.yml', textOf('a'))),
    await packPart(folderOf('first.yml', textOf('b'))),
    await packPart(folderOf('second.yml', textOf('c'))),
    pathPart(folderOf('My rules/own.yml', textOf('d'))),
  ]);
  const { outcomes } = compileRuleSet(sources);
  expect(outcomes.map(({ file, state }) => [file, state])).toEqual([
    ['starter.yml', 'skipped'],
    ['first.yml', 'skipped'],
    ['second.yml', 'skipped'],
    ['My rules/own.yml', 'loaded'],
  ]);
});

test('a pack that is gone costs its own rules alone', async () => {
  const pack = { path: '/nowhere.rules', hash: 'h' };
  const gone = { type: 'pack', pack, name: 'gone', since: 1 } as const;
  const sources = await gatherRules([gone, pathPart(folderOf('x.yml', textOf('a')))]);
  expect(sources.map((one) => one.path)).toEqual(['x.yml']);
});

test('rules of equal paths are told apart by their imports; own rules keep theirs', async () => {
  const own = 'My rules/own.yml';
  const gathered = writeRulePack(
    temporaryFolder(),
    await gatherRules([
      await packPart(folderOf('deprecated/x.yml', textOf('a')), 'deprecated'),
      await packPart(folderOf('rules-threat-hunting/x.yml', textOf('b')), 'a.zip'),
      await packPart(folderOf('rules-threat-hunting/x.yml', textOf('c')), 'b.zip'),
      await packPart(folderOf('rules-threat-hunting/x.yml', textOf('d')), 'b.zip'),
      await packPart(folderOf(own, textOf('e')), 'c.zip'),
      pathPart(folderOf(own, textOf('f'))),
    ]),
  );
  const told = checkRules(gathered).map(({ file, reason }) => [file, reason]);
  expect(told).toEqual([
    ['deprecated/x.yml', 'status unsupported'],
    ...['[a.zip]', '[b.zip]', '[b.zip 2]'].map((name) => [
      `${name}/rules-threat-hunting/x.yml`,
      `another version of it stands in ${own}`,
    ]),
    [`[c.zip]/${own}`, `another version of it stands in ${own}`],
    [own, ''],
  ]);
  const files = told.map(([file = '']) => file);
  expect(ruleTexts(gathered, [...files, 'x.yml'])).toEqual([
    ...['a', 'b', 'c', 'd', 'e', 'f'].map(textOf),
    null,
  ]);
});

test('so are rules of several archives or folders imported together', async () => {
  const paths = [folderOf('x.yml', textOf('a')), folderOf('x.yml', textOf('b'))];
  const found = await readRuleSources(paths);
  expect(found.map((one) => one.path)).toEqual(
    paths.map((folder) => `[${path.basename(folder)}]/x.yml`),
  );
});
