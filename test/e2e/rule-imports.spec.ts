/** Rules imported after others: what they change is told, and which version runs. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

/** @param number below a hundred, of its id */
const rule = (number: number, title: string, image: string): string => `title: ${title}
id: 55555555-5555-4555-8555-0000000001${String(number).padStart(2, '0')}
level: high
logsource: { product: windows, category: process_creation }
detection: { s: { 'Image|endswith': '${image}' }, condition: s }
`;

const importerOf =
  (window: AppWindow) =>
  (name: string, rules: readonly string[]): Promise<void> =>
    window.importRules(name, rules.join('---\n'));

test('another version of imported rules shows what it changes before it is taken', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  const importRules = importerOf(window);
  await page.keyboard.press('Control+6');
  const grid = page.getByRole('grid', { name: 'Rules' });
  const rowOf = (title: string) => grid.getByRole('row').filter({ hasText: title });
  await importRules('first.yml', [
    rule(1, 'Certutil Of First', 'certutil.exe'),
    rule(2, 'Gone', 'x'),
  ]);
  await expect(rowOf('Certutil Of First')).toContainText('Loaded');
  await page.getByRole('button', { name: 'Re-run SIGMA on all files' }).click();
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('grid', { name: 'Detections' })).toContainText('Certutil Of First');
  await page.keyboard.press('Control+6');
  const second = [rule(1, 'Certutil Of Second', 'certutil.exe'), rule(3, 'Fresh', 'y')];
  await importRules('second.yml', second);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 rule added');
  await expect(dialog).toContainText(/1 rule changed · \d+ detections? in this case/);
  await expect(dialog.getByText('Gone')).toBeVisible();
  await dialog.getByRole('button', { name: /^Try 2 added or changed rules/ }).press('Enter');
  await expect(dialog.getByRole('status')).toContainText(/find [1-9]\d* detections? in /);
  await expect(
    dialog.getByRole('listitem').filter({ hasText: 'Certutil Of Second' }),
  ).toContainText(/\d+ detections? now, [1-9]\d* then/);
  await page.keyboard.press('Escape');
  await expect(rowOf('Certutil Of First')).toBeVisible();
  await importRules('second.yml', second);
  await dialog.getByRole('button', { name: 'Take the newer version' }).press('Enter');
  await expect(rowOf('Certutil Of Second')).toBeVisible();
  await expect(rowOf('Fresh')).toBeVisible();
  await expect(rowOf('Gone')).toHaveCount(0);
  await importRules('second.yml', second);
  await expect(page.getByText('These rules are imported already')).toBeVisible();
  // Another version of one rule of many is no newer version of all of them.
  const many = [4, 5, 6].map((digit) => rule(digit, `Other ${digit}`, `${digit}.exe`));
  await page.getByRole('searchbox', { name: 'Filter rules' }).fill('55555555-5555');
  await importRules('many.yml', [...many, rule(7, 'Seventh', 'z')]);
  await expect(rowOf('Seventh')).toContainText('Loaded');
  await importRules('one.yml', [rule(7, 'Seventh Changed', 'z')]);
  await expect(dialog.getByRole('list', { name: 'Imports that stay' })).toContainText(
    'many.yml stays; 1 of its 4 rules gives way',
  );
  await dialog.getByRole('button', { name: 'Import beside' }).press('Enter');
  await expect(rowOf('Seventh Changed')).toContainText('Loaded');
  await expect(rowOf('Other 4')).toContainText('Loaded');
  await expect(rowOf('Seventh').filter({ hasNotText: 'Changed' })).toContainText(
    'another version of it stands in one.yml',
  );
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('of several imports the last one runs, and what it changes is told against what ran', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  const importRules = importerOf(window);
  await page.keyboard.press('Control+6');
  const grid = page.getByRole('grid', { name: 'Rules' });
  const rowOf = (title: string) => grid.getByRole('row', { name: title, exact: true });
  await page.getByRole('searchbox', { name: 'Filter rules' }).fill('55555555-5555');
  const dialog = page.getByRole('dialog');
  const stays = dialog.getByRole('list', { name: 'Imports that stay' });
  await importRules('core-r1.yml', [rule(1, 'A r1', 'a.exe'), rule(2, 'B r1', 'b.exe')]);
  await expect(rowOf('A r1')).toContainText('Loaded');
  await importRules('emerging-r1.yml', [rule(3, 'C r1', 'c.exe')]);
  await expect(rowOf('C r1')).toContainText('Loaded');
  const second = [rule(1, 'A r2', 'a.exe'), rule(2, 'B r2', 'b.exe')];
  await importRules('all-r2.yml', [...second, rule(3, 'C r2', 'certutil.exe')]);
  await expect(dialog).toContainText('all-r2.yml shares most rules with core-r1.yml');
  await expect(dialog).toContainText('3 rules changed');
  await expect(dialog).toContainText('0 rules added');
  await expect(stays).toContainText('emerging-r1.yml stays; its one rule gives way');
  await dialog.getByRole('button', { name: 'Take the newer version' }).press('Enter');
  await expect(rowOf('A r1')).toHaveCount(0);
  await expect(rowOf('C r2')).toContainText('Loaded');
  await expect(rowOf('C r1')).toContainText('another version of it stands in all-r2.yml');
  await page.getByRole('button', { name: 'Re-run SIGMA on all files' }).click();
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('grid', { name: 'Detections' })).toContainText('C r2');
  await page.keyboard.press('Control+6');
  await page.getByRole('searchbox', { name: 'Filter rules' }).fill('55555555-5555');
  // A pack of many rules is no newer version of one that was changed: it stands beside it.
  await importRules('mine.yml', [rule(10, 'Mine', 'certutil.exe')]);
  await expect(rowOf('Mine')).toContainText('Loaded');
  const others = Array.from({ length: 8 }, (_, at) => rule(10 + at, `Upstream ${at}`, `${at}.exe`));
  await importRules('upstream.yml', others);
  await expect(dialog.getByRole('button', { name: 'Take the newer version' })).toHaveCount(0);
  await expect(stays).toContainText('mine.yml stays; its one rule gives way');
  await dialog.getByRole('button', { name: 'Import beside' }).press('Enter');
  await expect(rowOf('Upstream 0')).toContainText('Loaded');
  await expect(rowOf('Mine')).toContainText('another version of it stands in upstream.yml');
  const again = [rule(10, 'Mine', 'certutil.exe')];
  await importRules('mine.yml', again);
  await dialog.getByRole('button', { name: 'Keep what there is' }).press('Enter');
  await expect(dialog).toHaveCount(0);
  await importRules('mine.yml', again);
  await dialog.getByRole('button', { name: 'Import beside' }).press('Enter');
  await expect(rowOf('Mine')).toContainText('Loaded');
  await expect(rowOf('Upstream 0')).toContainText('another version of it stands in mine.yml');
  const sources = page.getByRole('list', { name: 'Rule sources' }).getByRole('listitem');
  await expect(sources).toHaveText([/^Starter/, /^emerging-r1/, /^all-r2/, /^upstream/, /^mine/]);
  // What is taken for a newer version may stand beside as well.
  await importRules('core-r3.yml', [...second, rule(4, 'D r3', 'd.exe')]);
  await dialog.getByRole('button', { name: 'Import beside' }).press('Enter');
  await expect(rowOf('D r3')).toContainText('Loaded');
  await expect(rowOf('C r2')).toContainText('Loaded');
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('an update with a broken file is tried without it, and the file is named', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  const folder = temporaryFolder('rules');
  const write = (file: string, text: string): void =>
    fs.writeFileSync(path.join(folder, file), text);
  const rule = (title: string): string => `title: ${title}
id: 55555555-5555-4555-8555-000000000009
level: high
logsource: { product: windows, category: process_creation }
detection: { s: { 'Image|endswith': 'certutil.exe' }, condition: s }
`;
  write('good.yml', rule('Before'));
  await window.answerDialogs(folder);
  await page.keyboard.press('Control+6');
  const importFolder = page.getByRole('button', { name: 'Import folder' });
  await importFolder.click();
  const row = page.getByRole('grid', { name: 'Rules' }).getByRole('row');
  await expect(row.filter({ hasText: 'Before' })).toContainText('Loaded');
  write('good.yml', rule('After'));
  write('broken.yml', 'title: [');
  await importFolder.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Try 1 added or changed rule/ }).press('Enter');
  await expect(dialog.getByRole('status')).toContainText(/find \d+ detections? in /);
  await expect(dialog.getByRole('listitem').filter({ hasText: 'After' })).toContainText(
    /\d+ detections? then/,
  );
  await expect(dialog.getByRole('list', { name: '1 rule not loaded' })).toContainText('broken.yml');
  expect(window.complaints).toEqual([]);
  await window.close();
});
