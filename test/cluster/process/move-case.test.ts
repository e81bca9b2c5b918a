/** A case moves into a cluster and back: everything it tells stays the same, and nothing is given up too early. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type CliRun, runCli } from '../../fixtures/run-cli';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { TestServer } from '../server';
import { allRight, inCluster, newCaseDir, newClusterCase, startCli, toldOf } from './cli-cases';

const SAMPLE = path.resolve(import.meta.dirname, '../../../resources/sample-case');
const PATIENCE_MS = 600_000;

const eventFiles = (caseDir: string): string[] => fs.readdirSync(path.join(caseDir, 'events'));
const toCluster = (caseDir: string, clusterCase: string, url?: string): string[] => [
  ...['move', '--case', caseDir, '--to', 'opensearch', '--json', ...inCluster(clusterCase, url)],
];
const toLaptop = (caseDir: string): string[] => [
  ...['move', '--case', caseDir, '--to', 'laptop', '--json'],
];
const outcomeOf = (run: CliRun): unknown => run.lines.at(-1);

const call = (method: string, at: string, body?: object): Promise<Response> =>
  fetch(`${inject('clusterUrl')}/${at}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });

/** Everything the sample case has, damage, packs and odd texts. */
function processed(): string {
  const folder = temporaryFolder('evidence');
  for (const name of fs.readdirSync(SAMPLE))
    fs.copyFileSync(path.join(SAMPLE, name), path.join(folder, name));
  const [log = ''] = fs.readdirSync(SAMPLE).filter((name) => name.endsWith('.evtx'));
  const cut = fs.readFileSync(path.join(SAMPLE, log));
  fs.writeFileSync(path.join(folder, 'cut.evtx'), cut.fill(0x5a, cut.length - 5_000));
  const odd = { '1': 'ü', a: ['x', null, '\ud800'], b: '', c: null, time: '2026-03-01T00:00:00Z' };
  const halves = { 'n\ud800': 'one', 'n\ud801': 'two', 'n\\ud800': 'three', '\udc00': null };
  const lines = [odd, halves, { b: 1, a: 'z', time: 'never' }].map((one) => JSON.stringify(one));
  fs.writeFileSync(path.join(folder, 'odd.ndjson'), `${lines.join('\n')}\n{broken\n`);
  const indicators = path.join(temporaryFolder('indicators'), 'list.txt');
  fs.writeFileSync(indicators, '192.0.2.9\npowershell\n');
  const caseDir = newCaseDir();
  runCli('process', '--case', caseDir, '--workers', '1', '--indicators', indicators, folder);
  return caseDir;
}

describe('a case with all kinds of files', () => {
  let caseDir: string;
  let told: ReturnType<typeof toldOf>;
  const clusterCase = newClusterCase();
  beforeAll(() => {
    caseDir = processed();
    told = toldOf(caseDir);
  });

  it('moves into the cluster: the same is told, and nothing is left in its folder', () => {
    expect(told['detections']?.length).toBeGreaterThan(3);
    expect(told['hits']?.length).toBeGreaterThan(3);
    const run = allRight(runCli(...toCluster(caseDir, clusterCase)));
    expect(outcomeOf(run)).toMatchObject({ type: 'moved', left: null });
    expect(eventFiles(caseDir)).toEqual([]);
    expect(toldOf(caseDir)).toEqual(told);
  });

  it('is not moved where it is already, nor into the case of another', () => {
    const again = runCli(...toCluster(caseDir, newClusterCase()));
    expect(again).toMatchObject({ status: 2 });
    expect(again.stderr).toContain('in a cluster already');
    const other = processed();
    const taken = runCli(...toCluster(other, clusterCase));
    expect(taken).toMatchObject({ status: 2 });
    expect(taken.stderr).toContain('Choose another name');
    expect(eventFiles(other).length).toBeGreaterThan(0);
  });

  it('is processed further there, and comes back with all of it', async () => {
    allRight(runCli('process', '--case', caseDir, '--operation', 'sigma_only', '--json'));
    const inThere = toldOf(caseDir);
    const run = allRight(runCli(...toLaptop(caseDir)));
    expect(outcomeOf(run)).toMatchObject({ type: 'moved', left: null });
    expect(toldOf(caseDir)).toEqual(inThere);
    expect((await call('GET', `casescope-${clusterCase}-books`)).status).toBe(404);
    expect((await call('GET', `casescope-${clusterCase}`)).status).toBe(404);
    allRight(runCli('process', '--case', caseDir, '--operation', 'ioc_only', '--json'));
    expect(toldOf(caseDir)['hits']).toEqual(inThere['hits']);
  });
});

