import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

test('rules are sought, narrowed by facets, read, and lead to what they found', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  await page.keyboard.press('Control+6');
  const grid = page.getByRole('grid', { name: 'Rules' });
  await expect(grid).toHaveAttribute('aria-rowcount', '25');
  const facets = page.getByRole('region', { name: 'Narrow the rules' });
  await facets.getByLabel(/^with detections/).check();
  const found = Number(await grid.getAttribute('aria-rowcount')) - 1;
  expect(found).toBeGreaterThan(0);
  expect(found).toBeLessThan(24);
  await facets.getByLabel(/^critical/).check();
  await expect(grid.getByRole('row').nth(1)).toContainText('Critical');
  await facets.getByRole('button', { name: 'Clear all' }).click();
  await page.getByRole('searchbox', { name: 'Filter rules' }).fill('certutil');
  await grid.getByRole('row').nth(1).click();
  const pane = page.getByRole('complementary', { name: 'Rule' });
  const text = pane.getByLabel('Text of the rule');
  await expect(text).toContainText('detection:');
  await expect(text).toContainText('certutil');
  const title = (await pane.getByRole('heading').first().textContent()) ?? '';
  await pane.getByRole('button', { name: /^Show \d+ detections?$/ }).press('Enter');
  const detections = page.getByRole('grid', { name: 'Detections' });
  await expect(detections.getByRole('row').nth(1)).toContainText(title);
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('a hostile rule file is text, and a long one is cut', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await page.getByRole('button', { name: /sample case/i }).click();
  await expect(page.getByRole('grid', { name: 'Evidence' })).toBeVisible();
  const title = '<img src=x onerror=alert(1)> \u202egnp.exe';
  const rule = `title: ${JSON.stringify(title)}
logsource: { product: windows }
detection: { s: { A: x }, condition: s }
description: ${'long '.repeat(5_000)}
# ${'\n# line'.repeat(3_000)}
`;
  await page.keyboard.press('Control+6');
  await window.importRules('hostile.yml', rule);
  await page.getByRole('searchbox', { name: 'Filter rules' }).fill('onerror');
  await page.getByRole('grid', { name: 'Rules' }).getByRole('row').nth(1).click();
  const pane = page.getByRole('complementary', { name: 'Rule' });
  await expect(pane.getByText('lines more')).toBeVisible();
  await expect(pane.getByLabel('Text of the rule')).toContainText('<img src=x');
  await expect(pane.getByRole('heading').first()).toContainText('\\u202E');
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('a rule with a placeholder runs once the case has a list for it', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  const rule = `title: Tool Of This Case
id: 44444444-4444-4444-8444-000000000001
level: high
logsource: { product: windows, category: process_creation }
detection: { s: { 'Image|expand|endswith': '%tools%' }, condition: s }
`;
  await page.keyboard.press('Control+6');
  await window.importRules('expand.yml', rule);
  const row = page
    .getByRole('grid', { name: 'Rules' })
    .getByRole('row')
    .filter({ hasText: 'Tool Of This Case' });
  await page.getByRole('searchbox', { name: 'Filter rules' }).fill('Tool Of This Case');
  await expect(row).toContainText('Not run');
  await page.getByRole('button', { name: 'Placeholders' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/%tools%/).fill('certutil.exe\nnothing.exe');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('Loaded');
  await page.getByRole('button', { name: 'Re-run SIGMA on all files' }).click();
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('grid', { name: 'Detections' })).toContainText('Tool Of This Case');
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('a rule is tuned from its detection, with a reason, and taken back', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  await page.keyboard.press('Control+3');
  const detections = page.getByRole('grid', { name: 'Detections' });
  const row = detections.getByRole('row').filter({ hasText: 'Security Log Cleared' });
  await row.first().click();
  const all = Number(await detections.getAttribute('aria-rowcount'));
  const pane = page.getByRole('complementary', { name: 'Detection' });
  await pane.getByRole('button', { name: 'Tune this rule…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  // Values that the detection has not all of leave it where it is.
  await dialog.getByLabel('Leave out where fields have these values').check();
  await dialog.getByLabel('Field 1').fill('Channel');
  await dialog.getByLabel('Value 1').fill('security');
  await dialog.getByRole('button', { name: 'And another field' }).press('Enter');
  await dialog.getByLabel('Field 2').fill('Computer');
  await dialog.getByLabel('Value 2').fill('another-*');
  await dialog.getByLabel('Reason').fill('a host that is not here');
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  const made = pane.getByRole('list', { name: 'Tuning in this case' });
  await expect(made).toContainText('Channel is security and Computer is another-*');
  await expect(detections).toHaveAttribute('aria-rowcount', String(all));
  await made.getByRole('button', { name: 'Take back' }).click();
  await expect(made).toHaveCount(0);
  await pane.getByRole('button', { name: 'Tune this rule…' }).click();
  await dialog.getByLabel('Leave out everything it finds').check();
  await dialog.getByLabel('Reason').fill('the administrator cleared it, ticket 7');
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(row).toHaveCount(0);
  await expect(detections).not.toHaveAttribute('aria-rowcount', String(all));
  await page.getByRole('button', { name: /^Left out by tuning/ }).click();
  await row.first().click();
  await expect(pane.getByText('Left out:')).toBeVisible();
  await expect(pane.getByRole('list', { name: 'Tuning in this case' })).toContainText('ticket 7');
  await pane.getByRole('button', { name: 'Take back' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: /^Left out by tuning/ }).click();
  await expect(detections).toHaveAttribute('aria-rowcount', String(all));
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('a rule set leaves rules out with the reason, and results say they are stale', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await page.getByRole('button', { name: /sample case/i }).click();
  await window.expectState('WS-ALVA-Sysmon.evtx', 'Completed');
  const folder = path.join(temporaryFolder('rules'), 'sigma');
  fs.mkdirSync(path.join(folder, 'rules'), { recursive: true });
  const rule = `title: Experimental Rule
status: experimental
level: medium
logsource: { product: windows }
detection: { s: { A: x }, condition: s }
`;
  fs.writeFileSync(path.join(folder, 'rules/experimental.yml'), rule);
  await window.answerDialogs(folder);
  await page.keyboard.press('Control+6');
  await page.getByRole('button', { name: 'Import folder' }).click();
  const row = page
    .getByRole('grid', { name: 'Rules' })
    .getByRole('row')
    .filter({ hasText: 'Experimental Rule' });
  await expect(row).toContainText('Loaded');
  await page.getByLabel('Rules that run').selectOption('core+');
  await expect(row).toContainText('Skipped');
  await expect(row).toContainText('not in core+');
  await page.keyboard.press('Control+1');
  await expect(page.getByText(/not been hunted with the rules there are now/)).toBeVisible();
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('a rule is written, checked while typed, tried on the case, tested on its cases, kept and deleted', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  await page.keyboard.press('Control+6');
  await page.getByRole('button', { name: 'New rule' }).click();
  const text = page.getByRole('textbox', { name: 'Text of the rule' });
  await expect(text).toBeFocused();
  const write = async (image: string, key = 'condition'): Promise<void> => {
    await text.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(`title: Written Here
id: 66666666-6666-4666-8666-000000000001
status: experimental
level: high
logsource: { product: windows, category: process_creation }
detection:
    selection: { 'Image|endswith': '${image}' }
    ${key}: selection
`);
  };
  const about = page.getByRole('region', { name: 'About the rule' });
  await write('certutil.exe', 'conditoin');
  await expect(about.getByText('condition is missing')).toBeVisible();
  await about.getByRole('button', { name: 'Line 6' }).click();
  await expect(text).toBeFocused();
  await write('certutil.exe');
  await expect(about.getByText('No problems.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const found = page.getByRole('grid', { name: 'What the rule finds' });
  await expect(found).toContainText('certutil.exe');
  await found.getByRole('row').nth(1).click();
  await about.getByRole('button', { name: 'Add as a case' }).click();
  await about.getByRole('tab', { name: 'Cases' }).click();
  await expect(about.getByText('1 passed')).toBeVisible();
  await write('nothing.exe');
  await expect(about.getByText('1 failed')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(about.getByText('No detections.')).toBeVisible();
  await page.getByRole('button', { name: 'Back to rules' }).click();
  await expect(page.getByRole('button', { name: 'Go on editing' })).toBeFocused();
  await page.keyboard.press('Enter');
  await write('certutil.exe');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('My rules/written-here.yml')).toBeVisible();
  await page.getByRole('button', { name: 'Back to rules' }).click();
  const row = page.getByRole('grid', { name: 'Rules' }).getByRole('row');
  const narrow = () => page.getByRole('searchbox', { name: 'Filter rules' }).fill('Written');
  await narrow();
  await expect(row.filter({ hasText: 'Written Here' })).toContainText('Loaded');
  await page.getByRole('button', { name: 'Re-run SIGMA on all files' }).click();
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('grid', { name: 'Detections' })).toContainText('Written Here');
  await page.keyboard.press('Control+6');
  await narrow();
  await row.filter({ hasText: 'Written Here' }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await about.getByRole('tab', { name: 'Cases' }).click();
  await expect(about.getByText('1 passed')).toBeVisible();
  await page.getByRole('button', { name: 'Back to rules' }).click();
  await narrow();
  await row.filter({ hasText: 'Written Here' }).click();
  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row.filter({ hasText: 'Written Here' })).toHaveCount(0);
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('a new rule that is saved twice at once stands in one file, and what is changed later counts', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  await page.keyboard.press('Control+6');
  await page.getByRole('button', { name: 'New rule' }).click();
  const write = async (image: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Text of the rule' }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(`title: Saved Twice
id: 66666666-6666-4666-8666-000000000003
level: high
logsource: { product: windows, category: process_creation }
detection: { s: { 'Image|endswith': '${image}' }, condition: s }
`);
  };
  const folder = path.join(window.userFolder, 'rules', 'own', 'My rules');
  await write('nothing.exe');
  await page.keyboard.press('Control+s');
  await page.keyboard.press('Control+s');
  await write('certutil.exe');
  await page.keyboard.press('Control+s');
  // Behind the save that runs, without a question.
  await page.getByRole('button', { name: 'Back to rules' }).click();
  const row = page.getByRole('grid', { name: 'Rules' }).getByRole('row');
  await page.getByRole('searchbox', { name: 'Filter rules' }).fill('Saved Twice');
  await expect(row.filter({ hasText: 'Saved Twice' })).toHaveCount(1);
  await expect(page.getByText('Reading rules…')).toHaveCount(0);
  await expect(row.filter({ hasText: 'Saved Twice' })).toContainText('Loaded');
  expect(fs.readdirSync(folder)).toEqual(['saved-twice.yml']);
  expect(fs.readFileSync(path.join(folder, 'saved-twice.yml'), 'utf8')).toContain('certutil.exe');
  await page.getByRole('button', { name: 'Re-run SIGMA on all files' }).click();
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('grid', { name: 'Detections' })).toContainText('Saved Twice');
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('rules without an id are told apart, and a correlation is written over one of them', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  const rule = (name: string, image: string): string => `title: Nameless ${name}
name: ${name}
level: high
logsource: { product: windows, category: process_creation }
detection: { s: { 'Image|endswith': '${image}' }, condition: s }
`;
  await page.keyboard.press('Control+6');
  await window.importRules('two.yml', `${rule('met', 'certutil.exe')}---\n${rule('quiet', 'x.x')}`);
  const rules = page.getByRole('grid', { name: 'Rules' });
  const rowOf = (name: string) => rules.getByRole('row').filter({ hasText: `Nameless ${name}` });
  await expect(rowOf('met')).toContainText('Loaded');
  await page.getByRole('button', { name: 'Re-run SIGMA on all files' }).click();
  const pane = page.getByRole('complementary', { name: 'Rule' });
  await page.getByRole('searchbox', { name: 'Filter rules' }).fill('Nameless');
  await rowOf('quiet').click();
  await expect(rules.getByRole('row', { selected: true })).toHaveCount(1);
  await expect(pane.getByText('No detections in this case')).toBeVisible();
  await expect(rowOf('met').getByRole('gridcell').nth(3)).toHaveText('2');
  await rowOf('met').click();
  const show = pane.getByRole('button', { name: /^Show \d+ detections?$/ });
  await expect(show).toBeVisible();
  await pane.getByRole('button', { name: 'Tune this rule…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('ticket 8');
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(show).toHaveCount(0);
  await pane.getByRole('button', { name: 'Take back' }).click();
  await show.click();
  await expect(page.getByRole('grid', { name: 'Detections' })).toContainText('Nameless met');

  await page.keyboard.press('Control+6');
  await page.getByRole('button', { name: 'New rule' }).click();
  await page.getByRole('textbox', { name: 'Text of the rule' }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(`title: Over The Library
id: 66666666-6666-4666-8666-000000000002
level: high
correlation: { type: event_count, rules: [met], timespan: 1h, condition: { gte: 1 } }
`);
  const about = page.getByRole('region', { name: 'About the rule' });
  await expect(about.getByText('No problems.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const found = page.getByRole('grid', { name: 'What the rule finds' });
  await expect(found.getByRole('row').nth(1)).toBeVisible();
  await expect(about.getByRole('status')).toContainText(/^\d+ detections?/);
  expect(window.complaints).toEqual([]);
  await window.close();
});
