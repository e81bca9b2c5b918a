import { temporaryFolder } from '../fixtures/temporary-folder';
import fs from 'node:fs';
import path from 'node:path';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';

test.describe.configure({ mode: 'serial' });
let window: AppWindow;
test.beforeAll(async () => {
  window = await AppWindow.launch();
  await window.openSample();
});
test.afterAll(async () => {
  expect(window.complaints).toEqual([]);
  await window.close();
});

const grid = (name: string) => window.page.getByRole('grid', { name });

test('a query narrows the events, an unreadable one says where', async () => {
  await window.page.keyboard.press('Control+2');
  const query = window.page.getByLabel('Query', { exact: true });
  await query.fill('Image:*\\certutil.exe');
  await query.press('Enter');
  await expect(grid('Events')).toContainText('certutil');
  const total = Number(await grid('Events').getAttribute('aria-rowcount'));
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThan(20);
  await query.fill('Image:*certutil* AND (');
  await query.press('Enter');
  await expect(window.page.getByText(/missing here|not closed/)).toBeVisible();
});

test('an event opens with its fields, JSON and XML', async () => {
  const query = window.page.getByLabel('Query', { exact: true });
  await query.fill('Channel:Security AND EventID:1102');
  await query.press('Enter');
  await grid('Events').getByRole('row').filter({ hasText: '1102' }).first().dblclick();
  await expect(window.page.getByRole('tab', { name: 'Fields' })).toBeVisible();
  await window.page.getByRole('tab', { name: 'JSON' }).click();
  await expect(window.page.getByRole('tabpanel')).toContainText('"Event"');
  await window.page.getByRole('tab', { name: 'XML' }).click();
  await expect(window.page.getByRole('tabpanel')).toContainText('<Event');
});

test('a coded value says what it means beside itself', async () => {
  const { page } = window;
  await page.keyboard.press('Control+2');
  const box = page.getByLabel('Query', { exact: true });
  await box.fill('EventID:4624 LogonType:10');
  await box.press('Enter');
  await grid('Events').getByRole('row').filter({ hasText: '4624' }).first().dblclick();
  await page.getByRole('tab', { name: 'Fields' }).click();
  const pane = page.getByRole('complementary', { name: 'Event' });
  await expect(pane.getByText('Remote interactive (RDP)')).toBeVisible();
  await box.fill('');
  await box.press('Enter');
});

test('a detection and a hit lead to their event', async () => {
  await window.page.keyboard.press('Control+3');
  await expect(grid('Detections').getByRole('row').nth(1)).toBeVisible();
  await expect(grid('Detections').getByRole('columnheader').first()).toContainText('Time (UTC)');
  await grid('Detections').getByRole('row').nth(1).dblclick();
  await expect(grid('Events')).toBeVisible();
  await expect(window.page.getByRole('tab', { name: 'Fields' })).toBeVisible();
  await window.page.keyboard.press('Control+4');
  await expect(grid('Hits')).toContainText('203.0.113.77');
  await grid('Hits').getByRole('row').nth(1).dblclick();
  await expect(window.page.getByRole('tab', { name: 'Fields' })).toBeVisible();
});

