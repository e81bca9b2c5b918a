/** The open case moves into a cluster and back, in the window: progress, cancel, outcome. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, type Locator, test } from 'playwright/test';
import { AppWindow } from '../e2e/app-window';
import { CASE_MAPPING } from '@electron/store/cluster/index-mapping';
import { writeNdjson } from '../fixtures/ndjson-evidence';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { type WindowCluster, windowCluster } from './window-cluster';

test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);

const EVENTS = 30_000;
const NAME = `Move ${Date.now()}`;
const MOVED_MS = 180_000;

let cluster: WindowCluster;
let window: AppWindow;
let caseDir: string;

test.beforeAll(async () => {
  cluster = await windowCluster();
  window = await AppWindow.launch();
  caseDir = await window.createCase(NAME);
  const many = writeNdjson(path.join(temporaryFolder('evidence'), 'many.ndjson'), EVENTS);
  const sample = path.resolve(import.meta.dirname, '../../resources/sample-case');
  await window.drop(path.join(sample, 'WS-ALVA-Sysmon.evtx'), many);
  await window.expectState('WS-ALVA-Sysmon.evtx', 'Completed', 120_000);
  await window.expectState('many.ndjson', 'Completed', 120_000);
});
test.afterAll(async () => {
  await window.close();
  await cluster.stop();
});

const dialog = (): Locator => window.page.getByRole('dialog');
const caseButton = (): Locator => window.page.getByRole('button', { name: 'Case', exact: true });
const eventFiles = (): string[] => fs.readdirSync(path.join(caseDir, 'events'));

async function call(method: string, at: string, body?: object): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
  return (await fetch(`${cluster.url}/${at}`, { method, ...sent })).text();
}

/** Of the case of this test, by the time in its name. */
async function caseAlias(): Promise<string> {
  const told = await call('GET', `_cat/aliases/casescope-*${NAME.split(' ')[1]}*?h=alias`);
  return told.split(/\s/)[0] ?? '';
}

/** By the keyboard alone. */
async function choose(item: string): Promise<void> {
  await caseButton().focus();
  await window.page.keyboard.press('Enter');
  await window.page.getByRole('menuitem', { name: item }).press('Enter');
}

test('a move shows how far it is, and is cancelled: the case is where it was', async () => {
  await choose('Move to a cluster…');
  await dialog().getByLabel('Address of the cluster').fill(cluster.url);
  await dialog().getByLabel('Sign in by').selectOption('none');
  await dialog().getByRole('button', { name: 'Test connection' }).click();
  await expect(dialog()).toContainText('A case can be kept there.');
  await window.shoot('move-form');
  await dialog().getByRole('button', { name: 'Move case' }).click();
  const bar = dialog().getByRole('progressbar', { name: 'Moving the case' });
  await expect(bar).toHaveAttribute('aria-valuenow', /^[1-9]/);
  await window.shoot('moving');
  // It goes on behind the window, and is found again in the status bar.
  await window.page.keyboard.press('Escape');
  await window.page.getByRole('button', { name: /^Moving the case/ }).click();
  await dialog().getByRole('button', { name: 'Cancel the move' }).click();
  // What was copied of the file is removed before.
  await expect(window.page.getByText('The move was cancelled')).toBeVisible({ timeout: MOVED_MS });
  expect(eventFiles().length).toBeGreaterThan(0);
  await expect(caseButton()).not.toContainText('127.0.0.1');
});

test('moved again, it goes on and is there', async () => {
  await window.page.keyboard.press('Escape');
  await choose('Move to a cluster…');
  await dialog().getByLabel('Address of the cluster').fill(cluster.url);
  await dialog().getByLabel('Sign in by').selectOption('none');
  await dialog().getByRole('button', { name: 'Move case' }).click();
  await expect(window.page.getByText(/events moved, all verified/)).toBeVisible({ timeout: MOVED_MS }); // prettier-ignore
  await expect(caseButton()).toContainText(new URL(cluster.url).host);
  await expect.poll(eventFiles).toEqual([]);
  await window.shoot('moved');
  await window.page.keyboard.press('Control+2');
  const events = window.page.getByRole('grid', { name: 'Events' });
  await expect(events.getByRole('row').nth(1)).toBeVisible();
  await window.page.keyboard.press('Control+1');
});

test('a closed index keeps its files there, and no others', async () => {
  const alias = await caseAlias();
  const pack = (number: number): string => `${alias}-pack-00000${number}`;
  // As another laptop makes the next pack; the file after that goes there.
  await call('PUT', pack(2), {
    ...{ aliases: { [alias]: {} }, mappings: CASE_MAPPING },
    settings: { number_of_replicas: 0, refresh_interval: -1 },
  });
  const late = writeNdjson(path.join(temporaryFolder('evidence'), 'late.ndjson'), 20);
  await window.drop(late);
  await window.expectState('late.ndjson', 'Completed', 120_000);
  await call('POST', `${pack(1)}/_close`);
  await choose('Move to this laptop…');
  await dialog().getByRole('button', { name: 'Move case' }).click();
  await expect(dialog()).toContainText('is closed', { timeout: MOVED_MS });
  await expect(dialog()).toContainText('1 of 3 files');
  await window.shoot('index-closed');
  await window.page.keyboard.press('Escape');
  await call('POST', `${pack(1)}/_open`);
  await call('GET', `_cluster/health/${pack(1)}?wait_for_status=yellow&timeout=60s`);
});

test('and comes back', async () => {
  await choose('Move to this laptop…');
  await window.shoot('move-back');
  await dialog().getByRole('button', { name: 'Move case' }).click();
  await expect(caseButton()).not.toContainText('127.0.0.1', { timeout: MOVED_MS });
  expect(eventFiles().length).toBeGreaterThan(0);
  const { published } = await window.file('many.ndjson');
  expect(published?.counts.events).toBe(EVENTS);
  await window.page.keyboard.press('Control+2');
  const events = window.page.getByRole('grid', { name: 'Events' });
  await expect(events.getByRole('row').nth(1)).toBeVisible();
  expect(window.complaints).toEqual([]);
});
