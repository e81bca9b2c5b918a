/** What `process --json` says of progress, and what its summary counts. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { type CliRun, runCli as run } from '../../fixtures/run-cli';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { sampleFile } from '../scheduler/open-session';

const NAMES = ['WS-ALVA-Security.evtx', 'WS-ALVA-Sysmon.evtx', 'DC-NORTE-winlogbeat.ndjson'];
let folder = '';
let caseDir = '';
let first: CliRun;
beforeAll(() => {
  folder = path.join(temporaryFolder(), 'evidence');
  fs.mkdirSync(folder);
  for (const name of NAMES) fs.copyFileSync(sampleFile(name), path.join(folder, name));
  caseDir = path.join(folder, '../case');
  const indicators = sampleFile('indicators.csv');
  first = run('process', '--case', caseDir, '--json', '--indicators', indicators, folder);
});

const filesOf = ({ lines }: CliRun) => lines.filter((line) => line['type'] === 'file');
const sumOf = (lines: CliRun['lines'], key: string): number =>
  lines.reduce((sum, line) => sum + Number(line[key]), 0);

it('every phase says how much there is to do, and is never further than that', () => {
  expect(filesOf(first)).toHaveLength(NAMES.length);
  for (const file of filesOf(first)) {
    const said = first.lines.filter(
      (line) => line['type'] === 'status' && line['file'] === file['file'],
    );
    expect(said.every((line) => Number(line['done']) <= Number(line['total']))).toBe(true);
    const totals = new Map(said.map((line) => [line['state'], Number(line['total'])]));
    const events = Number(file['events']);
    expect([...totals]).toEqual([
      ['Queued', 0],
      ['Estimating', fs.statSync(String(file['file'])).size],
      ['Indexing', totals.get('Indexing')],
      ['SIGMA Hunting', events],
      ['IOC Hunting', events],
      ['Completed', events],
    ]);
    expect(totals.get('Indexing')).toBeGreaterThanOrEqual(events);
    expect(said.at(-1)).toMatchObject({ state: 'Completed', done: events, total: events });
  }
});

it('the summary of new evidence adds up its files', () => {
  const summary = first.lines.at(-1);
  for (const key of ['events', 'detections', 'hits', 'eventsWithHits'])
    expect(summary?.[key]).toBe(sumOf(filesOf(first), key));
});

it('a command over one file counts that file alone', () => {
  const one = path.join(folder, NAMES[0] ?? '');
  const again = run('process', '--case', caseDir, '--json', '--operation', 'ioc_only', one);
  const [file] = filesOf(again);
  const { events, hits } = filesOf(first).find((line) => line['file'] === one) ?? {};
  expect(file).toMatchObject({ file: one, events, hits });
  expect(again.lines.at(-1)).toMatchObject({ files: 1, completed: 1, events, hits });
});

it('hunts read the shard, a re-index the evidence: only that fails without it, and is not counted', () => {
  const gone = path.join(folder, NAMES[1] ?? '');
  const kept = fs.readFileSync(gone);
  fs.rmSync(gone);
  for (const operation of ['sigma_only', 'ioc_only']) {
    const hunt = run('process', '--case', caseDir, '--json', '--operation', operation);
    expect([hunt.status, hunt.lines.at(-1)?.['completed']]).toEqual([0, NAMES.length]);
  }
  const reindex = run('process', '--case', caseDir, '--json', '--operation', 'reindex');
  fs.writeFileSync(gone, kept);
  expect(reindex.status).toBe(1);
  expect(reindex.stderr).toContain(`${gone}: The file is no longer`);
  const completed = filesOf(reindex).filter((line) => line['state'] === 'Completed');
  expect(reindex.lines.at(-1)).toMatchObject({
    ...{ completed: NAMES.length - 1, failed: 1 },
    events: sumOf(completed, 'events'),
    detections: sumOf(completed, 'detections'),
  });
  const failed = filesOf(reindex).find((line) => line['file'] === gone);
  expect(failed).toMatchObject({
    state: 'Failed',
    events: filesOf(first).find((line) => line['file'] === gone)?.['events'],
  });
});

it('nothing to do is counted as nothing', () => {
  const idle = run('process', '--case', caseDir, '--json');
  expect(idle.lines).toMatchObject([{ type: 'summary', files: 0, completed: 0, events: 0 }]);
});
