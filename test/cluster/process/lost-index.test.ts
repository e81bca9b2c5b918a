/** One of two indices of a case is closed: what is in the other is told, and moved, all the same. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { CASE_MAPPING } from '@electron/store/cluster/index-mapping';
import { runCli } from '../../fixtures/run-cli';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { allRight, inCluster, newCaseDir, newClusterCase } from './cli-cases';

const RULES = `
title: Failed logon
name: failed
level: low
logsource: {product: windows}
detection: {s: {EventID: 4625}, condition: s}
---
title: Password guessing
level: high
correlation: {type: event_count, rules: failed, timespan: 10m, generate: true, condition: {gte: 2}}
`;

const call = (method: string, at: string, body: object = {}): Promise<Response> =>
  fetch(`${inject('clusterUrl')}/${at}`, {
    ...{ method, headers: { 'content-type': 'application/json' } },
    body: JSON.stringify(body),
  });

const [caseDir, clusterCase] = [newCaseDir(), newClusterCase()];
const pack = (number: number): string => `casescope-${clusterCase}-pack-00000${number}`;

function evidence(name: string, minute: number): string {
  const file = path.join(temporaryFolder('evidence'), name);
  const SystemTime = `2026-01-01T10:0${minute}:00.0000000Z`;
  const System = {
    ...{ Provider: { '#attributes': { Name: 'Microsoft-Windows-Security-Auditing' } } },
    ...{ EventID: 4625, TimeCreated: { '#attributes': { SystemTime } }, EventRecordID: minute },
    ...{ Channel: 'Security', Computer: 'HOST-1' },
  };
  fs.writeFileSync(file, `${JSON.stringify({ Event: { System, EventData: { Name: name } } })}\n`);
  return file;
}

const wait = (index: string): Promise<Response> =>
  fetch(`${inject('clusterUrl')}/_cluster/health/${index}?wait_for_status=yellow&timeout=60s`);

beforeAll(async () => {
  const rules = path.join(temporaryFolder('rules'), 'rules.yml');
  fs.writeFileSync(rules, RULES);
  const run = ['process', '--case', caseDir, '--rules', rules, '--json'];
  allRight(runCli(...run, ...inCluster(clusterCase), evidence('first.ndjson', 1)));
  // As another laptop makes the next pack; the file after that goes there.
  await call('PUT', pack(2), {
    aliases: { [`casescope-${clusterCase}`]: {} },
    ...{ mappings: CASE_MAPPING, settings: { number_of_replicas: 0, refresh_interval: -1 } },
  });
  await wait(pack(2));
  allRight(runCli(...run, evidence('second.ndjson', 2)));
});
beforeEach(async () => {
  await call('POST', `${pack(1)}/_close`);
  return async () => {
    await call('POST', `${pack(1)}/_open`);
    await wait(pack(1));
  };
});

it('detections are printed, also of a correlation that reaches into the one that is closed', () => {
  const { status, lines, stderr } = runCli('detections', '--case', caseDir, '--format', 'jsonl');
  expect(lines.map(({ ruleTitle }) => ruleTitle)).toEqual(['Failed logon', 'Password guessing']);
  expect(lines[1]).toMatchObject({
    correlation: {
      contributions: [
        { number: 1, file: null },
        { number: 2, file: expect.stringContaining('second.ndjson') },
      ],
    },
  });
  expect(stderr).toMatch(/reach into are missing: .*closed/);
  expect(status).toBe(1);
});

it('a correlation whose last event is away is listed without its place, and once said why', async () => {
  await call('POST', `${pack(1)}/_open`);
  await wait(pack(1));
  await call('POST', `${pack(2)}/_close`);
  const { status, lines, stderr } = runCli('detections', '--case', caseDir, '--format', 'jsonl');
  await call('POST', `${pack(2)}/_open`);
  await wait(pack(2));
  expect(lines.map(({ ruleTitle }) => ruleTitle)).toEqual(['Failed logon', 'Password guessing']);
  expect(lines[1]).toMatchObject({
    ...{ file: expect.stringContaining('second.ndjson'), offset: null, computer: null },
    ...{ time: '2026-01-01T10:02:00.0000000Z', correlation: { events: 2 } },
  });
  const closed = `1 of 2 events are missing here: the index ${pack(2)} is closed in the cluster`;
  expect(stderr).toContain(closed);
  expect(stderr).toContain('1 of 2 detections are missing here');
  expect(stderr.trim().split('\n').length).toBeLessThan(4);
  expect(status).toBe(1);
});

it('a move copies the other file, tells of the one, and goes on when the index is open', async () => {
  const move = ['move', '--case', caseDir, '--to', 'laptop', '--json'];
  const run = runCli(...move);
  expect(run.status).toBe(1);
  expect(run.lines.at(-1)).toMatchObject({
    ...{ type: 'failed', verified: 1, files: 2 },
    failures: [{ file: 'first.ndjson', reason: expect.stringContaining('is closed') }],
  });
  await call('POST', `${pack(1)}/_open`);
  await wait(pack(1));
  expect(allRight(runCli(...move)).lines.at(-1)).toMatchObject({ type: 'moved', files: 2 });
});
