import { temporaryFolder } from '../fixtures/temporary-folder';
import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { AppWindow, root } from './app-window';

test.describe.configure({ mode: 'serial' });
let window: AppWindow;
test.beforeAll(async () => {
  window = await AppWindow.launch();
  await window.openSample();
  await window.page.keyboard.press('Control+5');
});
test.afterAll(async () => {
  expect(window.complaints).toEqual([]);
  await window.close();
});

const grid = (name: string) => window.page.getByRole('grid', { name });
const row = (name: string, text: string) => grid(name).getByRole('row').filter({ hasText: text });
const dialog = () => window.page.getByRole('dialog');
const openImport = () =>
  window.page.getByRole('button', { name: 'Import', exact: true }).first().click();
const fixture = (name: string) => path.join(root, 'test/fixtures/indicators', name);

test('a pasted list is looked over first: what was understood, what was not, what is weak', async () => {
  await openImport();
  await dialog()
    .getByRole('textbox')
    .fill(
      'type,value,note\nip,198.51.100.9,\nip,not-an-address,\nfilename,svchost.exe,\nip,10[.]20.3.15,\n',
    );
  await dialog().locator('button[type=submit]').click();
  await expect(dialog().getByRole('tab', { name: 'Understood (3)' })).toBeVisible();
  await expect(row('Understood indicators', 'svchost.exe')).toContainText('ordinary program');
  await expect(row('Understood indicators', '10.20.3.15')).toContainText('private address');
  await expect(row('Understood indicators', '198.51.100.9')).not.toContainText('Weak');
  await expect(row('Understood indicators', '198.51.100.9')).toContainText('0');
  await dialog().getByRole('tab', { name: 'Not understood (1)' }).click();
  await expect(row('Not understood', 'not-an-address')).toContainText('line 3');
  await dialog().getByRole('tab', { name: 'Understood (3)' }).click();
  await dialog().getByRole('button', { name: 'Leave out 2 weak' }).click();
  await dialog().getByRole('textbox', { name: 'Source' }).fill('Phishing report');
  await dialog().getByRole('button', { name: 'Add 1 indicator' }).click();
  await expect(dialog()).toHaveCount(0);
  await expect(row('Indicators', '198.51.100.9')).toContainText('Phishing report');
  await expect(row('Indicators', 'svchost.exe')).toHaveCount(0);
});

test('a STIX bundle from a file, with the count each would hit, and nothing twice', async () => {
  const { page } = window;
  await openImport();
  await window.answerDialogs(fixture('stix.json'));
  await dialog().getByRole('button', { name: 'Choose a file…' }).click();
  await expect(dialog().getByRole('combobox', { name: 'Read as' })).toHaveValue('stix');
  await expect(dialog()).toContainText('stix.json');
  await expect(
    row('Understood indicators', '203.0.113.77').getByRole('gridcell').nth(4),
  ).toHaveText(/^[1-9]/);
  await dialog()
    .getByRole('tab', { name: /Not understood/ })
    .click();
  await expect(row('Not understood', 'yara')).toContainText('its pattern is written in yara');
  await dialog()
    .getByRole('tab', { name: /^Understood/ })
    .click();
  await dialog()
    .getByRole('button', { name: /^Add \d+ indicators/ })
    .click();
  await expect(page.getByText(/indicators added, 4 were there already/)).toBeVisible();
  await expect(row('Indicators', '203.0.113.77')).toHaveCount(1);
  await expect(row('Indicators', '203.0.113.77')).toContainText('Norte CERT');
});

test('JSON of any shape is read by its names; hostile depth is refused with its place', async () => {
  await openImport();
  const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
  await window.app.evaluate(
    ({ clipboard }, text) => clipboard.writeText(text),
    `{"iocs":[{"indicator":"203.0.113.211","type":"IPv4"}],"deep":${deep}}`,
  );
  await dialog().getByRole('textbox').focus();
  await window.page.keyboard.press('Control+v');
  await dialog().locator('button[type=submit]').click();
  await expect(dialog().getByRole('combobox', { name: 'Read as' })).toHaveValue('json');
  await expect(row('Understood indicators', '203.0.113.211')).toContainText('iocs › entry 1');
  await dialog().getByRole('tab', { name: 'Not understood (1)' }).click();
  await expect(row('Not understood', 'nested deeper than 32 levels')).toContainText(
    'deep › entry 1',
  );
  await dialog().getByRole('button', { name: 'Cancel' }).click();
});

