import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { DETECTED_EVERY } from '../fixtures/ndjson-evidence';
import { AppWindow } from './app-window';
import { ndjsonFile, sampleFile } from './evidence-files';

const LINES = 25_000;
const NAMES = ['one.ndjson', 'two.ndjson'];
const KINDS = ['events', 'detections', 'hits'] as const;
const FULL = ['queued', 'estimating', 'indexing', 'sigmaHunting', 'iocHunting', 'completed'];

/** What each operation runs through, and which files on disk it replaces. */
const OPERATIONS = [
  {
    ...{ label: 'Re-run SIGMA', operation: 'sigma_only', replaces: ['detections', 'hits'] },
    phases: ['queued', 'sigmaHunting', 'iocHunting', 'completed'],
  },
  {
    ...{ label: 'Re-hunt IOCs', operation: 'ioc_only', replaces: ['hits'] },
    phases: ['queued', 'iocHunting', 'completed'],
  },
  { label: 'Re-index', operation: 'reindex', replaces: [...KINDS], phases: FULL },
] as const;

const eventFiles = (caseDir: string): string[] =>
  fs.readdirSync(path.join(caseDir, 'events')).toSorted();

/** Path → SHA-256 of what is stored of one file, by kind. */
function stored(caseDir: string, id: number, kind: string): Record<string, string> {
  const names = eventFiles(caseDir).filter(
    (name) => name.startsWith(`${id}.`) && name.endsWith(`.${kind}`),
  );
  const hash = (name: string): string =>
    createHash('sha256')
      .update(fs.readFileSync(path.join(caseDir, 'events', name)))
      .digest('hex');
  return Object.fromEntries(names.map((name) => [name, hash(name)]));
}

/** True where `part` is what is left of `whole` when some states, or all but the last, were too short to be told. */
function inOrder(part: readonly string[], whole: readonly string[]): boolean {
  if (part.at(-1) !== whole.at(-1)) return false;
  let at = -1;
  return part.every((state) => {
    at = whole.indexOf(state, at + 1);
    return at >= 0;
  });
}

const countsOf = async (window: AppWindow, name: string) => {
  const { events, detections, hits } = (await window.file(name)).published?.counts ?? {};
  return { events, detections, hits };
};

const expected = (name: string) => ({
  events: name === 'one.ndjson' ? LINES : LINES + 1,
  detections: LINES / DETECTED_EVERY + (name === 'one.ndjson' ? 0 : 1),
  hits: 2,
});

