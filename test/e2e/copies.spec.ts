import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

const line = (second: number): string =>
  JSON.stringify({ '@timestamp': `2026-03-09T08:51:0${second}Z`, message: `event ${second}` });

/** A log, and a later copy of it with one event more. */
function logAndCopy(): string[] {
  const folder = temporaryFolder('evidence');
  return [3, 4].map((events, at) => {
    const file = path.join(folder, `log-${at}.ndjson`);
    fs.writeFileSync(file, Array.from({ length: events }, (_, second) => line(second)).join('\n'));
    return file;
  });
}

test('copies of events are left out when asked, counted beside the first, and come back', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.createCase('Copies');
  await window.drop(...logAndCopy());
  for (const name of ['log-0.ndjson', 'log-1.ndjson']) await window.expectState(name, 'Completed');
  await page.keyboard.press('Control+2');
  const grid = page.getByRole('grid', { name: 'Events' });
  await expect(grid).toHaveAttribute('aria-rowcount', '8');
  const toggle = page.getByRole('button', { name: 'Without copies' });
  await toggle.press('Enter');
  await expect(grid).toHaveAttribute('aria-rowcount', '5');
  await expect(page.getByText('4 of 7', { exact: true })).toBeVisible();
  await expect(grid.getByText('×2')).toHaveCount(3);
  await expect(page.getByRole('group', { name: 'file' })).toContainText('log-1.ndjson');
  await toggle.press('Enter');
  await expect(grid).toHaveAttribute('aria-rowcount', '8');
  await expect(grid.getByText('×2')).toHaveCount(0);
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('all found without copies are tagged, hidden and shown again with their copies; one row says its copies stay', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.createCase('Marked copies');
  await window.drop(...logAndCopy());
  for (const name of ['log-0.ndjson', 'log-1.ndjson']) await window.expectState(name, 'Completed');
  await page.keyboard.press('Control+2');
  const grid = page.getByRole('grid', { name: 'Events' });
  const dialog = page.getByRole('dialog');
  const expectFound = (count: number): Promise<void> =>
    expect(grid).toHaveAttribute('aria-rowcount', String(count + 1));
  const mark = async (item: string): Promise<void> => {
    await page.getByRole('button', { name: 'Mark all events found' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const toggle = page.getByRole('button', { name: 'Without copies' });
  await toggle.press('Enter');
  await expectFound(4);
  await mark('Tag all found…');
  await expect(dialog).toContainText('Tag all found: 7 events, 3 of them copies');
  await dialog.getByLabel('New tag').fill('seen');
  await dialog.getByRole('button', { name: 'Make tag' }).click();
  await expect(dialog.getByRole('checkbox')).toBeChecked();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(dialog).toHaveCount(0);
  await grid.getByText('×2').first().click();
  await page.keyboard.press('t');
  await expect(dialog).toContainText('1 copy left out of the list stays as it is');
  await expect(dialog.getByRole('listitem')).toContainText('7');
  await page.keyboard.press('Escape');
  await page.keyboard.press('h');
  await expect(dialog).toContainText('1 copy left out of the list stays as it is');
  await page.keyboard.press('Escape');
  await mark('Hide all found…');
  await expect(dialog).toContainText('Hide 7 events, 3 of them copies');
  await window.shoot('hide-with-copies');
  await dialog.getByLabel('Reason').fill('noise');
  await dialog.getByRole('button', { name: 'Hide', exact: true }).click();
  await expectFound(0);
  await page.getByRole('checkbox', { name: 'Show 4 of 7 hidden events' }).check();
  await expectFound(4);
  await mark('Show all found again');
  await expect(page.getByText('7 events shown again')).toBeVisible();
  await toggle.press('Enter');
  await expectFound(7);
  expect(window.complaints).toEqual([]);
  await window.close();
});
