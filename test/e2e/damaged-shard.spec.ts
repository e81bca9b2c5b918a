/** A file whose store was damaged between two sessions: everything else is shown, and the damage told. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

/** More than are put in order together, so that a page of one day looks at no other. */
const EVENTS = 700;

function writeLog(name: string, day: string): string {
  const file = path.join(temporaryFolder('days'), name);
  const lines = Array.from({ length: EVENTS }, (_, at) => {
    const minute = `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
    return JSON.stringify({
      ...{ '@timestamp': `${day}T${minute}:00Z`, EventID: 4624 },
      ...{ Channel: 'Security', Computer: 'WS-ONE' },
    });
  });
  fs.writeFileSync(file, lines.join('\n'));
  return file;
}

test('everything but a damaged file is shown, and the file is named', async () => {
  const first = await AppWindow.launch();
  await first.createCase('Damage');
  const names = ['a.ndjson', 'b.ndjson', 'c.ndjson'];
  await first.drop(...names.map((name, at) => writeLog(name, `2026-03-0${at + 1}`)));
  for (const name of names) await first.expectState(name, 'Completed');
  const { id, published } = await first.file('c.ndjson');
  const caseFolder = await first.caseFolder();
  await first.close();
  const shard = path.join(caseFolder, 'events', `${id}.${published?.generation}.events`);
  fs.truncateSync(shard, fs.statSync(shard).size >> 1);

  const second = await AppWindow.launch(first.userFolder);
  const { page } = second;
  await page
    .getByRole('button', { name: /Damage/ })
    .first()
    .click();
  await second.expectState('c.ndjson', 'Completed');
  await page.keyboard.press('Control+2');
  const events = page.getByRole('grid', { name: 'Events' });
  await expect(events.getByRole('row').nth(1)).toContainText('2026-03-01');
  await events.getByRole('row').nth(1).click();
  // The histogram looks at every file.
  await expect(page.getByText(/c\.ndjson: .*Re-index the file/)).toBeVisible();
  await page.keyboard.press('Control+End');
  await expect(events).toHaveAttribute('aria-rowcount', String(2 * EVENTS + 1));
  await expect(events.getByRole('row').last()).toContainText('2026-03-02');
  await second.shoot('damaged-shard');
  await second.close();
});
