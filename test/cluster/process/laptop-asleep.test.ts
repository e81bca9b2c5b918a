/** A laptop that falls asleep beyond its claim, just before it removes what it has left of a file. */
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { runCli } from '../../fixtures/run-cli';
import { HoldingProxy } from '../holding-proxy';
import { allRight, inCluster, newCaseDir, newClusterCase, startCli } from './cli-cases';

const EVENTS = 12_000;
const PATIENCE_MS = 600_000;

/** Documents that can be found; 0 also before there is an index. */
async function countIn(clusterCase: string): Promise<number> {
  const url = `${inject('clusterUrl')}/casescope-${clusterCase}`;
  await fetch(`${url}/_refresh`, { method: 'POST' });
  const { count = 0 } = (await (await fetch(`${url}/_count`)).json()) as { count?: number };
  return count;
}

it(
  'another one reads the file meanwhile; when it wakes, nothing of that is gone',
  async () => {
    const evidence = writeNdjson(path.join(temporaryFolder('evidence'), 'many.ndjson'), EVENTS);
    const [clusterCase, mine, others] = [newClusterCase(), newCaseDir(), newCaseDir()];
    const proxy = await HoldingProxy.to(inject('clusterUrl'));
    const away = inCluster(clusterCase, proxy.url);
    const killed = startCli('process', '--case', mine, ...away, '--json', evidence);
    while ((await countIn(clusterCase)) === 0) expect(performance.now()).toBeLessThan(PATIENCE_MS);
    killed.kill();
    await killed.done;
    // What that one left is removed by the next run, which falls asleep before it does so.
    const removing = proxy.hold((one) => one.includes('_delete_by_query'));
    const asleep = startCli('process', '--case', mine, '--json');
    await removing;
    asleep.signal('SIGSTOP');
    const words = ['process', '--case', others, '--json', evidence];
    const first = runCli(...words, ...inCluster(clusterCase));
    expect(first.stdout).toContain('is at work on this file, for now until');
    // Its claim ends by the cluster's clock; nobody can tell it to.
    while (runCli(...words).status !== 0) expect(performance.now()).toBeLessThan(PATIENCE_MS);
    const count = (): unknown =>
      allRight(runCli('search', '--case', others, '--count', '--json', '*')).lines;
    expect(count()).toEqual([{ count: EVENTS }]);
    proxy.letGo();
    asleep.signal('SIGCONT');
    await asleep.done;
    proxy.close();
    expect(count()).toEqual([{ count: EVENTS }]);
    allRight(runCli('process', '--case', others, '--operation', 'ioc_only', '--json'));
  },
  PATIENCE_MS,
);
