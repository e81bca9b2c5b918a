import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyPack, readRulePack, writeFilledPack, writeRulePack } from '@electron/pipeline/packs';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const SOURCES = [{ path: 'a.yml', text: 'title: a', hash: 'h' }];

describe('rule packs', () => {
  it('are copied into a case, which then does without the first one', () => {
    const pack = writeRulePack(temporaryFolder(), SOURCES);
    const folder = path.join(temporaryFolder(), 'packs');
    const copy = copyPack(folder, pack);
    fs.rmSync(pack.path);
    expect(copy.hash).toBe(pack.hash);
    expect(readRulePack(copy)).toEqual({ sources: SOURCES, placeholders: {} });
    expect(fs.readdirSync(folder)).toEqual([path.basename(pack.path)]);
  });

  it('are left alone where they already are', () => {
    const folder = temporaryFolder();
    const pack = writeRulePack(folder, SOURCES);
    const before = fs.statSync(pack.path).mtimeMs;
    expect(copyPack(folder, pack)).toEqual(pack);
    expect(writeRulePack(folder, SOURCES)).toEqual(pack);
    expect(fs.statSync(pack.path).mtimeMs).toEqual(before);
  });

  it('are refused where their content does not fit their name', () => {
    const folder = temporaryFolder();
    const pack = writeRulePack(folder, SOURCES);
    const other = writeRulePack(folder, []);
    fs.copyFileSync(other.path, pack.path);
    expect(() => readRulePack(pack)).toThrow('does not fit its name');
    fs.rmSync(pack.path);
    expect(() => readRulePack(pack)).toThrow('import the rules again');
  });
});

it('rules with lists for their placeholders are another pack over the same rules', () => {
  const folder = temporaryFolder();
  const pack = writeRulePack(folder, SOURCES);
  const filled = writeFilledPack(folder, pack, { admins: ['anna', 'bert*'] });
  expect(filled.hash).not.toBe(pack.hash);
  expect(writeFilledPack(folder, pack, { admins: ['anna', 'bert*'] })).toEqual(filled);
  expect(readRulePack(filled)).toEqual({
    sources: SOURCES,
    placeholders: { admins: ['anna', 'bert*'] },
  });
  fs.rmSync(pack.path);
  expect(() => readRulePack(filled)).toThrow('import the rules again');
});
