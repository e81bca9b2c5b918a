import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { ndjsonFile, sampleFile } from './evidence-files';

const LINES = 60_000;
const PHASES = ['indexing', 'sigmaHunting', 'iocHunting'] as const;

/** Kills the one worker as soon as it exists, while its file is still in the first phase. */
async function killAtOnce(window: AppWindow): Promise<void> {
  await expect.poll(() => window.workerPids(), { intervals: [5] }).toHaveLength(1);
  await window.killWorkers();
}

test('a worker killed in any phase costs one attempt, and the file completes', async () => {
  const window = await AppWindow.launch();
  await window.setWorkers(1);
  await window.createCase('Killed');
  await window.page.evaluate(() =>
    globalThis.casescope.ask('indicators.paste', { text: 'tool-77.exe\n10.9.8.7' }),
  );
  await window.drop(ndjsonFile('estimating.ndjson', LINES));
  await killAtOnce(window);
  await window.expectState('estimating.ndjson', 'Completed');
  expect((await window.file('estimating.ndjson')).lastRun).toMatchObject({
    state: 'completed',
    attempts: 2,
  });
  for (const [index, phase] of PHASES.entries()) {
    const name = `${index}.ndjson`;
    const reached = window.nextState(name, phase);
    await window.drop(ndjsonFile(name, LINES + 1 + index));
    await reached;
    await window.killWorkers();
    await window.expectState(name, 'Completed');
    const file = await window.file(name);
    expect(file.lastRun, phase).toMatchObject({ state: 'completed', attempts: 2 });
    expect(file.published?.counts.events).toBe(LINES + 1 + index);
  }
  await window.close();
});

test('a file whose worker is lost twice fails with the reason, and the queue goes on', async () => {
  const window = await AppWindow.launch();
  await window.setWorkers(1);
  await window.createCase('Lost');
  const first = window.nextState('poison.ndjson', 'indexing', 1);
  await window.drop(ndjsonFile('poison.ndjson', LINES), sampleFile('WS-ALVA-Sysmon.evtx'));
  await first;
  const second = window.nextState('poison.ndjson', 'indexing', 2);
  await window.killWorkers();
  await second;
  await window.killWorkers();
  await window.expectState('poison.ndjson', 'Failed');
  await expect(window.fileRow('poison.ndjson')).toContainText('worker was lost');
  await window.expectState('WS-ALVA-Sysmon.evtx', 'Completed');
  await window.close();
});
