/** A cluster that goes away in the middle of a file: it is waited for; nothing is half there, lost or double. */
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { runCli } from '../../fixtures/run-cli';
import { TestServer } from '../server';
import { allRight, inCluster, newCaseDir, newClusterCase, startCli } from './cli-cases';

const EVENTS = 12_000;
const PATIENCE_MS = 600_000;
/** Some events are there, and not all. */
const IN_BULK = /"state":"Indexing","done":(?:[2-9]\d\d\d|1[01]\d{3}),/;

let server: TestServer;
let evidence: string;
let clusterCase: string;
let caseDir: string;

beforeAll(async () => {
  server = await TestServer.start();
  evidence = writeNdjson(path.join(temporaryFolder('evidence'), 'many.ndjson'), EVENTS);
}, PATIENCE_MS);
afterAll(() => server.stop());
beforeEach(() => {
  clusterCase = newClusterCase();
  caseDir = newCaseDir();
});

const start = (): ReturnType<typeof startCli> =>
  startCli('process', '--case', caseDir, ...inCluster(clusterCase, server.url), '--json', evidence);

async function countOf(kind: string): Promise<number> {
  const url = `${server.url}/casescope-${clusterCase}`;
  await fetch(`${url}/_refresh`, { method: 'POST' });
  const body = JSON.stringify({ query: { term: { kind } } });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/_count`, { method: 'POST', headers, body });
  return ((await answer.json()) as { count: number }).count;
}

const told = (...words: string[]): readonly Record<string, unknown>[] =>
  allRight(runCli(...words, '--case', caseDir)).lines;

it(
  'killed in bulk and started again: the file waits, says so, and has every event once',
  async () => {
    const run = start();
    await run.says(IN_BULK);
    await server.kill();
    await run.says('"waitsFor":"');
    await server.restart();
    const { status, stdout, stderr } = await run.done;
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ events: EVENTS, failed: 0 }); // prettier-ignore
    expect(await countOf('event')).toBe(EVENTS);
    expect(told('files', '--json')).toMatchObject([{ state: 'Completed', events: EVENTS }]);
    expect(told('search', '--count', '--json', '*')).toEqual([{ count: EVENTS }]);
  },
  PATIENCE_MS,
);

it(
  'a program that is killed in bulk leaves nothing that can be seen; the next run begins anew and tidies',
  async () => {
    const run = start();
    await run.says(IN_BULK);
    run.kill();
    await run.done;
    expect(told('search', '--count', '--json', '*')).toEqual([{ count: 0 }]);
    expect(allRight(runCli('process', '--case', caseDir, '--json')).lines.at(-1)).toMatchObject({
      ...{ completed: 1, events: EVENTS },
    });
    expect(await countOf('event')).toBe(EVENTS);
    expect(told('search', '--count', '--json', '*')).toEqual([{ count: EVENTS }]);
  },
  PATIENCE_MS,
);

it(
  'read-only in the middle: the file fails with the reason, and can be retried',
  async () => {
    const run = start();
    await run.says(IN_BULK);
    const settings = (isReadOnly: boolean): Promise<unknown> =>
      fetch(`${server.url}/casescope-${clusterCase}/_settings`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ 'index.blocks.write': isReadOnly }),
      });
    await settings(true);
    const { status, stdout } = await run.done;
    expect(status).toBe(1);
    expect(stdout).toMatch(/"state":"Failed".*"error":"[^"]*(read-only|block)/);
    expect(told('search', '--count', '--json', '*')).toEqual([{ count: 0 }]);
    await settings(false);
    allRight(runCli('process', '--case', caseDir, '--operation', 'full', '--json'));
    expect(told('search', '--count', '--json', '*')).toEqual([{ count: EVENTS }]);
  },
  PATIENCE_MS,
);
