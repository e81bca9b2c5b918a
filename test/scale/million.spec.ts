/**
 * `npm run test:million`: the Events view over a million events, as an examiner uses it; numbers of grid, panel, histogram,
 * export and command line are the same, and so are the events. No task of the window takes 50 ms while it is scrolled.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow, root } from '../e2e/app-window';
import { mainThreadTasks, type ThreadTask } from './main-thread-tasks';

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
  // With detections: the histogram marks them.
  command('process', '--operation', 'sigma_only');
});

/** Over the case. The command line runs on Electron as Node; the test driver does not. @returns what it writes */
function command(name: string, ...words: readonly string[]): string {
  const cli = ['scripts/with-electron-node.mjs', 'out/main/cli.js', name, '--case', caseDir];
  const ran = spawnSync(process.execPath, [...cli, ...words], {
    ...{ cwd: root, encoding: 'utf8', maxBuffer: 2 ** 30 },
  });
  expect(ran.status, ran.stderr).toBe(0);
  return ran.stdout.trim();
}

const countedByCommand = (...words: readonly string[]): number =>
  Number(command('search', ...words, '--count'));

/** Where each event of JSON lines stands, in their order. */
const placesIn = (lines: string): readonly string[] =>
  lines
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { file, offset } = JSON.parse(line) as { file: string; offset: number };
      return `${path.basename(file)} ${offset}`;
    });

/** By the clock; what the machine was busy with otherwise is no fault of the window. */
const LONGEST_TASK_MS = 50;

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

  // Detections in the panel, in the histogram and on the command line.
  const levels = page.getByRole('group', { name: 'level' }).locator('.facet-value small');
  await expect(levels.first()).toBeVisible({ timeout: 60_000 });
  const marked = (await levels.allInnerTexts()).map((text) => Number(text.replaceAll(',', '')));
  expect(marked.reduce((sum, one) => sum + one)).toBe(countedByCommand('level:*'));
  await expect(
    page
      .locator(
        '.histogram .events.critical, .histogram .events.high, .histogram .events.medium, .histogram .events.low',
      )
      .first(),
  ).toBeAttached();

  // Typed, and asked on the command line.
  const processes = countedByCommand('EventID:4688');
  expect(processes).toBeGreaterThan(0);
  await box.fill('EventID:4688');
  await page.keyboard.press('Enter');
  await rows(processes);

  // A value of a cell, counted in the panel and on the command line.
  const computer = grid.locator('[aria-rowindex="2"] [aria-colindex="6"]');
  const named = (await computer.innerText()).trim();
  await computer.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Include', exact: true }).click();
  const narrowed = `EventID:4688 Computer:"${named}"`;
  const ofComputer = countedByCommand(narrowed);
  await rows(ofComputer);
  const counted = page.getByRole('group', { name: 'Computer' }).locator('.facet-value');
  await expect(counted).toHaveText(named + ofComputer.toLocaleString('en-GB'));

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
  const edge = (name: RegExp): Promise<string> => page.getByLabel(name).inputValue();
  const stretch = ['--from', await edge(/^From/), '--to', await edge(/^To/)];
  expect(countedByCommand(narrowed, ...stretch)).toBe(inStretch);

  // Everything of it in a file.
  const exported = path.join(temporaryFolder('million-export'), 'events.jsonl');
  await window.answerDialogs(exported);
  await page.getByRole('button', { name: 'Export all events found' }).click();
  await page.getByRole('menuitem', { name: /^JSON lines/ }).click();
  await expect(page.getByText(/events exported to events\.jsonl/)).toBeVisible({ timeout: 60_000 });
  const events = placesIn(fs.readFileSync(exported, 'utf8'));
  expect(events).toHaveLength(inStretch);
  const limit = ['--limit', String(inStretch), '--format', 'jsonl'];
  expect(placesIn(command('search', narrowed, ...stretch, ...limit))).toEqual(events);

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
  const tasks = await mainThreadTasks(window, async () => {
    await grid.hover();
    for (let step = 0; step < SCROLL_STEPS; step++) {
      await page.mouse.wheel(0, step % 2 === 0 ? -4_000 : -400);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  });
  expect(tasks.length).toBeGreaterThan(SCROLL_STEPS);
  const longest = tasks.toSorted((a, b) => b.wallMs - a.wallMs).slice(0, 5);
  console.log(
    JSON.stringify({ scale: 'million', steps: SCROLL_STEPS, tasks: tasks.length, longest }),
  );
  const isLong = ({ wallMs, cpuMs }: ThreadTask): boolean =>
    wallMs > LONGEST_TASK_MS && cpuMs > wallMs / 2;
  expect(tasks.filter(isLong)).toEqual([]);
  expect(window.complaints).toEqual([]);
  await window.close();
});