describe('what the cluster has lost', () => {
  let caseDir: string;
  let clusterCase: string;
  beforeEach(() => {
    [caseDir, clusterCase] = [newCaseDir(), newClusterCase()];
    const evidence = writeNdjson(path.join(temporaryFolder('evidence'), 'many.ndjson'), 50);
    const indicators = path.join(temporaryFolder('indicators'), 'list.txt');
    fs.writeFileSync(indicators, 'tool-7.exe\n');
    allRight(runCli('process', '--case', caseDir, '--indicators', indicators, '--json', evidence));
    allRight(runCli(...toCluster(caseDir, clusterCase)));
  });

  const removed = async (query: object): Promise<number> => {
    const at = `casescope-${clusterCase}/_delete_by_query?refresh=true&max_docs=1`;
    return ((await (await call('POST', at, { query })).json()) as { deleted: number }).deleted;
  };
  const expectKept = async (reason: string): Promise<void> => {
    const run = runCli(...toLaptop(caseDir));
    expect(run.status).toBe(1);
    expect(outcomeOf(run)).toMatchObject({ type: 'failed', verified: 0 });
    expect(JSON.stringify(outcomeOf(run))).toContain(reason);
    expect(eventFiles(caseDir).filter((name) => name.endsWith('.building'))).toEqual([]);
    expect((await call('GET', `casescope-${clusterCase}-books`)).status).toBe(200);
    expect(allRight(runCli('files', '--json', '--case', caseDir)).lines).toMatchObject([{ events: 50 }]); // prettier-ignore
  };

  it('an event: it is told, and the case stays there', async () => {
    expect(await removed({ term: { event: 17 } })).toBe(1);
    await expectKept('does not have all events');
  });

  it('a hit: it is told, and the case stays there', async () => {
    const hits = allRight(runCli('hits', '--json', '--case', caseDir)).lines.length;
    if (hits === 0) throw new Error('the evidence has no hit');
    expect(await removed({ term: { kind: 'hit' } })).toBe(1);
    await expectKept('of which');
  });
});

describe('a move that is broken off', () => {
  const EVENTS = 6_000;
  const SECOND = /"file":"second[^}]*"done":(?:1[3-9]\d\d\d),/;
  let server: TestServer;
  let caseDir: string;
  let clusterCase: string;
  beforeAll(async () => {
    server = await TestServer.start();
    const folder = temporaryFolder('evidence');
    writeNdjson(path.join(folder, 'first.ndjson'), EVENTS);
    writeNdjson(path.join(folder, 'second.ndjson'), EVENTS + 1);
    caseDir = newCaseDir();
    allRight(runCli('process', '--case', caseDir, '--workers', '1', '--json', folder));
  }, PATIENCE_MS);
  afterAll(() => server.stop());
  beforeEach(() => {
    clusterCase = newClusterCase();
  });

  const digestOf = (): string =>
    allRight(runCli('search', '--case', caseDir, '--format', 'jsonl', '*')).stdout;

  it(
    'killed with the program: it goes on behind the file that was verified, also back',
    async () => {
      const before = digestOf();
      const run = startCli(...toCluster(caseDir, clusterCase, server.url));
      await run.says(SECOND);
      run.kill();
      await run.done;
      expect(digestOf()).toBe(before);
      const on = allRight(runCli(...toCluster(caseDir, clusterCase, server.url)));
      expect(outcomeOf(on)).toMatchObject({ type: 'moved', files: 2, events: 2 * EVENTS + 1 });
      expect(on.stdout).not.toContain('"file":"first');
      expect(digestOf()).toBe(before);
      const back = startCli(...toLaptop(caseDir));
      await back.says(SECOND);
      back.kill();
      await back.done;
      expect(digestOf()).toBe(before);
      const home = allRight(runCli(...toLaptop(caseDir)));
      expect(home.stdout).not.toContain('"file":"first');
      expect(digestOf()).toBe(before);
    },
    PATIENCE_MS,
  );

  it(
    'the server is killed and started again: it is waited for',
    async () => {
      const before = digestOf();
      const run = startCli(...toCluster(caseDir, clusterCase, server.url));
      await run.says(SECOND);
      await server.kill();
      await server.restart();
      const { status, stdout, stderr } = await run.done;
      expect({ status, stderr }).toMatchObject({ status: 0 });
      expect(stdout).toContain('"type":"moved"');
      expect(digestOf()).toBe(before);
    },
    PATIENCE_MS,
  );
});
