import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';

test.describe.configure({ mode: 'serial' });
let window: AppWindow;
test.beforeAll(async () => {
  window = await AppWindow.launch();
  await window.page.getByRole('button', { name: /sample case/i }).click();
  for (const name of [
    'WS-ALVA-Security.evtx',
    'WS-ALVA-Sysmon.evtx',
    'DC-NORTE-winlogbeat.ndjson',
  ]) {
    await window.expectState(name, 'Completed');
  }
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

test('a detection and a hit lead to their event', async () => {
  await window.page.keyboard.press('Control+3');
  await expect(grid('Detections').getByRole('row').nth(1)).toBeVisible();
  await grid('Detections').getByRole('row').nth(1).dblclick();
  await expect(grid('Events')).toBeVisible();
  await expect(window.page.getByRole('tab', { name: 'Fields' })).toBeVisible();
  await window.page.keyboard.press('Control+4');
  await expect(grid('Hits')).toContainText('203.0.113.77');
  await grid('Hits').getByRole('row').nth(1).dblclick();
  await expect(window.page.getByRole('tab', { name: 'Fields' })).toBeVisible();
});

test('the rules view tells what is loaded', async () => {
  await window.page.keyboard.press('Control+6');
  await expect(window.page.getByText(/24 of 24 rules loaded/)).toBeVisible();
});

test('an indicator that is added, re-hunted and deleted', async () => {
  await window.page.keyboard.press('Control+5');
  await expect(grid('Indicators')).toContainText('203.0.113.77');
});
