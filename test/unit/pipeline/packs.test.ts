import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyPack, readRulePack, writeRulePack } from '@electron/pipeline/packs';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const SOURCES = [{ path: 'a.yml', text: 'title: a', hash: 'h' }];

describe('rule packs', () => {
  it('are copied into a case, which then does without the first one', () => {
    const pack = writeRulePack(temporaryFolder(), SOURCES);
    const folder = path.join(temporaryFolder(), 'packs');
    const copy = copyPack(folder, pack);
    fs.rmSync(pack.path);
    expect(copy.hash).toBe(pack.hash);
    expect(readRulePack(copy)).toEqual(SOURCES);
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
