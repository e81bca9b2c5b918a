/** Packs of rules that were changed on the disk are made anew from what they were made of. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { sampleFile } from './evidence-files';

/** Neither size nor time of the packs tell of it, and nothing that was compiled of them is left. */
function damagePacks(folder: string): number {
  const files = fs.readdirSync(folder).map((name) => path.join(folder, name));
  for (const file of files.filter((name) => name.endsWith('.compiled'))) fs.rmSync(file);
  const packs = files.filter((name) => name.endsWith('.rules'));
  packs.forEach(damage);
  return packs.length;
}

function damage(file: string): void {
  const { atime, mtime } = fs.statSync(file);
  const bytes = fs.readFileSync(file);
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 0xff, middle);
  fs.writeFileSync(file, bytes);
  fs.utimesSync(file, atime, mtime);
}

const NAME = 'WS-ALVA-Sysmon.evtx';
const LOADED = /\d+ of \d+ rules loaded/;

test('hunts go on with the rules after their packs were damaged', async () => {
  const first = await AppWindow.launch();
  await first.createCase('Packs');
  await first.drop(sampleFile(NAME));
  await first.expectState(NAME, 'Completed');
  await first.page.keyboard.press('Control+6');
  const loaded = await first.page.getByText(LOADED).innerText();
  const caseFolder = await first.caseFolder();
  await first.close();
  expect(damagePacks(path.join(first.userFolder, 'rules'))).toBe(1);
  expect(damagePacks(path.join(caseFolder, 'packs'))).toBe(1);

  const second = await AppWindow.launch(first.userFolder);
  const { page } = second;
  await page.getByRole('button', { name: /Packs/ }).first().click();
  await second.expectState(NAME, 'Completed');
  await page.keyboard.press('Control+6');
  await expect(page.getByText(LOADED)).toHaveText(loaded);
  await page.getByRole('button', { name: 'Re-run SIGMA on all files' }).click();
  await page.keyboard.press('Control+1');
  await expect.poll(async () => (await second.file(NAME)).lastRun?.operation).toBe('sigma_only');
  await second.expectState(NAME, 'Completed');
  expect((await second.file(NAME)).published?.counts.detections).toBeGreaterThan(0);
  await second.close();
});
