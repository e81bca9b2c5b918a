import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileRuleSet, RuleSet } from '@shared/sigma/rule-set';
import { keepCompiled, readCompiled, rulesOfPack } from '@electron/pipeline/compiled-rules';
import { writeRulePack } from '@electron/pipeline/packs';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const RULE = {
  ...{ path: 'tool.yml', hash: 'h' },
  text: `title: tool
logsource: { product: windows, category: process_creation }
detection:
  selection: { Image|endswith: '\\tool.exe', CommandLine|re: '[0-9]+', User|cidr: 10.0.0.0/8 }
  condition: selection`,
};
const EVENT = {
  names: ['Channel', 'EventID', 'Image', 'CommandLine', 'User'],
  values: ['Microsoft-Windows-Sysmon/Operational', '1', 'C:\\tool.exe', 'x 7', '10.1.1.1'],
};

const keptFiles = (folder: string): string[] =>
  fs.readdirSync(folder).filter((name) => name.endsWith('.compiled'));

describe('compiled rules', () => {
  it('come back from their file as they were', () => {
    const name = path.join(temporaryFolder(), 'some');
    expect(readCompiled(name)).toBeNull();
    const compiled = compileRuleSet([RULE]);
    keepCompiled(name, compiled);
    expect(readCompiled(name)).toEqual(compiled);
  });

  it('of a pack are compiled once and hunt the same when read again', () => {
    const folder = temporaryFolder();
    const pack = writeRulePack(folder, [RULE]);
    expect(keptFiles(folder)).toEqual([]);
    const first = rulesOfPack(pack).match(EVENT);
    expect(keptFiles(folder)).toHaveLength(1);
    // The pack itself is not needed any more.
    fs.rmSync(pack.path);
    expect(rulesOfPack(pack).match(EVENT)).toEqual(first);
    expect(first[0]?.matches.map(({ field }) => field)).toEqual(['Image', 'CommandLine', 'User']);
  });

  it('whose file is damaged or cut are compiled anew', () => {
    for (const damage of [(bytes: Buffer) => bytes.subarray(0, bytes.length - 1), flipped]) {
      const folder = temporaryFolder();
      const pack = writeRulePack(folder, [RULE]);
      rulesOfPack(pack);
      const [kept = ''] = keptFiles(folder);
      const file = path.join(folder, kept);
      const whole = fs.readFileSync(file);
      fs.writeFileSync(file, damage(whole));
      expect(rulesOfPack(pack).match(EVENT)).toHaveLength(1);
      expect(fs.readFileSync(file)).toEqual(whole);
    }
  });

  it('are not kept where nothing can be written, and hunt all the same', () => {
    const file = path.join(temporaryFolder(), 'file');
    fs.writeFileSync(file, '');
    keepCompiled(path.join(file, 'below a file'), compileRuleSet([RULE]));
    expect(readCompiled(path.join(file, 'below a file'))).toBeNull();
    expect(new RuleSet(compileRuleSet([RULE])).match(EVENT)).toHaveLength(1);
  });
});

function flipped(bytes: Buffer): Buffer {
  const damaged = Buffer.from(bytes);
  damaged[bytes.length >> 1] = (damaged[bytes.length >> 1] ?? 0) ^ 1;
  return damaged;
}
