/** Small files are packed in the background; nothing in the window changes by it, whatever is killed meanwhile. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { writeNdjson } from '../fixtures/ndjson-evidence';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

const FILES = 40;
/** So many that packing takes a while. */
const LINES = 400;

const nameOf = (at: number): string => `small-${at}.ndjson`;

function folderOfSmallLogs(): string {
  const folder = temporaryFolder('logs');
  for (let at = 0; at < FILES; at++) writeNdjson(path.join(folder, nameOf(at)), LINES + at);
  return folder;
}

const namesIn = (caseDir: string): string[] => fs.readdirSync(path.join(caseDir, 'events'));
const shardsIn = (caseDir: string): string[] =>
  namesIn(caseDir).filter((name) => name.endsWith('.events'));

/** Answers as soon as a pack is being written. */
function packingBegun(caseDir: string): Promise<void> {
  const folder = path.join(caseDir, 'events');
  fs.mkdirSync(folder, { recursive: true });
  return new Promise((resolve) => {
    const watcher = fs.watch(folder, (_, name) => {
      if (name?.startsWith('pack.') !== true || !name.includes('.building')) return;
      watcher.close();
      resolve();
    });
  });
}

/** What a search of the window answers. */
const answers = (window: AppWindow): Promise<unknown> =>
  window.page.evaluate(async () => {
    const search = { query: '*', from: null, to: null, sort: 'desc', files: null } as const;
    const rows = { search, start: 0, end: 300, columns: [] };
    const values = { search, field: 'file', holding: '', start: 0, end: 100 };
    return [
      await globalThis.casescope.ask('events.rows', rows),
      await globalThis.casescope.ask('events.values', values),
    ];
  });

const packsOf = (window: AppWindow): Promise<(number | null | undefined)[]> =>
  window.page.evaluate(async () => {
    const reply = await globalThis.casescope.ask('evidence.list', {});
    return reply.ok ? reply.answer.map(({ published }) => published?.pack) : [];
  });

const isPacked = async (window: AppWindow): Promise<boolean> => {
  const packs = new Set(await packsOf(window));
  return packs.size === 1 && !packs.has(null) && !packs.has(undefined);
};

test('small files are packed while the queue rests, though the jobs process is killed', async () => {
  const window = await AppWindow.launch();
  const caseDir = await window.createCase('Small');
  await window.page.evaluate(() => globalThis.casescope.ask('queue.pause', {}));
  await window.drop(folderOfSmallLogs());
  await expect(window.page.getByText(`${FILES} queued`)).toBeVisible();
  const begun = packingBegun(caseDir);
  await window.page.evaluate(() => globalThis.casescope.ask('queue.resume', {}));
  await begun;
  const [jobs = 0] = await window.pidsOf('jobs');
  process.kill(jobs, 'SIGKILL');
  await expect.poll(() => isPacked(window), { timeout: 60_000 }).toBe(true);
  await expect.poll(() => shardsIn(caseDir)).toHaveLength(1);
  expect(namesIn(caseDir).filter((name) => name.includes('.building'))).toEqual([]);
  const before = await answers(window);
  await window.chooseFromMenu('Re-index', nameOf(3));
  await expect.poll(async () => (await packsOf(window)).includes(null)).toBe(true);
  await window.expectState(nameOf(3), 'Completed');
  const { published } = await window.file(nameOf(3));
  expect(published).toMatchObject({ pack: null, counts: { events: LINES + 3 } });
  expect(JSON.stringify(await answers(window))).toBe(JSON.stringify(before));
  await expect(window.page.getByRole('contentinfo')).toContainText('Lock errors 0');
  await window.close();
});

test('the app killed while it packs loses nothing, and packs when the case is opened next', async () => {
  const first = await AppWindow.launch();
  const caseDir = await first.createCase('Cut off');
  await first.page.evaluate(() => globalThis.casescope.ask('queue.pause', {}));
  await first.drop(folderOfSmallLogs());
  await expect(first.page.getByText(`${FILES} queued`)).toBeVisible();
  const begun = packingBegun(caseDir);
  await first.page.evaluate(() => globalThis.casescope.ask('queue.resume', {}));
  await begun;
  await first.kill();

  const second = await AppWindow.launch(first.userFolder);
  await second.page
    .getByRole('button', { name: /Cut off/ })
    .first()
    .click();
  await second.expectState(nameOf(0), 'Completed');
  await expect.poll(() => isPacked(second), { timeout: 60_000 }).toBe(true);
  await expect.poll(() => shardsIn(caseDir)).toHaveLength(1);
  expect(namesIn(caseDir).filter((name) => name.includes('.building'))).toEqual([]);
  for (const at of [0, FILES - 1]) {
    const { lastRun, published } = await second.file(nameOf(at));
    expect(lastRun).toMatchObject({ state: 'completed', attempts: 1 });
    expect(published?.counts.events).toBe(LINES + at);
  }
  const [rows] = (await answers(second)) as [{ answer: { total: number } }];
  expect(rows.answer.total).toBe(FILES * LINES + (FILES * (FILES - 1)) / 2);
  await second.close();
});
