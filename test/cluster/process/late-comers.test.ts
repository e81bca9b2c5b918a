/** A laptop that joins a case without evidence sees all of it, also where the cluster takes no writes. */
import path from 'node:path';
import { beforeAll, expect, inject, it } from 'vitest';
import { runCli } from '../../fixtures/run-cli';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { allRight, inCluster, newCaseDir, newClusterCase } from './cli-cases';

const [mine, other] = [newCaseDir(), newCaseDir()];
const clusterCase = newClusterCase();

const call = (method: string, at: string, body: object = {}): Promise<Response> =>
  fetch(`${inject('clusterUrl')}/${at}`, {
    ...{ method, headers: { 'content-type': 'application/json' } },
    body: JSON.stringify(body),
  });

/** Processes a file of so many events. */
function publish(events: number): void {
  const evidence = writeNdjson(path.join(temporaryFolder('evidence'), `${events}.ndjson`), events);
  allRight(runCli('process', '--case', mine, ...isNew(), '--json', evidence));
}
let made = false;
function isNew(): string[] {
  const options = made ? [] : inCluster(clusterCase);
  made = true;
  return options;
}

const count = (caseDir: string): ReturnType<typeof runCli> =>
  runCli('search', '--case', caseDir, '--count', '--json', '*');

beforeAll(() => publish(30));

it('joins a case by its name, without evidence', () => {
  const joined = allRight(runCli('process', '--case', other, ...inCluster(clusterCase), '--json'));
  expect(joined.lines.at(-1)).toMatchObject({ type: 'summary', failed: 0 });
  expect(allRight(count(other)).lines).toEqual([{ count: 30 }]);
});

it('does not make a case by a name that is not there', () => {
  const run = runCli('process', '--case', newCaseDir(), ...inCluster(newClusterCase()), '--json');
  expect(run.status).toBe(2);
  expect(run.stderr).toContain('in the cluster to join, and no evidence was given');
});

it('sees what was published before the cluster became read-only', async () => {
  publish(20);
  const block = (isBlocked: boolean | null): Promise<Response> =>
    call('PUT', `casescope-${clusterCase}*/_settings`, {
      'index.blocks.read_only_allow_delete': isBlocked,
    });
  await block(true);
  const run = count(other);
  const files = runCli('files', '--json', '--case', other);
  await block(null);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(run.lines).toEqual([{ count: 50 }]);
  expect(files).toMatchObject({ status: 0, lines: [{ events: 30 }, { events: 20 }] });
});

it('says that counts may be old where the books do not answer', async () => {
  publish(10);
  await call('POST', `casescope-${clusterCase}-books/_close`);
  const runs = [count(other), runCli('files', '--json', '--case', other)];
  await call('POST', `casescope-${clusterCase}-books/_open`);
  for (const { status, stderr } of runs) {
    expect(stderr).toContain('counts may be old');
    expect(status).toBe(1);
  }
  const url = `${inject('clusterUrl')}/_cluster/health/casescope-${clusterCase}-books`;
  await fetch(`${url}?wait_for_status=yellow&timeout=60s`);
  expect(allRight(count(other)).lines).toEqual([{ count: 60 }]);
});