test('the columns of a table are named by hand', async () => {
  const { page } = window;
  const file = path.join(temporaryFolder('lists'), 'feed.csv');
  fs.writeFileSync(file, 'x;203.0.113.201;erste\ny;203.0.113.202;zweite\n');
  await openImport();
  await window.answerDialogs(file);
  await dialog().getByRole('button', { name: 'Choose a file…' }).click();
  await dialog().getByRole('combobox', { name: 'Read as' }).selectOption('csv');
  const columns = dialog().getByRole('group', { name: 'Columns' });
  await columns.getByLabel('Value').selectOption('Column 2');
  // Before, they are offered beside `x` and `y`.
  await expect(dialog().getByRole('tab', { name: 'Understood (2)' })).toBeVisible();
  await expect(row('Understood indicators', '203.0.113.202')).toBeVisible();
  await columns.getByLabel('Note').selectOption('Column 3');
  await dialog().getByRole('button', { name: 'Add 2 indicators' }).click();
  await expect(row('Indicators', '203.0.113.202')).toContainText('zweite');
  await expect(page.getByText('2 indicators added')).toBeVisible();
});

test('several are changed at once, and written to files that are read back', async () => {
  const { page } = window;
  await row('Indicators', '203.0.113.201').click();
  await row('Indicators', '203.0.113.202').click({ modifiers: ['Control'] });
  await page.getByRole('button', { name: 'Change 2' }).click();
  await dialog().getByLabel('Severity').selectOption('critical');
  await dialog().getByLabel('Active').selectOption('off');
  await dialog().getByRole('button', { name: 'Change', exact: true }).click();
  await expect(row('Indicators', '203.0.113.202')).toContainText('Critical');
  await expect(row('Indicators', '203.0.113.202')).toContainText('off');
  // No file is hunted for it: nobody knows how many events hold it.
  await expect(row('Indicators', '203.0.113.202').getByRole('gridcell').nth(5)).toHaveText('–');
  for (const [entry, name, words] of [
    ['Export all as CSV', 'out.csv', 'ip,203.0.113.202,literal,false,critical'],
    ['Export all as STIX 2.1', 'out.json', "[ipv4-addr:value = '203.0.113.202']"],
  ] as const) {
    const file = path.join(temporaryFolder('lists'), name);
    await window.answerDialogs(file);
    await page.getByRole('button', { name: 'Lists' }).click();
    await page.getByRole('menuitem', { name: entry }).click();
    await expect(page.getByText(new RegExp(`written to ${name}`))).toBeVisible();
    expect(fs.readFileSync(file, 'utf8')).toContain(words);
  }
});

test('what is switched off stays so when a list names it again, and by hand it is on', async () => {
  const { page } = window;
  await openImport();
  await dialog().getByRole('textbox').fill('203.0.113.201\n203.0.113.202\n');
  await dialog().locator('button[type=submit]').click();
  await dialog().getByRole('button', { name: 'Add 2 indicators' }).click();
  await expect(
    page.getByText('0 indicators added, 2 were there already, 2 of them are switched off'),
  ).toBeVisible();
  await expect(row('Indicators', '203.0.113.202')).toContainText('off');
  await page.getByRole('button', { name: 'Add indicator' }).first().click();
  await dialog().getByRole('textbox', { name: 'Value' }).fill('203.0.113.202');
  await dialog().getByLabel('Type').selectOption('ip');
  await dialog().locator('button[type=submit]').click();
  await expect(row('Indicators', '203.0.113.202').getByRole('checkbox')).toBeChecked();
  await expect(row('Indicators', '203.0.113.201').getByRole('checkbox')).not.toBeChecked();
});

