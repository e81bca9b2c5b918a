/** Rules without an id, known by their titles: what an update changes of them, what it finds, whose detections are whose. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

const rule = (title: string, image: string): string => `title: ${title}
level: high
logsource: { product: windows, category: process_creation }
detection: { s: { 'Image|endswith': '${image}' }, condition: s }
`;
/** It stands on none of the rules here. */
const filter = (title: string, image: string): string => `title: ${title}
logsource: { product: windows, category: process_termination }
filter: { rules: any, s: { 'Image|endswith': '${image}' }, condition: not s }
`;
const file = (...documents: readonly string[]): string => documents.join('---\n');

test('only what an update changes is tried, and a rule shows its own detections', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  await page.keyboard.press('Control+6');
  const rules = page.getByRole('grid', { name: 'Rules' });
  const rowOf = (title: string) => rules.getByRole('row', { name: title, exact: true });
  await page.getByRole('searchbox', { name: 'Filter rules' }).fill('Twin');
  const stays = [1, 2, 3].map((number) => rule(`Stays ${number}`, 'powershell.exe'));
  await window.importRules('a.yml', rule('Twin', 'certutil.exe'));
  await expect(rowOf('Twin')).toContainText('Loaded');
  const noise = filter('Twin', 'conhost.exe');
  await window.importRules('b.yml', file(...stays, rule('Twin', 'no.exe'), noise));
  await expect(rowOf('Twin (2)')).toContainText('Loaded');
  const changed = file(...stays, rule('Twin', 'winupd.exe'), filter('Twin', 'svchost.exe'));
  await window.importRules('b.yml', changed);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2 rules changed');
  await expect(dialog.getByRole('listitem')).toContainText(['Twin filter', 'Twin (2)']);
  await dialog.getByRole('button', { name: /^Try 2 added or changed/ }).press('Enter');
  const told = dialog.getByRole('status');
  await expect(told).toContainText(/find [1-9]\d* detections? in .* files?$/);
  await expect(dialog.getByRole('listitem')).toContainText([
    ...[/^Twin \(2\) [1-9]\d* detections? then/, 'Twin filter'],
  ]);
  await window.shoot('update-of-nameless-rules');
  await dialog.getByRole('button', { name: 'Take the newer version' }).press('Enter');
  await expect(dialog).toHaveCount(0);

  const changedSince = page.getByText('Rules changed since the last run over some files.');
  await expect(rowOf('Twin')).toHaveCount(2);
  await expect(changedSince).toBeVisible();
  await page.getByRole('button', { name: 'Re-run SIGMA on all files' }).click();
  await expect(changedSince).toHaveCount(0);
  const counted = await page.evaluate(() => globalThis.casescope.ask('detections.byRule', {}));
  const counts = counted.ok ? counted.answer : [];
  const count = counts.find(({ key }) => key === 'title Twin')?.detections ?? 0;
  await rowOf('Twin').filter({ hasText: 'a.yml' }).click();
  const show = page.getByRole('complementary', { name: 'Rule' }).getByRole('button', {
    name: /^Show \d+ detections?$/,
  });
  await expect(show).toContainText(`Show ${count} detection`);
  await show.click();
  const chip = page.getByRole('group', { name: 'Detections of one rule' });
  await expect(chip).toContainText('Twin');
  await expect(page.getByText(new RegExp(`^${count} of \\d+`))).toBeVisible();
  const detections = page.getByRole('grid', { name: 'Detections' });
  await expect(detections.getByRole('row').nth(1)).toContainText('Twin');
  await expect(detections).not.toContainText('Twin (2)');
  await window.shoot('detections-of-one-rule');
  await detections.getByRole('row').nth(1).click();
  const pane = page.getByRole('complementary', { name: 'Detection' });
  await expect(pane).toContainText(/Rule id\s*not given/);
  await chip.getByRole('button', { name: 'Show detections of all rules' }).click();
  await expect(chip).toHaveCount(0);
  await expect(page.getByText(new RegExp(`^${count} of \\d+`))).toHaveCount(0);
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('an update that waits when the program ends leaves no pack; versions in one file are rows of their own', async () => {
  const userFolder = temporaryFolder('user');
  let window = await AppWindow.launch(userFolder);
  await window.createCase('c1');
  await window.page.keyboard.press('Control+6');
  const version = (image: string): string =>
    `id: 55555555-5555-4555-8555-000000000031\n${rule('Thrice', image)}`;
  await window.page.getByRole('searchbox', { name: 'Filter rules' }).fill('Thrice');
  const rules = window.page.getByRole('grid', { name: 'Rules' });
  const rows = rules.getByRole('row', { name: 'Thrice', exact: true });
  await window.importRules('one.yml', file(version('a'), version('b'), version('c')));
  await expect(rows).toHaveCount(3);
  await rows.first().click();
  await expect(rules.getByRole('row', { selected: true })).toHaveCount(1);
  await window.importRules('two.yml', version('d'));
  await expect(window.page.getByRole('dialog')).toBeVisible();
  const packs = (): string[] =>
    fs.readdirSync(path.join(userFolder, 'rules')).filter((name) => name.endsWith('.rules'));
  // The import, all rules together, and what waits.
  expect(packs()).toHaveLength(3);
  await window.close();
  window = await AppWindow.launch(userFolder);
  await expect(window.page.getByRole('button', { name: 'New case' }).first()).toBeVisible();
  expect(packs()).toHaveLength(2);
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('choices of rule sets add up, however fast they follow each other', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.createCase('c1');
  await page.keyboard.press('Control+6');
  await window.importRules('x.yml', rule('Any', 'x.exe'));
  const core = page.getByLabel('Rules that run');
  await core.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.getByLabel('Threat hunting').press('Space');
  await page.getByLabel('Emerging threats').press('Space');
  await page.getByLabel('Emerging threats').press('Space');
  const expectChosen = async (): Promise<void> => {
    await expect(core).toHaveValue('core+');
    await expect(page.getByLabel('Threat hunting')).not.toBeChecked();
    await expect(page.getByLabel('Emerging threats')).toBeChecked();
  };
  await expectChosen();
  await expect(page.getByText(/rules loaded$/)).toBeVisible();
  await expectChosen();
  const reply = await page.evaluate(() => globalThis.casescope.ask('rules.state', {}));
  const sets = { core: 'core+', emergingThreats: true, threatHunting: false };
  expect(reply).toMatchObject({ ok: true, answer: { sets } });
  expect(window.complaints).toEqual([]);
  await window.close();
});
