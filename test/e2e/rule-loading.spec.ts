/** What the window says of rules that load but may not do what their author meant. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

const ID = '77777777-7777-4777-8777-00000000000a';
const FILTER = `title: Certutil Is Ours
logsource: { product: windows }
filter: { rules: [${ID.toUpperCase()}, nowhere], s: { Image|endswith: certutil.exe }, condition: not s }
`;

test('filters of the library apply to what is tried, and say what they cannot apply to', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  await page.keyboard.press('Control+6');
  await window.importRules('filter.yml', FILTER);
  const filter = page
    .getByRole('grid', { name: 'Rules' })
    .getByRole('row')
    .filter({ hasText: 'Certutil Is Ours' });
  await expect(filter).toContainText('Loaded');
  await expect(filter).toContainText('there is no rule nowhere');
  await filter.click();
  const pane = page.getByRole('complementary', { name: 'Rule' });
  await expect(pane.getByRole('list', { name: 'Warnings' })).toContainText('nowhere');
  await page.getByRole('button', { name: 'New rule' }).click();
  const text = page.getByRole('textbox', { name: 'Text of the rule' });
  const about = page.getByRole('region', { name: 'About the rule' });
  const write = async (id: string, image = 'certutil.exe'): Promise<void> => {
    await text.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(`title: Written Here
id: ${id}
level: high
logsource: { product: windows, category: process_creation }
detection:
    selection: { 'Image|endswith': '${image}' }
    condition: selection
`);
  };
  await write(ID);
  await page.keyboard.press('Control+Enter');
  await expect(about.getByRole('status')).toContainText('No detections.');
  await write(ID.replace(/a$/, 'b'));
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('grid', { name: 'What the rule finds' })).toContainText('certutil');
  await about.getByRole('tab', { name: /^Check/ }).click();
  await expect(about.getByText('No problems.')).toBeVisible();
  await write(ID, 'C:\\Windows\\*');
  const problems = about.getByRole('list', { name: '1 problem' });
  await expect(problems).toContainText(
    'Line 6 Warning Image: \\ makes the * in C:\\Windows\\* a plain *',
  );
  expect(window.complaints).toEqual([]);
  await window.close();
});

const CORRELATION = `title: Any Process
id: 77777777-7777-4777-8777-000000000001
name: any_process
level: low
logsource: { product: windows, category: process_creation }
detection: { s: { Image|contains: '\\' }, condition: s }
---
title: Many Processes
id: 77777777-7777-4777-8777-000000000002
level: high
correlation:
  type: event_count
  rules: any_process
  group-by: [Computer]
  timespan: 1d
  condition: { gte: 3 }
`;

test('disabling a correlation leaves its rules silent, and the window says so', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  await page.keyboard.press('Control+6');
  await window.importRules('correlation.yml', CORRELATION);
  const grid = page.getByRole('grid', { name: 'Rules' });
  const pane = page.getByRole('complementary', { name: 'Rule' });
  // The list may move under the pointer while the files that are now stale are told.
  const open = (title: string): Promise<void> =>
    expect(async () => {
      await grid.getByRole('row', { name: title, exact: true }).click();
      await expect(pane).toContainText(title, { timeout: 2_000 });
    }).toPass();
  await open('Any Process');
  await expect(pane).toContainText('gives no detections of its own: it only feeds Many Processes');
  await expect(pane).not.toContainText('disabled in this case');
  await open('Many Processes');
  await pane.getByRole('button', { name: 'Tune this rule…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('still give no detections of their own: Any Process');
  await dialog.getByLabel('Reason').fill('too many');
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  await open('Any Process');
  await expect(pane).toContainText('disabled in this case, so that nothing of it is shown');
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('an update that moves a rule to a set that does not run says so', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  const rule = `title: Certutil Moves
id: 77777777-7777-4777-8777-000000000003
level: high
logsource: { product: windows, category: process_creation }
detection: { s: { Image|endswith: certutil.exe }, condition: s }
`;
  const folder = temporaryFolder('rules');
  const version = (name: string, set: string): string => {
    const file = path.join(folder, name, set, 'windows/certutil.yml');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, rule);
    return path.join(folder, name);
  };
  const importFolder = async (chosen: string): Promise<void> => {
    await window.answerDialogs(chosen);
    await page.getByRole('button', { name: 'Import folder' }).click();
  };
  await page.keyboard.press('Control+6');
  await importFolder(version('first', 'rules'));
  await expect(page.getByRole('row', { name: 'Certutil Moves' })).toContainText('Loaded');
  const hunting = page.getByRole('checkbox', { name: 'Threat hunting' });
  await hunting.click();
  await expect(hunting).not.toBeChecked();
  await importFolder(version('second', 'rules-threat-hunting'));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 rule changed');
  await expect(dialog).toContainText(
    'moved from core rules to threat hunting, which this case does not run',
  );
  await dialog.getByRole('button', { name: /^Try 1 added or changed rule/ }).press('Enter');
  await expect(dialog).toContainText('threat hunting is not chosen');
  expect(window.complaints).toEqual([]);
  await window.close();
});
