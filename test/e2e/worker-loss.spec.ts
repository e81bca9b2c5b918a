import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { ndjsonFile, sampleFile } from './evidence-files';

const LINES = 60_000;
const PHASES = [
  { phase: 'estimating', label: 'Estimating' },
  { phase: 'indexing', label: 'Indexing' },
  { phase: 'sigmaHunting', label: 'SIGMA Hunting' },
  { phase: 'iocHunting', label: 'IOC Hunting' },
] as const;

const lostIn = (phases: readonly { readonly label: string }[]): RegExp =>
  new RegExp(`^The worker was lost in (?:${phases.map(({ label }) => label).join('|')}):`);

const pause = (window: AppWindow) =>
  window.page.evaluate(() => globalThis.casescope.ask('queue.pause', {}));
const resume = (window: AppWindow) =>
  window.page.evaluate(() => globalThis.casescope.ask('queue.resume', {}));

test('a worker killed in any phase costs one attempt, says in which, and the file completes', async () => {
  const window = await AppWindow.launch();
  await window.setWorkers(1);
  await window.createCase('Killed');
  await window.addIndicators('tool-77.exe', '10.9.8.7');
  for (const [at, { phase }] of PHASES.entries()) {
    const name = `${phase}.ndjson`;
    const reached = window.nextState(name, phase);
    await window.drop(ndjsonFile(name, LINES + at));
    await reached;
    await expect.poll(() => window.workerPids(), { intervals: [5] }).toHaveLength(1);
    // Paused, the file waits with what happened to it; else it would start again before that is read.
    await pause(window);
    await window.killWorkers();
    await window.expectState(name, 'Queued');
    expect((await window.file(name)).lastRun).toMatchObject({
      attempts: 1,
      // A phase may be over before the kill arrives: then it is told of a later one.
      error: expect.stringMatching(lostIn(PHASES.slice(at))),
    });
    await resume(window);
    await window.expectState(name, 'Completed');
    const file = await window.file(name);
    expect(file.lastRun, phase).toMatchObject({ state: 'completed', attempts: 2, error: null });
    expect(file.published?.counts.events).toBe(LINES + at);
  }
  await window.close();
});

test('the loss of one worker leaves the other and its file undisturbed', async () => {
  const window = await AppWindow.launch();
  await window.createCase('Two');
  const names = ['left.ndjson', 'right.ndjson'];
  await window.watchStates();
  const both = names.map((name) => window.nextState(name, 'indexing'));
  await window.drop(...names.map((name, at) => ndjsonFile(name, LINES + at)));
  await Promise.all(both);
  const [lost = 0, kept = 0] = await window.workerPids();
  process.kill(lost, 'SIGKILL');
  for (const name of names) await window.expectState(name, 'Completed');
  const runs = await Promise.all(
    names.map(async (name) => ({ name, attempts: (await window.file(name)).lastRun?.attempts })),
  );
  expect(new Set(runs.map(({ attempts }) => attempts))).toEqual(new Set([1, 2]));
  const undisturbed = runs.find(({ attempts }) => attempts === 1)?.name ?? '';
  const states = (await window.seen()).states[undisturbed] ?? [];
  expect(states.filter((state) => state === 'indexing')).toHaveLength(1);
  expect(states.lastIndexOf('queued')).toBeLessThanOrEqual(0);
  expect(await window.workerPids()).toContain(kept);
  expect(await window.workerPids()).not.toContain(lost);
  await window.close();
});

const HOUR_MS = 3_600_000;

test('a machine that slept for an hour charges no attempt', async () => {
  const window = await AppWindow.launch();
  await window.setWorkers(1);
  await window.createCase('Sleep');
  const indexing = window.nextState('slept.ndjson', 'indexing');
  await window.drop(ndjsonFile('slept.ndjson', LINES));
  await indexing;
  const [worker = 0] = await window.workerPids();
  process.kill(worker, 'SIGSTOP');
  await window.app.evaluate(({ powerMonitor }, slept) => {
    powerMonitor.emit('suspend');
    // The clock every hang is told by jumps, as it does over a sleep on systems where it goes on.
    const now = performance.now.bind(performance);
    performance.now = () => now() + slept;
    powerMonitor.emit('resume');
  }, HOUR_MS);
  process.kill(worker, 'SIGCONT');
  await window.expectState('slept.ndjson', 'Completed');
  expect((await window.file('slept.ndjson')).lastRun?.attempts).toBe(1);
  expect(await window.workerPids()).toEqual([worker]);
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
