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

test('all found are hidden with their copies, and one event is told to be hidden without', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.createCase('Copies');
  await window.drop(...logAndCopy());
  for (const name of ['log-0.ndjson', 'log-1.ndjson']) await window.expectState(name, 'Completed');
  await page.keyboard.press('Control+2');
  const grid = page.getByRole('grid', { name: 'Events' });
  await page.getByRole('button', { name: 'Without copies' }).press('Enter');
  await expect(grid).toHaveAttribute('aria-rowcount', '5');

  await grid.getByRole('row').nth(1).click();
  await page.keyboard.press('h');
  const one = page.getByRole('dialog', { name: 'Hide 1 event', exact: true });
  await expect(one).toContainText('1 copy left out of the list is not hidden');
  await page.keyboard.press('Escape');

  const mark = page.getByRole('button', { name: 'Mark all events found' });
  await mark.click();
  await page.getByRole('menuitem', { name: /^Hide all found/ }).click();
  const all = page.getByRole('dialog', { name: 'Hide 7 events, 3 of them copies' });
  await all.getByRole('textbox').fill('known');
  await window.shoot('hide-with-copies');
  await page.keyboard.press('Enter');
  await expect(grid).toHaveAttribute('aria-rowcount', '1');
  await page.getByLabel(/^Show .*hidden events/).check();
  await expect(grid).toHaveAttribute('aria-rowcount', '5');
  await mark.click();
  await page.getByRole('menuitem', { name: /^Show all found again/ }).click();
  await expect(page.getByLabel(/^Show .*hidden events/)).toHaveCount(0);
  await expect(grid).toHaveAttribute('aria-rowcount', '5');
  expect(window.complaints).toEqual([]);
  await window.close();
});
