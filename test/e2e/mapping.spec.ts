/** An unknown source: what it is read as is chosen, mapped, previewed and kept for the next file. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, type Locator, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

const record = (at: number) => ({
  when: { utc: `2026-03-09T10:00:${String(at % 60).padStart(2, '0')}.5Z` },
  box: `BOX-${at % 3}`,
  kind: `k${at}`,
  cmd: `run-${at}.exe /all`,
});

function vendorFile(name: string, count = 80): string {
  const file = path.join(temporaryFolder('vendor'), name);
  const lines = Array.from({ length: count }, (_, at) => JSON.stringify(record(at)));
  fs.writeFileSync(file, ['this line is bad', ...lines].join('\n'));
  return file;
}

async function openDialog(window: AppWindow, name: string): Promise<Locator> {
  await window.chooseFromMenu('Source and fields…', name);
  return window.page.getByRole('dialog', { name: 'Source of NDJSON' });
}

test('a mapping is edited, previewed, used, saved and used again in another case', async () => {
  const window = await AppWindow.launch();
  await window.createCase('Mapping');
  await window.drop(vendorFile('vendor.ndjson'));
  await window.expectState('vendor.ndjson', 'Completed');
  // The file is taken in spite of its first line, which is counted.
  const before = await window.file('vendor.ndjson');
  expect(before.published?.counts).toMatchObject({
    events: 80,
    failedRecords: 1,
    firstEvent: null,
  });

  const dialog = await openDialog(window, 'vendor.ndjson');
  await expect(dialog).toContainText('not recognised as a known source');
  await expect(dialog).toContainText('Preview · 50 records');
  await dialog.getByLabel('Read as').selectOption('own');
  await dialog.getByLabel('Name of the mapping').fill('Vendor');
  await dialog.getByLabel('Time').fill('when.utc');
  await dialog.getByLabel('Computer').fill('box');
  await dialog.getByLabel('Event id').fill('kind');
  await dialog.getByRole('button', { name: 'Add a field' }).click();
  await dialog.getByLabel('Field of the record').fill('cmd');
  await dialog.getByLabel('Name for rules and search').fill('CommandLine');
  const preview = dialog.getByRole('region', { name: 'First records' });
  await expect(preview.getByRole('row').nth(1)).toContainText('BOX-0');
  await expect(preview.getByRole('row').nth(1)).toContainText('CommandLine=run-0.exe /all');
  await expect(preview.getByRole('row').nth(1)).toContainText('10:00:00.500');
  await dialog.getByRole('button', { name: 'Save for other files' }).click();
  await expect(window.page.getByText('saved for all cases')).toBeVisible();
  await dialog.getByRole('button', { name: 'Use and re-index' }).click();

  await expect
    .poll(async () => (await window.file('vendor.ndjson')).sourceLabel)
    .toBe('NDJSON · Vendor');
  await window.expectState('vendor.ndjson', 'Completed');
  const after = await window.file('vendor.ndjson');
  expect(after.published?.counts).toMatchObject({
    events: 80,
    firstEvent: '2026-03-09T10:00:00.5000000Z',
  });
  expect(after.published?.counts.host).toMatch(/^BOX-/);

  await window.page.evaluate(() => globalThis.casescope.ask('case.close', {}));
  await window.createCase('Another');
  await window.drop(vendorFile('second.ndjson', 5));
  await window.expectState('second.ndjson', 'Completed');
  const again = await openDialog(window, 'second.ndjson');
  await again.getByLabel('Read as').selectOption('Vendor');
  await expect(again.getByRole('region').getByRole('row').nth(2)).toContainText('BOX-1');
  await again.getByRole('button', { name: 'Use and re-index' }).click();
  await expect
    .poll(async () => (await window.file('second.ndjson')).published?.counts.firstEvent)
    .toBe('2026-03-09T10:00:00.5000000Z');
  await window.expectState('second.ndjson', 'Completed');
  const third = await openDialog(window, 'second.ndjson');
  await third.getByRole('button', { name: 'Forget saved mapping' }).click();
  await expect(third.getByRole('button', { name: 'Forget saved mapping' })).toHaveCount(0);
  await expect(third.getByLabel('Name of the mapping')).toHaveValue('Vendor');
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('a known source can be chosen, and recognition comes back', async () => {
  const window = await AppWindow.launch();
  await window.createCase('Known');
  const file = path.join(temporaryFolder('known'), 'mixed.ndjson');
  fs.writeFileSync(file, '{"ActionType":"ProcessCreated","box":"b"}\n');
  await window.drop(file);
  await window.expectState('mixed.ndjson', 'Completed');
  const dialog = await openDialog(window, 'mixed.ndjson');
  await dialog.getByLabel('Read as').selectOption('Defender hunting');
  await expect(dialog.getByRole('region').getByRole('row').nth(1)).toContainText(
    'process_creation',
  );
  await dialog.getByRole('button', { name: 'Use and re-index' }).click();
  await expect
    .poll(async () => (await window.file('mixed.ndjson')).sourceLabel)
    .toBe('NDJSON · Defender hunting');
  await window.expectState('mixed.ndjson', 'Completed');
  const again = await openDialog(window, 'mixed.ndjson');
  await expect(again.getByLabel('Read as')).toHaveValue('known:defender');
  await again.getByLabel('Read as').selectOption('auto');
  await again.getByRole('button', { name: 'Use and re-index' }).click();
  await expect.poll(async () => (await window.file('mixed.ndjson')).sourceLabel).toBe('NDJSON');
  await window.close();
});
