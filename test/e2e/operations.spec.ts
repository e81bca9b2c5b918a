import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { ndjsonFile, sampleFile } from './evidence-files';

const FULL = ['queued', 'estimating', 'indexing', 'sigmaHunting', 'iocHunting', 'completed'];
const LINES = 25_000;

const eventFiles = (caseDir: string): string[] =>
  fs.readdirSync(path.join(caseDir, 'events')).toSorted();
const hashes = (caseDir: string): string[] =>
  eventFiles(caseDir)
    .filter((name) => name.endsWith('.events'))
    .map((name) =>
      createHash('sha256')
        .update(fs.readFileSync(path.join(caseDir, 'events', name)))
        .digest('hex'),
    );

/** True where `part` is what is left of `whole` when some states were too short to be told. */
function inOrder(part: readonly string[], whole: readonly string[]): boolean {
  if (part.length < 2 || part.at(-1) !== whole.at(-1)) return false;
  let at = -1;
  return part.every((state) => {
    at = whole.indexOf(state, at + 1);
    return at >= 0;
  });
}

test('each operation from the context menu, single and bulk, with its phases in order', async () => {
  const window = await AppWindow.launch();
  const caseDir = await window.createCase('Operations');
  const names = ['one.ndjson', 'two.ndjson'];
  await window.page.evaluate(() =>
    globalThis.casescope.ask('indicators.paste', { text: 'tool-77.exe\n10.9.8.7' }),
  );
  await window.watchStates();
  await window.drop(ndjsonFile('one.ndjson', LINES), ndjsonFile('two.ndjson', LINES + 1));
  for (const name of names) await window.expectState(name, 'Completed');
  for (const name of names) {
    const states = (await window.seen()).states[name] ?? [];
    expect(inOrder(states, FULL), states.join(' ')).toBe(true);
    expect(states).toEqual(expect.arrayContaining(['indexing', 'iocHunting', 'completed']));
  }
  const before = hashes(caseDir);

  await test.step('Re-run SIGMA on one file: no indexing, the event store untouched', async () => {
    const run = (await window.file('one.ndjson')).published;
    await window.watchStates();
    await window.chooseFromMenu('Re-run SIGMA', 'one.ndjson');
    await expect
      .poll(async () => (await window.file('one.ndjson')).published?.detectionsRun)
      .not.toBe(run?.detectionsRun);
    await window.expectState('one.ndjson', 'Completed');
    const states = (await window.seen()).states['one.ndjson'] ?? [];
    expect(
      inOrder(states, ['queued', 'sigmaHunting', 'iocHunting', 'completed']),
      states.join(' '),
    ).toBe(true);
    expect(hashes(caseDir)).toEqual(before);
  });

  await test.step('Re-hunt IOCs on both: hits follow the indicators, the event store untouched', async () => {
    const hits = (await window.file('one.ndjson')).published?.counts.hits;
    await window.page.evaluate(() =>
      globalThis.casescope.ask('indicators.paste', { text: 'tool-78.exe\ntool-79.exe' }),
    );
    await window.watchStates();
    await window.chooseFromMenu('Re-hunt IOCs', ...names);
    for (const name of names) {
      await expect
        .poll(async () => (await window.file(name)).published?.counts.hits)
        .toBeGreaterThan(hits ?? 0);
      await window.expectState(name, 'Completed');
      const states = (await window.seen()).states[name] ?? [];
      expect(inOrder(states, ['queued', 'iocHunting', 'completed']), states.join(' ')).toBe(true);
    }
    expect(hashes(caseDir)).toEqual(before);
  });

  await test.step('Re-index both: the old generation goes, the same events come back', async () => {
    const old = eventFiles(caseDir);
    await window.watchStates();
    await window.chooseFromMenu('Re-index', ...names);
    for (const name of names) {
      await expect.poll(async () => (await window.seen()).states[name]?.at(-1)).toBe('completed');
      const states = (await window.seen()).states[name] ?? [];
      expect(inOrder(states, FULL), states.join(' ')).toBe(true);
      expect((await window.file(name)).published?.counts.events).toBeGreaterThanOrEqual(LINES);
    }
    await expect.poll(() => eventFiles(caseDir).filter((name) => old.includes(name))).toEqual([]);
    expect(eventFiles(caseDir)).toHaveLength(6);
  });
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('Cancel, Retry and Remove from the context menu', async () => {
  const window = await AppWindow.launch();
  const caseDir = await window.createCase('Cancel');
  await window.drop(ndjsonFile('long.ndjson', 60_000));
  await window.expectState('long.ndjson', 'Indexing');
  await window.chooseFromMenu('Cancel', 'long.ndjson');
  await window.expectState('long.ndjson', 'Cancelled');
  expect((await window.file('long.ndjson')).published).toBeNull();
  await window.chooseFromMenu('Retry', 'long.ndjson');
  await window.expectState('long.ndjson', 'Completed');
  await window.chooseFromMenu('Remove from case', 'long.ndjson');
  await window.page
    .getByRole('dialog')
    .getByRole('button', { name: /Remove/ })
    .click();
  await expect(window.fileRow('long.ndjson')).toHaveCount(0);
  await expect.poll(() => eventFiles(caseDir)).toEqual([]);
  await window.close();
});

test('a second writer is refused while the window has the case', async () => {
  const window = await AppWindow.launch();
  const caseDir = await window.createCase('Locked');
  const { spawnSync } = await import('node:child_process');
  const root = path.resolve(import.meta.dirname, '../..');
  const script = path.join(root, 'scripts/with-electron-node.mjs');
  const cli = path.join(root, 'out/main/cli.js');
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [script, cli, ...words], { encoding: 'utf8' });
  const refused = run('process', '--case', caseDir, sampleFile('WS-ALVA-Sysmon.evtx'));
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('open in the caseScope window');
  expect(run('files', '--case', caseDir).status).toBe(0);
  await window.close();
  expect(run('process', '--case', caseDir, sampleFile('WS-ALVA-Sysmon.evtx')).status).toBe(0);
});

test('the Queue menu pauses, resumes and cancels everything', async () => {
  const window = await AppWindow.launch();
  await window.createCase('Queue');
  const choose = (id: string): Promise<void> =>
    window.app.evaluate(({ Menu, BrowserWindow }, item) => {
      const found = Menu.getApplicationMenu()?.getMenuItemById(item);
      if (found === null || found === undefined) throw new Error(`no menu item ${item}`);
      found.click(undefined, BrowserWindow.getAllWindows()[0]);
    }, id);
  await choose('pause-queue');
  await expect(window.page.getByRole('contentinfo')).toContainText(/paused/i);
  const names = ['one.ndjson', 'two.ndjson', 'three.ndjson'];
  await window.drop(...names.map((name, at) => ndjsonFile(name, LINES + at)));
  for (const name of names) await window.expectState(name, 'Queued');
  await choose('cancel-all');
  for (const name of names) await window.expectState(name, 'Cancelled');
  for (const name of names) await window.chooseFromMenu('Retry', name);
  for (const name of names) await window.expectState(name, 'Queued');
  await choose('resume-queue');
  for (const name of names) await window.expectState(name, 'Completed');
  await window.close();
});
