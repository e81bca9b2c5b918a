import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { AppWindow, asRoot, root } from './app-window';
import { sampleFile } from './evidence-files';

const electron = createRequire(import.meta.url)('electron') as string;

/** Starts the program again on the same user folder; it hands its paths over and ends. */
async function startAgain(
  { userFolder }: AppWindow,
  cwd: string,
  ...paths: string[]
): Promise<void> {
  const args = [root, ...asRoot, `--user-data-dir=${userFolder}`, ...paths];
  const again = spawn(electron, args, { stdio: 'ignore', cwd });
  const [code] = await once(again, 'exit');
  expect(code).toBe(0);
}

test('a second start hands its paths to the window, which adds them to the open case when told so', async () => {
  const window = await AppWindow.launch();
  await window.createCase('Second');
  await window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  await window.answerQuestions(0);
  // Relative to where the second program was started.
  await startAgain(window, path.dirname(sampleFile('x')), 'WS-ALVA-Sysmon.evtx');
  await window.expectState('WS-ALVA-Sysmon.evtx', 'Completed');
  expect(await window.questions()).toEqual([
    'Add 1 path to the case “Second”?\nWS-ALVA-Sysmon.evtx',
  ]);
  const minimized = await window.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.isMinimized(),
  );
  expect(minimized).toBe(false);
  await window.answerQuestions(1);
  await startAgain(window, path.dirname(sampleFile('x')), 'WS-ALVA-Security.evtx');
  await expect.poll(() => window.questions()).toHaveLength(1);
  await expect(window.fileRow('WS-ALVA-Security.evtx')).toHaveCount(0);
  await window.close();
});

test('without an open case the paths wait for one', async () => {
  const window = await AppWindow.launch();
  await window.answerQuestions(0);
  await startAgain(window, root, sampleFile('WS-ALVA-Sysmon.evtx'));
  await expect(window.page.getByText('1 path to add. Open or create a case')).toBeVisible();
  expect(await window.questions()).toEqual([]);
  await window.createCase('Waited');
  await window.expectState('WS-ALVA-Sysmon.evtx', 'Completed');
  expect(await window.questions()).toEqual([
    'Add 1 path to the case “Waited”?\nWS-ALVA-Sysmon.evtx',
  ]);
  await window.close();
});

test('the first start asks the same of the case opened last, and makes a case when there is none', async () => {
  const first = await AppWindow.launch(undefined, [sampleFile('WS-ALVA-Sysmon.evtx')]);
  await first.expectState('WS-ALVA-Sysmon.evtx', 'Completed');
  await expect(first.page.getByRole('button', { name: 'Case' })).toContainText('First case');
  await first.close();
  const second = await AppWindow.launch(first.userFolder, [sampleFile('WS-ALVA-Security.evtx')]);
  await expect(second.fileRow('WS-ALVA-Sysmon.evtx')).toBeVisible();
  // The question stands; nothing is added before it is answered.
  await expect(second.fileRow('WS-ALVA-Security.evtx')).toHaveCount(0);
  await second.close();
});
