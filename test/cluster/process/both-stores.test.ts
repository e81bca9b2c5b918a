/** A case in a cluster is processed to the same results as one in its own folder, by every operation. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { runCli } from '../../fixtures/run-cli';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { allRight, inCluster, newCaseDir, newClusterCase, toldOf } from './cli-cases';

const SAMPLE = path.resolve(import.meta.dirname, '../../../resources/sample-case');
const RULES = path.resolve(import.meta.dirname, '../../../resources/starter-rules');

const [embedded, cluster] = [newCaseDir(), newCaseDir()];
const clusterCase = newClusterCase();
let folder: string;

const indicators = (...lines: string[]): string => {
  const file = path.join(folder, 'indicators.txt');
  fs.writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
};

/** The same in both; one worker, so that files are claimed in the order they were added. */
function process(...words: string[]): void {
  const all = ['--workers', '1', '--json', ...words];
  runCli('process', '--case', embedded, ...all);
  const isNew = !fs.existsSync(cluster);
  runCli('process', '--case', cluster, ...(isNew ? inCluster(clusterCase) : []), ...all);
}

const expectSame = (): void => expect(toldOf(cluster)).toEqual(toldOf(embedded));

beforeAll(() => {
  folder = temporaryFolder('evidence');
  for (const name of fs.readdirSync(SAMPLE)) fs.copyFileSync(path.join(SAMPLE, name), path.join(folder, name)); // prettier-ignore
  writeNdjson(path.join(folder, 'many.ndjson'), 600);
  const halves = JSON.stringify({
    'a\ud800': 'one',
    'a\ud801': 'two',
    'a\ufffd': 'three',
    b: '\udc00',
  });
  fs.appendFileSync(path.join(folder, 'many.ndjson'), `${halves}\n{broken\n`);
  const [log] = fs.readdirSync(SAMPLE).filter((name) => name.endsWith('.evtx'));
  const cut = fs.readFileSync(path.join(SAMPLE, log ?? ''));
  fs.writeFileSync(path.join(folder, 'cut.evtx'), cut.fill(0x5a, cut.length - 5_000));
});

it('full: files, detections, hits and events are told alike', () => {
  const list = indicators('192.0.2.9', 'powershell');
  process('--indicators', list, folder);
  const told = toldOf(embedded);
  expect(told['detections']?.length).toBeGreaterThan(3);
  expect(told['hits']?.length).toBeGreaterThan(3);
  expectSame();
});

it('names that differ in half a character are two names', () => {
  for (const caseDir of [embedded, cluster])
    for (const word of ['one', 'two', 'three']) {
      const { lines } = allRight(runCli('search', '--case', caseDir, '--format', 'jsonl', word));
      expect(lines).toMatchObject([{ fields: { 'a\\ud800': ['one'], 'a\\ud801': ['two'] } }]);
    }
});

it('ioc_only with another list', () => {
  process('--operation', 'ioc_only', '--indicators', indicators('certutil.exe'));
  expectSame();
});

it('sigma_only with other rules', () => {
  const [rule] = fs.readdirSync(RULES, { recursive: true }).map(String).filter((name) => name.endsWith('.yml')); // prettier-ignore
  process('--operation', 'sigma_only', '--rules', path.join(RULES, rule ?? ''));
  expectSame();
});

it('reindex with all rules again', () => {
  process('--operation', 'reindex', '--rules', RULES);
  expectSame();
});

it('a second folder that joins the case sees all of it, and has nothing to read', () => {
  const other = newCaseDir();
  const run = runCli('process', '--case', other, ...inCluster(clusterCase), '--json', folder);
  const told = toldOf(cluster);
  const summary = run.lines.at(-1);
  expect(summary).toMatchObject({ failed: 0 });
  const withoutFolder = (lines: readonly unknown[] | undefined): unknown[] =>
    (lines ?? []).filter((line) => JSON.stringify(line).includes('"state":"Completed"'));
  const seen = allRight(runCli('files', '--json', '--case', other)).lines.map(({ seconds: _, ...line }) => line); // prettier-ignore
  expect(withoutFolder(seen)).toEqual(withoutFolder(told['files']));
});
