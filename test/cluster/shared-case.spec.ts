/** A case in a cluster in the window: its operations, and what another laptop does with it meanwhile. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, type Locator, test } from 'playwright/test';
import { AppWindow } from '../e2e/app-window';
import { writeNdjson } from '../fixtures/ndjson-evidence';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { type WindowCluster, windowCluster } from './window-cluster';

test.describe.configure({ mode: 'serial' });
test.setTimeout(300_000);

const SAMPLE = path.resolve(import.meta.dirname, '../../resources/sample-case');
const CASESCOPE = path.resolve(import.meta.dirname, '../../scripts/casescope.mjs');
const MINE = 'WS-ALVA-Sysmon.evtx';
/** Others' results are looked for every ten seconds. */
const SEEN_MS = 60_000;

let cluster: WindowCluster;
let window: AppWindow;
const theirFolder = path.join(temporaryFolder('cases'), 'theirs');
const clusterCase = `shared-${Date.now()}`;

test.beforeAll(async () => {
  cluster = await windowCluster();
  window = await AppWindow.launch();
});
test.afterAll(async () => {
  await window.close();
  await cluster.stop();
});

const dialog = (): Locator => window.page.getByRole('dialog');

const countsOf = async () => (await window.file(MINE)).published?.counts;

test('every operation runs from the window, to the same counts', async () => {
  await window.page.getByRole('button', { name: 'New case' }).first().click();
  await dialog().getByLabel('Case name').fill('Shared');
  await dialog().getByLabel('An OpenSearch cluster').check();
  await dialog().getByLabel('Name of the case in the cluster').fill(clusterCase);
  await dialog().getByLabel('Address of the cluster').fill(cluster.url);
  await dialog().getByLabel('Sign in by').selectOption('none');
  await dialog().getByRole('button', { name: 'Test connection' }).click();
  await expect(dialog()).toContainText('A case can be kept there.');
  await window.answerDialogs(temporaryFolder('cases'));
  await dialog().getByRole('button', { name: 'Create case' }).click();
  const opened = window.page.getByRole('button', { name: 'Case', exact: true });
  await expect(opened).toContainText(new URL(cluster.url).host);
  await window.drop(path.join(SAMPLE, MINE));
  await window.expectState(MINE, 'Completed', 120_000);
  const first = await countsOf();
  expect(first?.events).toBeGreaterThan(100);
  expect(first?.detections).toBeGreaterThan(0);
  for (const label of ['Re-run SIGMA', 'Re-hunt IOCs', 'Re-index']) {
    const completed = window.nextState(MINE, 'completed');
    await window.chooseFromMenu(label, MINE);
    await completed;
    expect(await countsOf()).toEqual(first);
  }
});

test('what another laptop publishes is seen, with where it is', async () => {
  const theirs = writeNdjson(path.join(temporaryFolder('evidence'), 'theirs.ndjson'), 50);
  const folder = theirFolder;
  const place = ['--opensearch', cluster.url, '--opensearch-case', clusterCase];
  const run = spawn('node', [CASESCOPE, 'process', '--case', folder, ...place, theirs], {
    stdio: 'ignore',
  });
  expect(await once(run, 'exit')).toEqual([0, null]);
  await window.expectState('theirs.ndjson', 'Completed', SEEN_MS);
  const row = await window.file('theirs.ndjson');
  expect(row).toMatchObject({ published: { counts: { events: 50 } } });
  expect(row.cluster?.owner).toBeTruthy();
  await expect(window.evidence).toContainText(`on ${row.cluster?.owner ?? ''}`);
  await window.shoot('shared');
  // Their evidence is not here; what was read of it is.
  const completed = window.nextState('theirs.ndjson', 'completed');
  await window.chooseFromMenu('Re-run SIGMA', 'theirs.ndjson');
  await completed;
  expect(window.complaints).toEqual([]);
});

test('what is removed here is said by the laptop that has it, and read again there', async () => {
  await window.chooseFromMenu('Remove from case…', 'theirs.ndjson');
  await dialog().getByRole('button', { name: 'Remove' }).click();
  await expect(window.evidence).not.toContainText('theirs.ndjson');
  const told = async (...words: string[]): Promise<unknown> => {
    const run = spawn('node', [CASESCOPE, ...words, '--case', theirFolder, '--json']);
    const [text] = await Promise.all([run.stdout.setEncoding('utf8').toArray(), once(run, 'exit')]);
    const lines = text.join('').trim().split('\n');
    return lines.map((line): unknown => JSON.parse(line)).find((line) => line !== null && typeof line === 'object' && 'file' in line && String(line.file).endsWith('theirs.ndjson')); // prettier-ignore
  };
  const error = expect.stringContaining(
    'took this file out of the case for everybody. Process it again',
  );
  await expect
    .poll(() => told('files'), { timeout: SEEN_MS })
    .toMatchObject({ state: 'Cancelled', events: 0, error });
  await told('process', '--operation', 'full');
  expect(await told('files')).toMatchObject({ state: 'Completed', events: 50 });
  await window.expectState('theirs.ndjson', 'Completed', SEEN_MS);
});