test('an indicator is weighed while it is written', async () => {
  const { page } = window;
  await page.getByRole('button', { name: 'Add indicator' }).first().click();
  await dialog().getByRole('textbox', { name: 'Value' }).fill('C:\\Windows\\System32\\svchost.exe');
  await dialog().getByLabel('Type').selectOption('process');
  await expect(dialog().getByRole('status')).toContainText(/Would hit \d+ events? of this case/);
  await expect(dialog().getByRole('status')).toContainText('ordinary program');
  await dialog().getByLabel('Match').selectOption('regex');
  await dialog().getByRole('textbox', { name: 'Value' }).fill('(');
  await expect(dialog()).toContainText('It cannot be matched');
  await page.keyboard.press('Escape');
});

test('the type follows what is typed until one is chosen, and what is defanged is re-fanged', async () => {
  const { page } = window;
  await page.getByRole('button', { name: 'Add indicator' }).first().click();
  const value = dialog().getByRole('textbox', { name: 'Value' });
  const type = dialog().getByLabel('Type');
  for (const [text, told] of [
    ['10.20.3.15', 'ip'],
    ['ab'.repeat(16), 'md5'],
    ['hxxps://bad[.]example/x', 'url'],
    ['norte', 'text'],
  ] as const) {
    await value.fill(text);
    await expect(type).toHaveValue(told);
  }
  await value.fill('10.0.0.1, 10.0.0.2');
  await expect(dialog()).toContainText('these are several values');
  await expect(dialog().getByRole('button', { name: 'Save' })).toBeDisabled();
  await value.fill('norte-typed[.]example');
  await type.selectOption('hostname');
  await dialog()
    .getByRole('button', { name: /^Use norte-typed\.example/ })
    .click();
  await expect(value).toHaveValue('norte-typed.example');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add indicator' }).first().click();
  await value.fill('norte-typed[.]example');
  await expect(dialog()).toContainText('Read as norte-typed.example');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await expect(row('Indicators', 'norte-typed.example')).toContainText('domain');
});

test('Escape does not drop a pasted list at once', async () => {
  const { page } = window;
  await openImport();
  await dialog().getByRole('textbox').fill('md5,sha256\nx,y\n');
  await page.keyboard.press('Escape');
  await expect(dialog().getByRole('alert')).toContainText('Drop the text?');
  await expect(dialog().getByRole('textbox')).toHaveValue('md5,sha256\nx,y\n');
  await dialog().getByRole('button', { name: 'Drop text' }).click();
  await expect(dialog()).toHaveCount(0);
});

/** Runs that began with the indicators of before are over. */
async function expectRest(page: Page): Promise<void> {
  for (const worker of ['Worker 1', 'Worker 2'])
    await expect(page.getByRole('group', { name: worker })).toContainText('idle');
  await expect(page.getByText('Queue 0')).toBeVisible();
}

test('what an indicator would hit stands beside it until it is hunted, then its hits', async () => {
  const { page } = window;
  await expectRest(page);
  await page.getByRole('button', { name: 'Add indicator' }).first().click();
  await dialog().getByRole('textbox', { name: 'Value' }).fill('schtasks.exe');
  await dialog().getByRole('button', { name: 'Save' }).click();
  const cell = row('Indicators', 'schtasks.exe').getByRole('gridcell').nth(5);
  await expect(cell).toHaveText(/^[1-9]\d* not hunted$/);
  const told = Number((await cell.innerText()).split(' ')[0]);
  await page.getByRole('button', { name: 'Re-hunt stale' }).click();
  await expect(cell).toHaveText(String(told));
  await expect(row('Indicators', 'schtasks.exe').getByRole('img')).toBeVisible();
  await cell.getByRole('button').click();
  await expect(grid('Hits')).toHaveAttribute('aria-rowcount', String(told + 1));
});

