/** A quit leaves no half export. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow, root } from './app-window';

test('a quit in the middle of an export leaves nothing of it', async () => {
  test.setTimeout(180_000);
  const caseDir = path.join(temporaryFolder('cases'), 'Export');
  // In a process of its own: the store's driver is built for the app's runtime.
  const program = ['scripts/run-program.mjs', 'test/bench/make-case.ts', caseDir, '50', '2000'];
  execFileSync(process.execPath, program, { cwd: root, stdio: 'ignore' });
  const window = await AppWindow.launch();
  const { page } = window;
  await window.answerDialogs(caseDir);
  await page.evaluate(() => globalThis.casescope.ask('case.openDialog', {}));
  await expect(window.evidence).toBeVisible();
  await page.keyboard.press('Control+2');
  const grid = page.getByRole('grid', { name: 'Events' });
  await expect(grid).toHaveAttribute('aria-rowcount', '100001', { timeout: 60_000 });
  const folder = temporaryFolder('export');
  await window.answerDialogs(path.join(folder, 'events.jsonl'));
  await page.getByRole('button', { name: 'Export all events found' }).click();
  await page.getByRole('menuitem', { name: /^JSON lines/ }).click();
  await expect.poll(() => fs.readdirSync(folder), { intervals: [20] }).toHaveLength(1);
  expect(fs.readdirSync(folder)[0]).toContain('.building');
  const ended = new Promise((resolve) => window.app.process().once('exit', resolve));
  await window.close();
  await ended;
  expect(fs.readdirSync(folder)).toEqual([]);
});
