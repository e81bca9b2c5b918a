/** Evidence is published many times a second meanwhile: searches are answered all the same, and the last one tells all. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

const FILES = 600;
/** Of one file, of which one is sought. */
const IDS = [4624, 4625, 4688];

function folderOfLogs(): string {
  const folder = temporaryFolder('evidence');
  for (let file = 0; file < FILES; file++) {
    const lines = IDS.map((id, at) =>
      JSON.stringify({ '@timestamp': `2026-03-09T08:0${at}:00Z`, EventID: id, File: `f${file}` }),
    );
    fs.writeFileSync(path.join(folder, `log-${file}.ndjson`), lines.join('\n'));
  }
  return folder;
}

test('a search is answered while files are published, and counts all of them at the end', async () => {
  test.setTimeout(300_000);
  const window = await AppWindow.launch();
  const { page } = window;
  await window.createCase('Intake');
  const queue = page.locator('.status-queue b').first();
  const summary = page.locator('.view-head p');
  await window.drop(folderOfLogs());
  await expect(queue).toHaveText(/[1-9]/);
  await page.keyboard.press('Control+2');
  await page.getByLabel('Query', { exact: true }).fill('EventID:4625');
  await page.getByLabel('Query', { exact: true }).press('Enter');

  let found = 0;
  let isUnderWay = true;
  while (isUnderWay) {
    const [, told] = /^([\d,]+) of /.exec((await summary.textContent()) ?? '') ?? [];
    isUnderWay = (await queue.innerText()) !== '0';
    if (isUnderWay && told !== undefined) found = Number(told.replaceAll(',', ''));
  }
  // The last answer that came meanwhile is of late in the intake.
  expect(found).toBeGreaterThan(FILES / 2);

  const grid = page.getByRole('grid', { name: 'Events' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(FILES + 1));
  const ids = page.getByRole('group', { name: 'EventID' }).locator('.facet-value').first();
  await expect(ids).toHaveText(`4625${FILES}`);
  await expect(page.locator('.histogram.stale')).toHaveCount(0);
  expect(window.complaints).toEqual([]);
  await window.close();
});
