/** How an export ends that is not written to its end: told, and with nothing of it left. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow, root } from './app-window';

test.describe.configure({ mode: 'serial' });
let caseDir: string;
let window: AppWindow;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  caseDir = path.join(temporaryFolder('cases'), 'Export');
  // In a process of its own: the store's driver is built for the app's runtime.
  const program = ['scripts/run-program.mjs', 'test/bench/make-case.ts', caseDir, '50', '2000'];
  execFileSync(process.execPath, program, { cwd: root, stdio: 'ignore' });
  window = await AppWindow.launch();
  const { page } = window;
  await window.answerDialogs(caseDir);
  await page.evaluate(() => globalThis.casescope.ask('case.openDialog', {}));
  await expect(window.evidence).toBeVisible();
  await page.keyboard.press('Control+2');
  const grid = page.getByRole('grid', { name: 'Events' });
  await expect(grid).toHaveAttribute('aria-rowcount', '100001', { timeout: 60_000 });
});

async function beginExport(file: string): Promise<void> {
  const { page } = window;
  await window.answerDialogs(file);
  await page.getByRole('button', { name: 'Export all events found' }).click();
  await page.getByRole('menuitem', { name: /^JSON lines/ }).click();
}

test('one that is cancelled says so, and what is on disk', async () => {
  const { page } = window;
  const folder = temporaryFolder('export');
  const file = path.join(folder, 'events.jsonl');
  const cancel = page.getByRole('contentinfo').getByRole('button', { name: 'Cancel' });
  await beginExport(file);
  await cancel.click();
  await expect(page.getByText('Export cancelled. Nothing of it is left on disk.')).toBeVisible();
  await window.shoot('export-cancelled');
  expect(fs.readdirSync(folder)).toEqual([]);
  fs.writeFileSync(file, 'before');
  await beginExport(file);
  await cancel.click();
  await expect(page.getByText('Export cancelled. events.jsonl is as it was before.')).toBeVisible();
  expect(fs.readdirSync(folder)).toEqual(['events.jsonl']);
  expect(fs.readFileSync(file, 'utf8')).toBe('before');
});

test('one that fails says why, and what is on disk', async () => {
  const { page } = window;
  await beginExport(path.join(temporaryFolder('export'), 'gone', 'events.jsonl'));
  const told = page.getByRole('alert').filter({ hasText: 'The export failed' });
  await expect(told).toContainText(
    'The export failed: no such file or directory. Nothing of it is left on disk.',
  );
  await window.shoot('export-failed');
  await told.getByRole('button', { name: 'Dismiss' }).click();
  expect(window.complaints).toEqual([]);
});

test('a quit in the middle of an export leaves nothing of it', async () => {
  const folder = temporaryFolder('export');
  await beginExport(path.join(folder, 'events.jsonl'));
  await expect.poll(() => fs.readdirSync(folder), { intervals: [20] }).toHaveLength(1);
  expect(fs.readdirSync(folder)[0]).toContain('.building');
  const ended = new Promise((resolve) => window.app.process().once('exit', resolve));
  await window.close();
  await ended;
  expect(fs.readdirSync(folder)).toEqual([]);
});