test('hits by indicator, host and day, each leading to its event', async () => {
  const { page } = window;
  await page.keyboard.press('Control+5');
  await page.keyboard.press('Control+4');
  // The hunt that the test before began goes on file by file.
  await expectRest(page);
  const counted = page.getByRole('button', { name: /^Hits \d+$/ });
  await expect(counted).toHaveAccessibleName(/^Hits [1-9]/);
  const all = Number((await counted.innerText()).match(/\d+/)?.[0]);
  await expect(grid('Hits')).toHaveAttribute('aria-rowcount', String(all + 1));
  for (const by of ['indicator', 'host', 'day']) {
    await page.getByLabel('Group by').selectOption(by);
    const groups = grid(`Groups by ${by}`);
    await expect(groups.getByRole('row').nth(1)).toBeVisible();
    const counts = await groups
      .getByRole('row')
      .evaluateAll((rows) =>
        rows.slice(1).map((one) => Number(one.querySelectorAll('[role=gridcell]')[1]?.textContent)),
      );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all);
    await groups.getByRole('row').nth(1).click();
    await expect(grid('Hits')).toHaveAttribute('aria-rowcount', String((counts[0] ?? 0) + 1));
  }
  await expect(grid('Hits')).toHaveAttribute('aria-busy', 'false');
});

test('a hit leads to its event: its row is selected and in view, and so is what the indicator met', async () => {
  const { page } = window;
  await page.keyboard.press('Control+4');
  await page.getByLabel('Group by').selectOption('indicator');
  const groups = grid('Groups by indicator');
  await groups.getByRole('row').filter({ hasText: 'schtasks.exe' }).click();
  // The last one is far down among the events.
  await expect(grid('Hits')).toHaveAttribute('aria-busy', 'false');
  await grid('Hits').getByRole('row').last().getByRole('gridcell').first().dblclick();
  const event = page.getByRole('complementary', { name: 'Event' });
  const mark = event.locator('mark.sought').first();
  await expect(mark).toBeInViewport();
  await expect(mark).toHaveText(/^schtasks\.exe$/i);
  const selected = grid('Events').getByRole('row', { selected: true });
  await expect(selected).toHaveCount(1);
  await expect(selected).toBeInViewport();
  await expect(event.getByRole('heading', { level: 2 })).toContainText(
    (await selected.getByRole('gridcell').allInnerTexts()).find((text) => /^\d+$/.test(text)) ??
      '?',
  );
});

test('the query and the values of a detection become indicators', async () => {
  const { page } = window;
  await page.keyboard.press('Control+2');
  const query = page.getByLabel('Query', { exact: true });
  await expect(page.getByRole('button', { name: 'Add the query as indicator' })).toBeDisabled();
  await query.fill('Image:*\\winupd.exe');
  await page.getByRole('button', { name: 'Add the query as indicator' }).click();
  await expect(dialog().getByRole('textbox', { name: 'Value' })).toHaveValue('*\\winupd.exe');
  await expect(dialog().getByLabel('Match')).toHaveValue('wildcard');
  await page.keyboard.press('Escape');
});

test('the library keeps indicators for other cases', async () => {
  const { page } = window;
  await page.keyboard.press('Control+5');
  await row('Indicators', 'schtasks.exe').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Keep in the library' }).click();
  await expect(page.getByText('Kept in the library, which has 1 indicator now')).toBeVisible();
  await window.answerDialogs(temporaryFolder('cases'));
  await page.evaluate(() =>
    globalThis.casescope.ask('case.create', { cluster: null, name: 'Other case' }),
  );
  await expect(page.getByText('Other case', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+5');
  await page.getByRole('button', { name: 'Lists' }).click();
  await page.getByRole('menuitem', { name: 'Library…' }).click();
  await row('Library', 'schtasks.exe').click();
  await dialog().getByRole('button', { name: 'Add 1 indicator to this case' }).click();
  await expect(row('Indicators', 'schtasks.exe')).toBeVisible();
});

test('what is meant for one case does not go into another that was opened meanwhile', async () => {
  const { page } = window;
  const told = await page.evaluate(async () => {
    const { ask } = globalThis.casescope;
    const before = await ask('indicators.list', { after: 0 });
    const replies = await Promise.all([
      ask('indicators.delete', {
        caseFolder: '/another case',
        ids: before.ok ? before.answer.map(({ id }) => id) : [],
      }),
      ask('library.take', { caseFolder: '/another case', ids: [1] }),
    ]);
    const after = await ask('indicators.list', { after: 0 });
    return { before, replies, after };
  });
  expect(told.before.ok && told.before.answer.length).toBeGreaterThan(0);
  expect(told.replies.map(({ ok }) => ok)).toEqual([false, false]);
  expect(told.after).toEqual(told.before);
});
