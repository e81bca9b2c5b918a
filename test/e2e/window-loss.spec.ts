import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { ndjsonFile } from './evidence-files';

const LINES = 30_000;

test('a page that dies comes back with the case, says why, and the queue never noticed', async () => {
  const window = await AppWindow.launch();
  await window.setWorkers(1);
  await window.createCase('Crash');
  const names = ['one.ndjson', 'two.ndjson', 'three.ndjson'];
  const indexing = window.nextState('one.ndjson', 'indexing');
  await window.drop(...names.map((name, at) => ndjsonFile(name, LINES + at)));
  await indexing;
  const workers = await window.workerPids();
  await window.crashPage();
  await expect.poll(() => window.shownText()).toContain('The window was opened again: it crashed');
  for (const text of ['Crash', ...names])
    await expect.poll(() => window.shownText()).toContain(text);
  await expect.poll(() => window.shownText(), { timeout: 60_000 }).toContain('3 completed');
  expect(await window.workerPids()).toEqual(workers);
  await window.close();
});

test('a page that dies again and again is opened again only when asked for', async () => {
  const window = await AppWindow.launch();
  await window.answerQuestions(0);
  for (let loss = 0; loss < 3; loss++) await window.crashPage();
  expect(await window.questions()).toEqual([]);
  await window.crashPage();
  await expect
    .poll(async () => (await window.questions()).join())
    .toContain('stopped 4 times within a minute');
  await expect.poll(() => window.shownText()).toContain('Recent cases');
  await window.close();
});

test('a page that does not answer can be opened again, or waited for', async () => {
  const window = await AppWindow.launch();
  await window.createCase('Hang');
  const hang = (): Promise<void> =>
    window.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.emit('unresponsive');
    });
  await window.answerQuestions(0);
  await hang();
  await expect.poll(() => window.questions()).toHaveLength(1);
  await expect(window.evidence).toBeVisible();
  await window.answerQuestions(1);
  const loaded = window.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        BrowserWindow.getAllWindows()[0]?.webContents.once('did-finish-load', () => resolve());
      }),
  );
  await hang();
  await loaded;
  await expect.poll(() => window.shownText()).toContain('The window was opened again');
  expect(await window.shownText()).toContain('Hang');
  await window.close();
});
