/** A case that two laptops share is moved by one of them. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../../fixtures/run-cli';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { allRight, inCluster, newCaseDir, newClusterCase, startCli, toldOf } from './cli-cases';

const EVENTS = 12_000;
const IN_BULK = /"state":"Indexing","done":(?:[2-9]\d\d\d|1[01]\d{3}),/;

const evidence = (name: string, lines: number): string =>
  writeNdjson(path.join(temporaryFolder('evidence'), name), lines);
const [mine, other] = [newCaseDir(), newCaseDir()];
const clusterCase = newClusterCase();
const toLaptop = ['move', '--to', 'laptop', '--json', '--case', mine];
const told = (caseDir: string): unknown => {
  const { events = [] } = toldOf(caseDir);
  return events.map((line) => JSON.stringify(line)).toSorted();
};

it('is refused while the other is at work, and comes with its files; the other keeps its case', async () => {
  const joined = inCluster(clusterCase);
  allRight(runCli('process', '--case', mine, ...joined, '--json', evidence('mine.ndjson', 40)));
  const [theirs, more] = [evidence('theirs.ndjson', 60), evidence('more.ndjson', EVENTS)];
  allRight(runCli('process', '--case', other, ...joined, '--json', theirs));
  const run = startCli('process', '--case', other, '--json', more);
  await run.says(IN_BULK);
  run.kill();
  await run.done;
  const refused = runCli(...toLaptop);
  expect(refused).toMatchObject({ status: 2 });
  expect(refused.stderr).toContain('is at work on more.ndjson');
  allRight(runCli('process', '--case', other, '--json'));
  const before = told(other);
  const moved = allRight(runCli(...toLaptop)).lines.at(-1);
  expect(moved).toMatchObject({ type: 'moved', files: 3, events: EVENTS + 100 });
  expect(String(moved?.['left'])).toContain('stays in the cluster');
  expect(fs.readdirSync(path.join(mine, 'events')).filter((name) => name.endsWith('.events'))).toHaveLength(3); // prettier-ignore
  expect(told(mine)).toEqual(before);
  expect(told(other)).toEqual(before);
}, 400_000);
