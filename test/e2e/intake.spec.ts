import { temporaryFolder } from '../fixtures/temporary-folder';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { ndjsonFile, notALog, sampleFile } from './evidence-files';

test('three dropped files of two kinds and a bad one reach their ends, never more than two active', async () => {
  const window = await AppWindow.launch();
  await window.createCase('Drop');
  await window.watchStates();
  const big = ndjsonFile('export.ndjson', 20_000);
  await window.drop(
    sampleFile('WS-ALVA-Security.evtx'),
    big,
    sampleFile('WS-ALVA-Sysmon.evtx'),
    notALog('notes.txt'),
  );
  for (const name of ['WS-ALVA-Security.evtx', 'export.ndjson', 'WS-ALVA-Sysmon.evtx']) {
    await window.expectState(name, 'Completed');
    expect((await window.file(name)).published?.result).toBe('full');
  }
  await expect(window.fileRow('notes.txt')).toContainText('not a log');
  const seen = await window.seen();
  expect(seen.mostActive).toBe(2);
  expect((await window.file('export.ndjson')).published?.counts.events).toBe(20_000);
  await expect(window.page.getByRole('contentinfo')).toContainText(/Lock errors\s*0/i);
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('folders come in whole, copies are recorded as duplicates, the evidence stays as it was', async () => {
  const window = await AppWindow.launch();
  await window.createCase('Folder');
  const folder = temporaryFolder('folder');
  fs.mkdirSync(path.join(folder, 'inner'));
  fs.copyFileSync(sampleFile('WS-ALVA-Sysmon.evtx'), path.join(folder, 'first.evtx'));
  fs.copyFileSync(sampleFile('WS-ALVA-Sysmon.evtx'), path.join(folder, 'inner', 'second.evtx'));
  fs.writeFileSync(path.join(folder, 'inner', 'empty.evtx'), '');
  fs.chmodSync(path.join(folder, 'inner'), 0o555);
  await window.drop(folder);
  await window.expectState('first.evtx', 'Completed');
  await expect(window.fileRow('second.evtx')).toContainText(/duplicate/i);
  await expect(window.fileRow('empty.evtx')).toContainText('zero bytes');
  expect(fs.readdirSync(path.join(folder, 'inner')).toSorted()).toEqual([
    'empty.evtx',
    'second.evtx',
  ]);
  await window.close();
});

test('the sample case processes itself and finds the attack', async () => {
  const window = await AppWindow.launch();
  await window.page.getByRole('button', { name: /sample case/i }).click();
  for (const name of fs.readdirSync(sampleFile('')).filter((one) => /evtx|ndjson/.test(one))) {
    await window.expectState(name, 'Completed');
  }
  const sysmon = await window.file('WS-ALVA-Sysmon.evtx');
  expect(sysmon.published?.counts.detectionsByLevel.critical).toBeGreaterThan(0);
  expect(sysmon.published?.counts.hits).toBeGreaterThan(0);
  await window.close();
});
