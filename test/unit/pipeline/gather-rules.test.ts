import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { RulePart } from '@shared/contract/jobs';
import { compileRuleSet } from '@shared/sigma/rule-set';
import { gatherRules } from '@electron/pipeline/gather-rules';
import { writeRulePack } from '@electron/pipeline/packs';
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

const pathPart = (folder: string): RulePart => ({ type: 'path', path: folder });
async function packPart(folder: string): Promise<RulePart> {
  const pack = writeRulePack(temporaryFolder(), await readRuleSources([folder]));
  return { type: 'pack', pack };
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
  const gone = { type: 'pack', pack: { path: '/nowhere.rules', hash: 'h' } } as const;
  const sources = await gatherRules([gone, pathPart(folderOf('x.yml', textOf('a')))]);
  expect(sources.map((one) => one.path)).toEqual(['x.yml']);
});
