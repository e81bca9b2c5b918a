/**
 * `npm run test:million`: the Events view over a million events, as an examiner uses it; numbers of grid, panel,
 * export and command line are the same. Tasks of the window longer than 50 ms while scrolling are printed.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow, root } from '../e2e/app-window';

const FILES = 20;
const EVENTS_OF_EACH = 50_000;
const EVENTS = FILES * EVENTS_OF_EACH;
const SCROLL_STEPS = 120;

let caseDir: string;
test.beforeAll(() => {
  test.setTimeout(600_000);
  caseDir = path.join(temporaryFolder('million'), 'case');
  const words = [
    'scripts/run-program.mjs',
    'test/bench/make-case.ts',
    caseDir,
    FILES,
    EVENTS_OF_EACH,
  ];
  const made = spawnSync(process.execPath, words.map(String), { cwd: root, encoding: 'utf8' });
  expect(made.status, made.stderr).toBe(0);
});

/** The command line runs on Electron as Node; the test driver does not. */
function countedByCommand(query: string): number {
  const cli = ['scripts/with-electron-node.mjs', 'out/main/cli.js'];
  const words = [...cli, 'search', '--case', caseDir, query, '--count'];
  return Number(spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' }).stdout.trim());
}

/** Tasks of the page longer than 50 ms, which is what the browser calls long, while something is done. */
async function longTasks(page: Page, act: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => {
      globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
  });
  await act();
  return page.evaluate(() => globalThis.longTasks);
}

test('a million events under the hand', async () => {
  test.setTimeout(600_000);
  const window = await AppWindow.launch();
  const { page } = window;
  await window.answerDialogs(caseDir);
  await page.getByRole('button', { name: 'Open case' }).first().click();
  await expect(page.getByRole('grid', { name: 'Evidence' })).toBeVisible();
  await page.keyboard.press('Control+2');
  const grid = page.getByRole('grid', { name: 'Events' });
  const rows = (count: number): Promise<void> =>
    expect(grid).toHaveAttribute('aria-rowcount', String(count + 1), { timeout: 60_000 });
  const found = async (): Promise<number> => {
    await expect(grid).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
    return Number(await grid.getAttribute('aria-rowcount')) - 1;
  };
  await rows(EVENTS);
  const box = page.getByLabel('Query', { exact: true });
  const search = async (query: string): Promise<number> => {
    await box.fill(query);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`of ${EVENTS.toLocaleString('en-GB')}`).first()).toBeVisible();
    await page.waitForFunction(
      () => document.querySelector('[role=grid][aria-busy=false]') !== null,
    );
    return found();
  };

  // Typed, and asked on the command line.
  const processes = countedByCommand('EventID:4688');
  expect(processes).toBeGreaterThan(0);
  await box.fill('EventID:4688');
  await page.keyboard.press('Enter');
  await rows(processes);

  // A value of the panel.
  const panel = page.getByRole('region', { name: 'Values of the events found' });
  const computer = panel.getByRole('group', { name: 'Computer' }).locator('.facet-value').first();
  await expect(computer).toBeVisible({ timeout: 60_000 });
  const ofComputer = Number((await computer.locator('small').innerText()).replaceAll(',', ''));
  await computer.getByRole('button').click();
  await rows(ofComputer);

  // A stretch of time.
  const chart = page.getByRole('slider', { name: /^Events over time/ });
  await expect(chart).toBeVisible();
  // Drawn anew once it is counted again: what was seen before is gone then.
  await expect.poll(() => chart.boundingBox()).not.toBeNull();
  const shape = await chart.boundingBox();
  if (shape === null) throw new Error('no histogram');
  const y = shape.y + shape.height / 2;
  await page.mouse.move(shape.x + shape.width * 0.3, y);
  await page.mouse.down();
  await page.mouse.move(shape.x + shape.width * 0.6, y, { steps: 8 });
  const told = await page.locator('.histogram-told').innerText();
  await page.mouse.up();
  const inStretch = Number(/: ([\d,]+) event/.exec(told)?.[1]?.replaceAll(',', ''));
  await rows(inStretch);

  // Everything of it in a file.
  const exported = path.join(temporaryFolder('million-export'), 'events.jsonl');
  await window.answerDialogs(exported);
  await page.getByRole('button', { name: 'Export all events found' }).click();
  await page.getByRole('menuitem', { name: /^JSON lines/ }).click();
  await expect(page.getByText(/events exported to events\.jsonl/)).toBeVisible({ timeout: 60_000 });
  expect(fs.readFileSync(exported, 'utf8').trimEnd().split('\n')).toHaveLength(inStretch);

  // Another column, and to the very end of everything.
  await page.getByRole('button', { name: 'Whole time range' }).click();
  await page.getByRole('button', { name: /^Remove filter Computer:/ }).click();
  await rows(processes);
  await page.getByRole('button', { name: 'Columns…' }).click();
  await page.getByRole('searchbox', { name: 'Find a field' }).fill('NewProcessName');
  await page.getByRole('button', { name: 'NewProcessName', exact: true }).click();
  await page.keyboard.press('Escape');
  await search('');
  await rows(EVENTS);
  await grid.focus();
  await page.keyboard.press('End');
  await expect(grid.locator(`[aria-rowindex="${EVENTS + 1}"]`)).toBeVisible();
  const tasks = await longTasks(page, async () => {
    await grid.hover();
    for (let step = 0; step < SCROLL_STEPS; step++) {
      await page.mouse.wheel(0, step % 2 === 0 ? -4_000 : -400);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  });
  console.log(JSON.stringify({ scale: 'million', steps: SCROLL_STEPS, longTasksMs: tasks }));
  expect(window.complaints).toEqual([]);
  await window.close();
});
