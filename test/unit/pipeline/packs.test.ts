import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  copyPack,
  readRulePack,
  type RulePack,
  writeCasePack,
  writeRulePack,
} from '@electron/pipeline/packs';
import { EVERY_SET } from '@shared/model/rule-sets';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const SOURCES = [{ path: 'a.yml', text: 'title: a', hash: 'h' }];

describe('rule packs', () => {
  it('are copied into a case, which then does without the first one', () => {
    const pack = writeRulePack(temporaryFolder(), SOURCES);
    const folder = path.join(temporaryFolder(), 'packs');
    const copy = copyPack(folder, pack);
    fs.rmSync(pack.path);
    expect(copy.hash).toBe(pack.hash);
    expect(readRulePack(copy)).toEqual({ sources: SOURCES, placeholders: {}, sets: EVERY_SET });
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

  it('are made anew where they were cut', () => {
    const [folder, ofCase] = [temporaryFolder(), temporaryFolder()];
    const pack = writeRulePack(folder, SOURCES);
    const copy = copyPack(ofCase, pack);
    fs.truncateSync(copy.path, 5);
    copyPack(ofCase, pack);
    expect(readRulePack(copy).sources).toEqual(SOURCES);
    fs.truncateSync(pack.path, 5);
    writeRulePack(folder, SOURCES);
    expect(readRulePack(pack).sources).toEqual(SOURCES);
    const changed = fs.readFileSync(copy.path);
    changed.writeUInt8(changed.readUInt8(3) ^ 0xff, 3);
    fs.writeFileSync(copy.path, changed);
    copyPack(ofCase, pack);
    expect(readRulePack(copy).sources).toEqual(SOURCES);
    fs.rmSync(pack.path);
    expect(copyPack(ofCase, pack)).toEqual(copy);
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

const CHOICE: Omit<RulePack, 'sources'> = {
  placeholders: { admins: ['anna', 'bert*'] },
  sets: { core: 'core+', emergingThreats: false, threatHunting: true },
};

it('rules as a case has them are another pack over the same rules', () => {
  const folder = temporaryFolder();
  const pack = writeRulePack(folder, SOURCES);
  const filled = writeCasePack(folder, pack, CHOICE);
  expect(filled.hash).not.toBe(pack.hash);
  expect(writeCasePack(folder, pack, CHOICE)).toEqual(filled);
  expect(readRulePack(filled)).toEqual({
    sources: SOURCES,
    ...CHOICE,
  });
  fs.rmSync(pack.path);
  expect(() => readRulePack(filled)).toThrow('import the rules again');
});
