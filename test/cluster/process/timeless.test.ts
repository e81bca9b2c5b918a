/** Events without a time that feed correlations: told alike by both stores, and no obstacle to a move. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { type CliRun, runCli } from '../../fixtures/run-cli';
import { openWriter } from '@electron/store/sqlite';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { allRight, inCluster, newCaseDir, newClusterCase, toldOf } from './cli-cases';

const RULES = `title: Failed logon
name: failed_logon
status: test
level: low
logsource: {product: windows, service: security}
detection:
  sel: {EventID: 4625}
  condition: sel
---
title: Many failed logons
status: test
level: high
correlation:
  type: event_count
  rules: [failed_logon]
  group-by: [TargetUserName]
  timespan: 1h
  condition: {gte: 3}
`;
const TOLD = '2 events without a time that feed correlations take no part in any.';

let folder: string;
beforeAll(() => {
  folder = temporaryFolder('evidence');
  const line = (more: object): string =>
    JSON.stringify({ EventID: 4625, Channel: 'Security', TargetUserName: 'eve', ...more });
  const timed = [1, 2, 3].map((at) => line({ '@timestamp': `2026-03-01T00:00:0${at}Z` }));
  fs.writeFileSync(path.join(folder, 'a.ndjson'), [...timed, line({}), line({ n: 2 })].join('\n'));
  fs.writeFileSync(path.join(folder, 'b.ndjson'), timed.join('\n'));
});

const withRules = (): string[] => {
  const file = path.join(temporaryFolder('rules'), 'rules.yml');
  fs.writeFileSync(file, RULES);
  return ['--rules', file];
};
function processed(...where: string[]): [caseDir: string, run: CliRun] {
  const caseDir = newCaseDir();
  const words = ['--workers', '1', ...withRules(), ...where, '--json', folder];
  return [caseDir, allRight(runCli('process', '--case', caseDir, ...words))];
}
const move = (caseDir: string): CliRun =>
  runCli('move', '--case', caseDir, '--to', 'opensearch', ...inCluster(newClusterCase()), '--json');

it('are counted and told by a cluster as by shards', () => {
  const [embedded, first] = processed();
  const [cluster, second] = processed(...inCluster(newClusterCase()));
  for (const { lines, stderr } of [first, second]) {
    expect(lines.at(-1)).toMatchObject({ correlations: 1, correlationsTimeless: 2 });
    expect(stderr).toContain(TOLD);
  }
  expect(toldOf(cluster)).toEqual(toldOf(embedded));
});

it('a laptop that joins without these rules is told that they are not there', () => {
  const clusterCase = newClusterCase();
  processed(...inCluster(clusterCase));
  const [joined, withThem] = [newCaseDir(), newCaseDir()];
  const join = ['process', '--case', joined, ...inCluster(clusterCase), '--json'];
  const told = /^correlations: a\.ndjson, b\.ndjson were hunted with rules that are not on this laptop\./m; // prettier-ignore
  expect(allRight(runCli(...join)).stderr).toMatch(told);
  const same = allRight(runCli(...join.with(2, withThem), ...withRules()));
  expect(same.stderr).not.toContain('not on this laptop');
  const listed = (caseDir: string) => allRight(runCli('detections', '--case', caseDir)).stderr;
  expect(listed(joined)).toMatch(told);
  expect(listed(withThem)).not.toContain('not on this laptop');
  expect(same.lines.at(-1)).toMatchObject({ correlations: 1 });
});

it('move into a cluster with their case, and are told there', () => {
  const [caseDir] = processed();
  const told = toldOf(caseDir);
  expect(allRight(move(caseDir)).lines.at(-1)).toMatchObject({ type: 'moved', files: 2 });
  expect(toldOf(caseDir)).toEqual(told);
  const again = allRight(
    runCli('process', '--case', caseDir, '--operation', 'sigma_only', '--json'),
  );
  expect(again.lines.at(-1)).toMatchObject({ correlationsTimeless: 2 });
});

it('a file that is not as it is written is told in a sentence; the others are copied', () => {
  const [caseDir] = processed();
  const events = path.join(caseDir, 'events');
  const [detections = ''] = fs.readdirSync(events).filter((name) => name.endsWith('.detections'));
  const database = openWriter(path.join(events, detections));
  database.exec("UPDATE correlated SET time = 'never'");
  database.close();
  const run = move(caseDir);
  expect(run.status).toBe(1);
  expect(run.lines.at(-1)).toMatchObject({
    ...{ type: 'failed', verified: 1 },
    failures: [{ reason: expect.stringMatching(/^What is stored of it is not understood \(.*\)\. Run it again/) }], // prettier-ignore
  });
});
