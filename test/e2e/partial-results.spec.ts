/** A search that takes long shows its first rows while it goes on. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow, root } from './app-window';

const FILES = 1_000;
const EVENTS_OF_EACH = 8_000;
/** The earliest events, in files of another thread than the one that tells: rows of them come when that has told of them. */
const EARLIEST = 'Computer:PC-0960.norte.example';
/** Every value is looked at again and again, and few pass. */
const EACH = [3, 4, 5, 6, 7, 8, 9, 10].map((most) => `CommandLine:/[a-z]{${most}}.exe/`);
const SLOW = `-${EARLIEST} (${EACH.join(' OR ')})`;

/** What the page showed of a search, as it changed. */
interface Shown {
  readonly summaries: string[];
  /** Rows drawn while the search went on, none of them of the search before. */
  readonly mostRows: number;
}

declare global {
  var shown: { summaries: string[]; mostRows: number };
}

/** In a process of its own: the store's driver is built for the app's runtime. */
function makeCase(caseDir: string): void {
  const program = ['scripts/run-program.mjs', 'test/bench/make-case.ts'];
  const order = [...program, caseDir, String(FILES), String(EVENTS_OF_EACH)];
  execFileSync(process.execPath, order, { cwd: root, stdio: 'ignore' });
}

const searchedFiles = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const last = globalThis.shown.summaries.at(-1) ?? '';
    return Number(/([\d,]+) of 1,000/.exec(last)?.[1]?.replaceAll(',', '') ?? 0);
  });

let window: AppWindow;
test.beforeEach(async () => {
  window = await AppWindow.launch();
});
test.afterEach(async () => {
  await window.close();
});

test('first rows come before the answer; what is chosen among them stays chosen', async () => {
  test.setTimeout(300_000);
  const { page } = window;
  const caseDir = path.join(temporaryFolder('cases'), 'Large');
  makeCase(caseDir);
  await window.answerDialogs(caseDir);
  await page.evaluate(() => globalThis.casescope.ask('case.openDialog', {}));
  await expect(page.getByRole('grid', { name: 'Evidence' })).toBeVisible();
  await page.keyboard.press('Control+2');
  const grid = page.getByRole('grid', { name: 'Events' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(FILES * EVENTS_OF_EACH + 1), {
    timeout: 60_000,
  });

  await page.evaluate(() => {
    globalThis.shown = { summaries: [], mostRows: 0 };
    new MutationObserver(() => {
      const text = document.body.textContent;
      const summary = /Searching….*?searched/.exec(text)?.[0];
      const busy = document.querySelector('[role=grid][aria-busy=true]:not(.stale)');
      if (summary === undefined || busy === null) return;
      if (globalThis.shown.summaries.at(-1) !== summary) globalThis.shown.summaries.push(summary);
      const rows = busy.querySelectorAll('[role=row]').length - 1;
      globalThis.shown.mostRows = Math.max(globalThis.shown.mostRows, rows);
    }).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
  await page.getByLabel('Query', { exact: true }).fill(SLOW);
  await page.keyboard.press('Enter');
  // The files are copies of sixteen: by then the first rows are all of the first event, and stay among the first.
  await expect
    .poll(async () => await searchedFiles(page), { timeout: 60_000, intervals: [20] })
    .toBeGreaterThan(100);
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await grid.getAttribute('aria-busy')).toBe('true');
  const chosen = grid.locator('[role=row][aria-selected=true]');
  const text = (await chosen.textContent()) ?? '';
  await expect(grid).toHaveAttribute('aria-busy', 'false', { timeout: 120_000 });
  await expect(chosen).toHaveText(text);
  await expect(grid).toBeFocused();
  const active = (await grid.getAttribute('aria-activedescendant')) ?? '';
  await expect(chosen.locator(`[id="${active}"]`)).toHaveCount(1);
  const shown: Shown = await page.evaluate(() => globalThis.shown);
  expect(shown.summaries.length).toBeGreaterThan(0);
  expect(shown.summaries[0]).toMatch(
    /^Searching… [\d,.\s]+ found so far, [\d,.\s]+ of 1,000 files searched$/,
  );
  expect(shown.mostRows).toBeGreaterThan(5);
  expect(window.complaints).toEqual([]);
});
