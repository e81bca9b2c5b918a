/** The choice of a cluster in the window, from its form to a case that asks for its secret when it is opened. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect, type Locator, test } from 'playwright/test';
import { AppWindow } from '../e2e/app-window';
import { makeCertificate } from '../fixtures/certificates';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { TlsFront } from './tls-front';
import { type WindowCluster, windowCluster } from './window-cluster';

test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);

const PASSWORD = 'harbour-qX7!marker';
const certificate = makeCertificate({ name: 'node-1', hosts: ['search.example'] });
const fingerprint = createHash('sha256').update(certificate.der).digest('hex');
const basic = `Basic ${Buffer.from(`alva:${PASSWORD}`).toString('base64')}`;

let cluster: WindowCluster;
let front: TlsFront;
let window: AppWindow;
let folder: string;

test.beforeAll(async () => {
  cluster = await windowCluster();
  front = await TlsFront.open(cluster.url, {
    shows: [certificate],
    refuses: ({ headers }) => (headers.authorization === basic ? null : 401),
  });
  window = await AppWindow.launch();
});
test.afterAll(async () => {
  await window.close();
  front.close();
  await cluster.stop();
});

const dialog = (): Locator => window.page.getByRole('dialog');
const findings = (): Locator => dialog().getByRole('list', { name: 'Findings' });

test('no network is touched until a cluster is chosen and tried', async () => {
  expect(front.heard).toEqual([]);
  await window.page.getByRole('button', { name: 'New case' }).first().click();
  await dialog().getByLabel('Case name').fill('Harbour 2026-114');
  await expect(dialog().getByLabel('This laptop')).toBeChecked();
  await dialog().getByLabel('An OpenSearch cluster').check();
  await expect(dialog().getByLabel('Name of the case in the cluster')).toHaveValue(
    'harbour-2026-114',
  );
  await expect(dialog().getByRole('button', { name: 'Create case' })).toBeDisabled();
  await dialog().getByLabel('Address of the cluster').fill('https://alva:x@localhost');
  await expect(dialog()).toContainText('Without user and password');
  await dialog().getByLabel('Address of the cluster').fill(front.url());
  expect(front.heard).toEqual([]);
});

test('what is wrong with a connection is said in place, and what it shows may be pinned', async () => {
  await dialog().getByLabel('User', { exact: true }).fill('alva');
  await dialog().getByLabel('Password', { exact: true }).fill('wrong');
  await dialog().getByRole('button', { name: 'Test connection' }).click();
  await expect(findings()).toContainText('comes from no authority that is trusted here');
  await expect(dialog()).toContainText(fingerprint);
  await window.shoot('untrusted');
  expect(front.heard).toEqual([]);
  await dialog().getByRole('button', { name: 'Pin this fingerprint' }).click();
  await expect(dialog().getByLabel('SHA-256 fingerprint')).toHaveValue(fingerprint);
  await dialog().getByRole('button', { name: 'Test connection' }).click();
  await expect(findings()).toContainText('check the user and the password');
});

test('a good one is told, and the case is made', async () => {
  await dialog().getByLabel('Password', { exact: true }).fill(PASSWORD);
  await expect(dialog()).toContainText('Changed since; test again.');
  await dialog().getByRole('button', { name: 'Test connection' }).click();
  await expect(dialog()).toContainText('A case can be kept there.');
  await expect(findings()).toContainText('TLS, verified by the pinned fingerprint.');
  await expect(findings()).toContainText('May remove indices.');
  await expect(dialog()).toContainText('no safe storage for secrets');
  await expect(dialog()).toContainText('Tags, notes, reviews and the list of evidence stay');
  await window.shoot('good');
  const cases = temporaryFolder('cases');
  await window.answerDialogs(cases);
  await dialog().getByRole('button', { name: 'Create case' }).click();
  await expect(window.page.getByRole('button', { name: 'Case', exact: true })).toContainText(
    `localhost:${front.port}`,
  );
  folder = path.join(cases, 'Harbour 2026-114');
  await window.shoot('opened');
});

test('evidence is processed into it and found there', async () => {
  const sample = path.resolve(import.meta.dirname, '../../resources/sample-case');
  await window.drop(path.join(sample, 'WS-ALVA-Sysmon.evtx'));
  await window.expectState('WS-ALVA-Sysmon.evtx', 'Completed', 120_000);
  const { published } = await window.file('WS-ALVA-Sysmon.evtx');
  await window.page.keyboard.press('Control+2');
  const events = window.page.getByRole('grid', { name: 'Events' });
  await expect(events.getByRole('row').nth(1)).toBeVisible();
  expect(published?.counts.events).toBeGreaterThan(0);
  await window.shoot('events');
  await window.page.keyboard.press('Control+1');
});

test('its connection is changed from the menu of the case', async () => {
  await window.page.getByRole('button', { name: 'Case', exact: true }).click();
  await window.page.getByRole('menuitem', { name: 'Cluster connection…' }).click();
  await expect(dialog().getByLabel('Address of the cluster')).toHaveValue(front.url());
  await expect(dialog()).toContainText('the one that was typed in this session');
  await dialog().getByRole('button', { name: 'Test connection' }).click();
  await expect(dialog()).toContainText('A case can be kept there.');
  await dialog().getByLabel('Address of the cluster').fill(front.url('127.0.0.1'));
  await dialog().getByLabel('Password', { exact: true }).fill(PASSWORD);
  await window.shoot('change');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await expect(window.page.getByText('The case uses this connection now')).toBeVisible();
  await expect(window.page.getByRole('button', { name: 'Case', exact: true })).toContainText(
    `127.0.0.1:${front.port}`,
  );
});

test('another case may join what is there', async () => {
  await window.page.getByRole('button', { name: 'Case', exact: true }).click();
  await window.page.getByRole('menuitem', { name: 'New case' }).click();
  await dialog().getByLabel('Case name').fill('Second laptop');
  await dialog().getByLabel('An OpenSearch cluster').check();
  await dialog().getByLabel('Address of the cluster').fill(front.url());
  await dialog().getByLabel('Trust its certificate by').selectOption('fingerprint');
  await dialog().getByLabel('SHA-256 fingerprint').fill(fingerprint);
  await dialog().getByLabel('User', { exact: true }).fill('alva');
  await expect(dialog()).toContainText('the one that was typed in this session');
  await dialog().getByRole('button', { name: 'Test connection' }).click();
  await dialog().getByLabel('Join a case that is there').selectOption('harbour-2026-114');
  await expect(dialog()).toContainText('This case is there: you join it');
  await expect(dialog().getByLabel('Name of the case in the cluster')).toHaveValue(
    'harbour-2026-114',
  );
  await window.shoot('join');
  await dialog().getByRole('button', { name: 'Cancel' }).click();
});

test('the secret is asked for in the next session, and is written nowhere', async () => {
  const { userFolder } = window;
  await window.close();
  window = await AppWindow.launch(userFolder);
  await window.page.getByRole('button', { name: 'Harbour 2026-114' }).first().click();
  await expect(dialog()).toContainText('Sign in to the cluster');
  await expect(dialog().getByLabel('Password', { exact: true })).toBeFocused();
  await window.shoot('sign-in');
  // By the keyboard alone; what is wrong is told before the case is opened.
  await window.page.keyboard.type('wrong');
  await window.page.keyboard.press('Enter');
  await expect(findings()).toContainText('check the user and the password');
  await expect(dialog().getByRole('button', { name: 'Open case all the same' })).toBeEnabled();
  await window.shoot('sign-in-wrong');
  await dialog().getByLabel('Password', { exact: true }).fill(PASSWORD);
  await dialog().getByLabel('Password', { exact: true }).press('Enter');
  await expect(window.page.getByRole('grid', { name: 'Evidence' })).toBeVisible();
  expect(window.complaints).toEqual([]);
  await window.close();
  expect(filesWith(PASSWORD, folder, userFolder)).toEqual([]);
  expect(filesWith(basic.slice(6), folder, userFolder)).toEqual([]);
  // What is looked for would be found.
  expect(filesWith('harbour-2026-114', folder)).not.toEqual([]);
  window = await AppWindow.launch(userFolder);
});

/** Files below folders that have a text anywhere in their bytes. */
function filesWith(text: string, ...folders: readonly string[]): string[] {
  return folders.flatMap((one) =>
    fs
      .readdirSync(one, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => fs.readFileSync(file).includes(text)),
  );
}
