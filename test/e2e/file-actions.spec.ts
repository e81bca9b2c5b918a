import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { ndjsonFile, ndjsonWithLongLine, sampleFile } from './evidence-files';

const LINES = 3_000;
const NAMES = ['first.ndjson', 'second.ndjson', 'third.ndjson'];

test.describe.configure({ mode: 'serial' });
let window: AppWindow;
test.beforeAll(async () => {
  window = await AppWindow.launch();
  await window.setWorkers(1);
  await window.createCase('Actions');
});
test.afterAll(async () => {
  expect(window.complaints).toEqual([]);
  await window.close();
});

const clipboard = (): Promise<string> =>
  window.app.evaluate(({ clipboard: one }) => one.readText());

test('priority decides who runs next', async () => {
  const { page } = window;
  await page
    .getByRole('button', { name: 'Pause queue' })
    .or(page.getByText('No evidence'))
    .waitFor();
  await page.evaluate(() => globalThis.casescope.ask('queue.pause', {}));
  await window.drop(...NAMES.map((name, at) => ndjsonFile(name, LINES + at)));
  for (const name of NAMES) await window.expectState(name, 'Queued');
  await window.chooseFromMenu('Run first', 'third.ndjson');
  await window.expectState('third.ndjson', 'runs first');
  await window.chooseFromMenu('Run last', 'first.ndjson');
  await window.expectState('first.ndjson', 'runs last');
  await window.chooseFromMenu('Run last', 'second.ndjson');
  await window.chooseFromMenu('Run normal', 'second.ndjson');
  await expect(window.fileRow('second.ndjson')).not.toContainText('runs last');
  await page.evaluate(() => {
    globalThis.seen = { states: {}, published: {}, mostActive: 0 };
    const ended = (globalThis.seen.states['ended'] = [] as string[]);
    globalThis.casescope.follow('evidence', ({ changed }) => {
      for (const { name, lastRun } of changed)
        if (lastRun?.state === 'completed' && !ended.includes(name)) ended.push(name);
    });
  });
  await page.getByRole('button', { name: 'Resume queue' }).click();
  for (const name of NAMES) await window.expectState(name, 'Completed');
  const { states } = await window.seen();
  expect(states['ended']).toEqual(['third.ndjson', 'second.ndjson', 'first.ndjson']);
});

test('hashes are copied, of one file and of several', async () => {
  await window.chooseFromMenu('Copy SHA-256', 'first.ndjson');
  const hashes = await Promise.all(NAMES.map(async (name) => (await window.file(name)).hashes));
  await expect.poll(clipboard).toBe(hashes[0]?.sha256);
  await window.chooseFromMenu('Copy SHA-256', ...NAMES);
  await expect.poll(clipboard).toBe(hashes.map((one) => one?.sha256).join('\n'));
});

test('Reveal shows exactly the file in its folder, and nothing is opened', async () => {
  await window.app.evaluate(({ shell }) => {
    const called: string[] = [];
    Object.assign(globalThis, { called });
    shell.showItemInFolder = (file) => void called.push(`show ${file}`);
    shell.openPath = (file) => {
      called.push(`open ${file}`);
      return Promise.resolve('');
    };
  });
  const { path } = await window.file('second.ndjson');
  await window.chooseFromMenu('Reveal in folder', 'second.ndjson');
  await expect
    .poll(() => window.app.evaluate(() => Reflect.get(globalThis, 'called') as string[]))
    .toEqual([`show ${path}`]);
  await window.fileRow('first.ndjson').click();
  await window.fileRow('second.ndjson').click({ modifiers: ['ControlOrMeta'] });
  await window.fileRow('second.ndjson').click({ button: 'right' });
  await expect(window.page.getByRole('menuitem', { name: 'Reveal in folder' })).toBeDisabled();
  await window.page.keyboard.press('Escape');
});

test('Show events limits the search to the files, and a time range narrows it', async () => {
  const { page } = window;
  const grid = page.getByRole('grid', { name: 'Events' });
  await window.chooseFromMenu('Show events', 'first.ndjson', 'second.ndjson');
  await expect(grid).toHaveAttribute('aria-rowcount', String(2 * LINES + 2));
  await page.getByRole('button', { name: 'Search all files' }).click();
  await expect(grid).toHaveAttribute('aria-rowcount', String(3 * LINES + 4));

  // The fixture has an event a second from 2026-01-01 on: inclusive start, exclusive end.
  await page.getByLabel('From', { exact: true }).fill('2026-01-01 00:00:10');
  await page.getByLabel('To', { exact: true }).fill('2026-01-01 00:00:20');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(grid).toHaveAttribute('aria-rowcount', String(3 * 10 + 1));
  await expect(grid).toContainText('2026-01-01 00:00:10');
  await expect(grid).not.toContainText('2026-01-01 00:00:20');
  await page.getByLabel('To', { exact: true }).fill('half past nine');
  await expect(page.getByRole('alert')).toContainText('Times are written like');
  await expect(page.getByRole('button', { name: 'Search', exact: true })).toBeDisabled();
});

test('the settings dialog changes the number of workers, now and for the next start', async () => {
  const { page } = window;
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await page.getByRole('button', { name: 'Settings' }).click();
  const workers = dialog.getByLabel('Number of workers');
  await expect(workers).toHaveValue('1');
  await workers.fill('17');
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await workers.fill('3');
  const memory = dialog.getByLabel('Memory for searching, in MB');
  await expect(memory).toHaveValue('600');
  for (const outside of ['99', '8193', '250.5', '']) {
    await memory.fill(outside);
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  }
  await memory.fill('150');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('group', { name: /^Worker \d$/ })).toHaveCount(3);
  await page.keyboard.press('Control+1');
  await window.drop(...['WS-ALVA-Sysmon.evtx', 'WS-ALVA-Security.evtx'].map(sampleFile));
  await window.expectState('WS-ALVA-Security.evtx', 'Completed');

  const again = await page.evaluate(() => globalThis.casescope.ask('app.state', {}));
  expect(again).toMatchObject({
    ok: true,
    answer: { settings: { workers: 3, searchMemoryMb: 150 } },
  });
});

test('the longest record of a JSON log is a setting: longer ones are flaws until it is raised', async () => {
  const { page } = window;
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  const setLimit = async (mib: string): Promise<void> => {
    await page.getByRole('button', { name: 'Settings' }).click();
    const limit = dialog.getByLabel('Longest JSON record, in MiB');
    for (const wrong of ['0', '129', '1.5', '']) {
      await limit.fill(wrong);
      await expect(limit).toHaveAttribute('aria-invalid', 'true');
      await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
    }
    await limit.fill(mib);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
  };
  await setLimit('1');
  await page.keyboard.press('Control+1');
  await window.drop(ndjsonWithLongLine('long-line.ndjson', 2));
  await window.expectState('long-line.ndjson', 'partial · 1 flaw');
  await window.chooseFromMenu('Show flaws', 'long-line.ndjson');
  const flaws = page.getByRole('dialog', { name: 'Flaws' });
  await expect(flaws).toContainText('the record is longer than 1 MiB, the limit that is set');
  await page.keyboard.press('Escape');

  await setLimit('3');
  await window.chooseFromMenu('Re-index', 'long-line.ndjson');
  await window.expectState('long-line.ndjson', 'full');
  await expect
    .poll(async () => (await window.file('long-line.ndjson')).published?.counts.events)
    .toBe(3);
  const again = await page.evaluate(() => globalThis.casescope.ask('app.state', {}));
  expect(again).toMatchObject({ ok: true, answer: { settings: { lineLimitMib: 3 } } });
});