test('each operation, of one file from the context menu and of several from the bulk bar', async () => {
  const window = await AppWindow.launch();
  const caseDir = await window.createCase('Operations');
  await window.addIndicators('tool-77.exe --job', 'tool-78.exe --job');
  await window.watchStates();
  await window.drop(ndjsonFile('one.ndjson', LINES), ndjsonFile('two.ndjson', LINES + 1));
  for (const name of NAMES) {
    await window.expectState(name, 'Completed');
    const { states, published } = await window.seen();
    expect(inOrder(states[name] ?? [], FULL), states[name]?.join(' ')).toBe(true);
    expect(states[name]).toEqual(expect.arrayContaining(['indexing', 'completed']));
    // New evidence is searchable once it is indexed, with detections and hits still to come.
    const early = published[name]?.filter((told) => /^(sigma|ioc)Hunting/.test(told)) ?? [];
    expect(early.length).toBeGreaterThan(0);
    for (const told of early) expect(told).toMatch(/ 1\/null\/null$/);
    expect(await countsOf(window, name)).toEqual(expected(name));
  }
  for (const { label, operation, phases, replaces } of OPERATIONS) {
    const ways = [
      { way: 'context menu', names: ['one.ndjson'], choose: window.chooseFromMenu.bind(window) },
      { way: 'bulk bar', names: NAMES, choose: window.chooseFromBar.bind(window) },
    ] as const;
    for (const { way, names, choose } of ways) {
      await test.step(`${label} from the ${way}`, async () => {
        const before = await Promise.all(
          names.map(async (name) => {
            const { id, published } = await window.file(name);
            const files = Object.fromEntries(
              KINDS.map((kind) => [kind, stored(caseDir, id, kind)] as const),
            );
            return { name, id, published, files };
          }),
        );
        await window.watchStates();
        await choose(label, ...names);
        for (const { name, id, published, files } of before) {
          await expect
            .poll(async () => (await window.seen()).states[name]?.at(-1))
            .toBe('completed');
          const seen = await window.seen();
          const states = seen.states[name] ?? [];
          expect(inOrder(states, phases), states.join(' ')).toBe(true);
          expect((await window.file(name)).lastRun).toMatchObject({ operation, attempts: 1 });

          // The old results stand until the last phase has ended, and then go all at once.
          const old = `${published?.generation}/${published?.detectionsRun}/${published?.hitsRun}`;
          const told = seen.published[name] ?? [];
          for (const one of told.slice(0, -1)) expect(one.split(' ')[1]).toBe(old);
          expect(told.at(-1)?.split(' ')[1]).not.toBe(old);
          await expect
            .poll(() => replaces.filter((kind) => anyLeft(stored(caseDir, id, kind), files[kind])))
            .toEqual([]);
          for (const kind of KINDS) {
            const now = stored(caseDir, id, kind);
            expect(Object.keys(now), kind).toHaveLength(1);
            if (!replaces.some((one) => one === kind)) expect(now).toEqual(files[kind]);
          }
          expect(await countsOf(window, name)).toEqual(expected(name));
        }
      });
    }
  }
  expect(window.complaints).toEqual([]);
  await window.close();
});

const anyLeft = (now: Record<string, string>, old: Record<string, string> = {}): boolean =>
  Object.keys(now).some((name) => name in old);

test('a cancelled re-index changes nothing that can be seen', async () => {
  const window = await AppWindow.launch();
  const caseDir = await window.createCase('Kept');
  await window.drop(ndjsonFile('kept.ndjson', LINES));
  await window.expectState('kept.ndjson', 'Completed');
  const before = (await window.file('kept.ndjson')).published;
  const files = eventFiles(caseDir);
  const indexing = window.nextState('kept.ndjson', 'indexing');
  await window.chooseFromMenu('Re-index', 'kept.ndjson');
  await indexing;
  await window.chooseFromBar('Cancel', 'kept.ndjson');
  await window.expectState('kept.ndjson', 'Cancelled');
  expect((await window.file('kept.ndjson')).published).toEqual(before);
  await expect.poll(() => eventFiles(caseDir)).toEqual(files);
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

test('Cancel, Retry and Remove of several files from the bulk bar', async () => {
  const window = await AppWindow.launch();
  const caseDir = await window.createCase('Bulk');
  await window.page.evaluate(() => globalThis.casescope.ask('queue.pause', {}));
  await window.drop(...NAMES.map((name, at) => ndjsonFile(name, 100 + at)));
  for (const name of NAMES) await window.expectState(name, 'Queued');
  await window.chooseFromBar('Cancel', ...NAMES);
  for (const name of NAMES) await window.expectState(name, 'Cancelled');
  await window.page.getByRole('button', { name: 'Resume queue' }).click();
  // The note of the pause stands above the table, which moves up when it goes.
  await expect(window.page.getByRole('note')).toHaveCount(0);
  await window.chooseFromBar('Retry', ...NAMES);
  for (const name of NAMES) await window.expectState(name, 'Completed');
  await window.chooseFromBar('Remove from case', ...NAMES);
  await window.page
    .getByRole('dialog')
    .getByRole('button', { name: 'Remove', exact: true })
    .click();
  for (const name of NAMES) await expect(window.fileRow(name)).toHaveCount(0);
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