test('rules come in from an archive, each one not loaded with its reason, and are removed again', async () => {
  const { page } = window;
  await page.keyboard.press('Control+6');
  await expect(page.getByText('24 of 24 rules loaded')).toBeVisible();
  const archive = await ruleArchive({
    'rules/good.yml': ruleText('Own Rule On Certutil', 'Image|endswith: certutil.exe'),
    'rules/minix.yml': ruleText('Minix Rule', 'Image: x').replace('windows', 'minix'),
    'rules/broken.yml':
      'title: Broken\nlogsource: {product: windows}\ndetection: {condition: nothing}\n',
  });
  await window.answerDialogs(archive);
  await page.getByRole('button', { name: 'Import ZIP' }).click();
  await expect(page.getByText('25 of 27 rules loaded')).toBeVisible();
  const broken = grid('Rules').getByRole('row').filter({ hasText: 'broken.yml' });
  await expect(broken).toContainText('Invalid');
  await expect(broken).toContainText('no identifier');
  await expect(grid('Rules').getByRole('row').filter({ hasText: 'minix.yml' })).toContainText(
    'Not run',
  );
  const before = (await window.file('WS-ALVA-Sysmon.evtx')).published?.counts.detections ?? 0;
  await page.getByRole('button', { name: 'Re-run SIGMA on all files' }).click();
  await expect
    .poll(async () => (await window.file('WS-ALVA-Sysmon.evtx')).published?.counts.detections)
    .toBeGreaterThan(before);
  await page.keyboard.press('Control+3');
  await expect(grid('Detections')).toContainText('Own Rule On Certutil');
  await page.keyboard.press('Control+6');
  await page.getByRole('button', { name: /^Remove .*\.zip…$/ }).click();
  const asked = page.getByRole('dialog', { name: 'Remove these imported rules?' });
  await expect(asked).toContainText('.zip');
  await page.keyboard.press('Escape');
  await expect(page.getByText('25 of 27 rules loaded')).toBeVisible();
  await page.getByRole('button', { name: /^Remove .*\.zip…$/ }).click();
  await asked.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('24 of 24 rules loaded')).toBeVisible();
});

test('an indicator is added by hand, hunted and deleted', async () => {
  const { page } = window;
  await page.keyboard.press('Control+5');
  await page.getByRole('button', { name: 'Add indicator' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('schtasks.exe');
  await dialog.locator('button[type=submit]').click();
  await expect(
    grid('Indicators').getByRole('row').filter({ hasText: 'schtasks.exe' }),
  ).toBeVisible();
  const before = (await window.file('WS-ALVA-Sysmon.evtx')).published?.counts.hits ?? 0;
  await page.getByRole('button', { name: 'Re-hunt stale' }).click();
  await expect
    .poll(async () => (await window.file('WS-ALVA-Sysmon.evtx')).published?.counts.hits)
    .toBeGreaterThan(before);
  await grid('Indicators').getByRole('row').filter({ hasText: 'schtasks.exe' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog).toContainText('Hits found so far stay');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(grid('Indicators').getByRole('row').filter({ hasText: 'schtasks.exe' })).toHaveCount(
    0,
  );
  // What it found stays in sight, marked, until IOCs are hunted again.
  await page.keyboard.press('Control+4');
  await page.getByRole('searchbox', { name: 'Filter hits' }).fill('schtasks.exe');
  const stale = grid('Hits').getByRole('row').filter({ hasText: 'deleted' }).first();
  await expect(stale).toContainText('schtasks.exe');
  await page.keyboard.press('Control+5');
  await page.getByRole('button', { name: 'Re-hunt stale' }).click();
  await page.keyboard.press('Control+4');
  await expect(stale).toHaveCount(0);
});

const ruleText = (title: string, item: string): string => `title: ${title}
id: ${crypto.randomUUID()}
status: test
level: high
logsource: {product: windows, category: process_creation}
detection:
  selection: {${item}}
  condition: selection
`;

async function ruleArchive(files: Readonly<Record<string, string>>): Promise<string> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, text] of Object.entries(files)) await writer.add(name, new TextReader(text));
  const archive = path.join(temporaryFolder('rules'), 'own-rules.zip');
  fs.writeFileSync(archive, await writer.close());
  return archive;
}

test('at twice its size the window still has room for a query', async () => {
  const zoom = (factor: number): Promise<void> =>
    window.app.evaluate(({ BrowserWindow }, to) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to);
    }, factor);
  await window.page.keyboard.press('Control+2');
  await zoom(2);
  const width = (selector: string): Promise<number> =>
    window.page.evaluate(
      (wanted) => document.querySelector(wanted)?.getBoundingClientRect().width ?? 0,
      selector,
    );
  await expect
    .poll(async () => (await width('.query')) / (await width('main')))
    .toBeGreaterThan(0.9);
  await zoom(1);
});
