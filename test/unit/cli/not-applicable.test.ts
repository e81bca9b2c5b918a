/** A file that no rule can be about is told apart from one in which none finds anything. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { type CliRun, runCli } from '../../fixtures/run-cli';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { sampleFile } from '../scheduler/open-session';

const ruleOf = (logSource: string): string =>
  `title: t\nlogsource: { ${logSource} }\ndetection: { s: { CommandLine: nowhere }, condition: s }\n`;
const evidence = sampleFile('WS-ALVA-Security.evtx');
let folder = '';
let linux = '';
let windows = '';
beforeAll(() => {
  folder = temporaryFolder();
  [linux, windows] = ['linux.yml', 'windows.yml'].map((name) => path.join(folder, name)) as [
    string,
    string,
  ];
  fs.writeFileSync(linux, ruleOf('product: linux, category: process_creation'));
  fs.writeFileSync(windows, ruleOf('product: windows'));
});

const fileOf = ({ lines }: CliRun) => lines.find((line) => line['type'] === 'file');

it('process and files say so, in their lines and as rulesApplied', () => {
  const caseDir = path.join(folder, 'case');
  const none = runCli('process', '--case', caseDir, '--json', '--rules', linux, evidence);
  expect(fileOf(none)).toMatchObject({ state: 'Completed', detections: 0, rulesApplied: 0 });
  expect(runCli('files', '--case', caseDir).stdout).toContain('\tnot applicable\t');
  const again = ['process', '--case', caseDir, '--operation', 'sigma_only', '--rules'];
  expect(runCli(...again, linux).stdout).toContain('not applicable: no rule is about such events');
  expect(runCli(...again, windows).stdout).toContain(', 0 detections, ');
  expect(fileOf(runCli('files', '--case', caseDir, '--json'))).toMatchObject({
    ...{ detections: 0, rulesApplied: 1 },
  });
  expect(runCli('files', '--case', caseDir).stdout).not.toContain('not applicable');
});

it('hunt says so of each file', () => {
  expect(runCli('hunt', '--rules', linux, evidence).stderr).toContain('not applicable');
  expect(runCli('hunt', '--rules', windows, evidence).stderr).not.toContain('not applicable');
});

it('rules check and process name what a rule says that may not be meant', () => {
  const odd = path.join(folder, 'odd.yml');
  fs.writeFileSync(odd, `level: severe\n${ruleOf('product: windows')}`);
  const checked = runCli('rules', 'check', odd);
  expect(checked.status).toBe(0);
  expect(checked.stdout).toMatch(/^warning {2}odd\.yml \(t\): level severe is none of/);
  expect(checked.stdout).toContain(
    '1 of 1 rules loaded, 0 not run, 0 invalid, 0 skipped; warnings: 1',
  );
  const [line, summary] = runCli('rules', 'check', '--json', odd).lines;
  expect(line).toMatchObject({ state: 'loaded', warnings: [expect.stringContaining('severe')] });
  expect(summary).toMatchObject({ type: 'summary', loaded: 1, warnings: 1 });
  const caseDir = path.join(folder, 'warned');
  const ran = runCli('process', '--case', caseDir, '--rules', odd, evidence);
  expect(ran.stderr).toContain('warning: odd.yml: level severe');
});
