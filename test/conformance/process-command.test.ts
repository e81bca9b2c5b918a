/** The whole job over public logs with all of SigmaHQ, through the built command line. */
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type CliRun, runCli } from '../fixtures/run-cli';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { samplePath } from './sigma-samples';

const MOST_RSS_MB = 700;

let run: CliRun;
beforeAll(() => {
  const caseDir = path.join(temporaryFolder('conformance'), 'case');
  const evidence = ['attack', 'hayabusa', 'odd'].map((name) => samplePath(name));
  const rules = samplePath('sigmahq-rules.zip');
  run = runCli('process', '--case', caseDir, '--json', ...evidence, '--rules', rules);
});

test('every log that is no duplicate completes', () => {
  const logs = run.lines.filter((line) => line['type'] === 'file' && line['kind'] === 'evtx');
  expect(logs.length).toBeGreaterThan(130);
  const ends = logs.filter((line) => !['Completed', 'Duplicate'].includes(String(line['state'])));
  expect(ends).toEqual([]);
  // Some of them are cut or damaged: each that lost a record is named, and only then the command ends with 1.
  const lost = logs.filter((line) => Number(line['failedRecords']) > 0);
  for (const line of lost) {
    const said = `${String(line['file'])}: ${Number(line['failedRecords'])} records could not be read`;
    expect(run.stderr).toContain(said);
  }
  expect(run.status).toBe(lost.length > 0 ? 1 : 0);
});

test('without a lock error, within the memory that is promised', () => {
  const summary = run.lines.at(-1);
  expect(summary).toMatchObject({ type: 'summary', failed: 0, lockErrors: 0 });
  expect(Number(summary?.['peakRssMb'])).toBeGreaterThan(0);
  expect(Number(summary?.['peakRssMb'])).toBeLessThan(MOST_RSS_MB);
  expect(Number(summary?.['detections'])).toBeGreaterThan(4_000);
});
