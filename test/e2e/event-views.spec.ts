/** Views of events that are narrowed, left and found again: files of one name, links, machines, stretches of time. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, type Locator, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

test.describe.configure({ mode: 'serial' });
const NAME = 'Security.ndjson';
const FIRST = 30;
const SECOND = 12;
let window: AppWindow;

/** An hour of logons a minute apart, from the begin of a day on. */
function writeLog(folder: string, computer: string, events: number, day: string): string {
  const file = path.join(temporaryFolder(folder), NAME);
  const lines = Array.from({ length: events }, (_, at) =>
    JSON.stringify({
      ...{ '@timestamp': `${day}T08:${String(at).padStart(2, '0')}:00Z`, EventID: 4624 },
      ...{ Channel: 'Security', Computer: computer, TargetLogonId: '0x3e7' },
      ...{ TargetUserName: at === 0 ? '=HOST()' : 'SYSTEM' },
    }),
  );
  fs.writeFileSync(file, lines.join('\n'));
  return file;
}

test.beforeAll(async () => {
  window = await AppWindow.launch();
  await window.createCase('Two of a name');
  await window.drop(
    writeLog('one', 'WS-ONE', FIRST, '2026-03-09'),
    writeLog('two', 'WS-TWO', SECOND, '2026-03-11'),
  );
  const completed = window.evidence.getByRole('row').filter({ hasText: 'Completed' });
  await expect(completed).toHaveCount(2, { timeout: 60_000 });
  await window.page.keyboard.press('Control+2');
  await expectFound(FIRST + SECOND);
});
test.afterAll(async () => {
  expect(window.complaints).toEqual([]);
  await window.close();
});

const events = (): Locator => window.page.getByRole('grid', { name: 'Events' });
const row = (at: number): Locator => events().getByRole('row').nth(at);
const query = (): Locator => window.page.getByLabel('Query', { exact: true });
const expectFound = (count: number): Promise<void> =>
  expect(events()).toHaveAttribute('aria-rowcount', String(count + 1));
const search = async (text: string): Promise<void> => {
  await query().fill(text);
  await query().press('Enter');
};
const fromMenu = async (at: number, column: string, item: string | RegExp): Promise<void> => {
  const heads = await events().getByRole('columnheader').allInnerTexts();
  const cell = heads.findIndex((head) => head.startsWith(column));
  await row(at).getByRole('gridcell').nth(cell).click({ button: 'right' });
  await window.page.getByRole('menuitem', { name: item, exact: true }).click();
};

test('a file is left out by itself, not with all of its name', async () => {
  const { page } = window;
  const chip = page.getByRole('group', { name: 'File left out' });
  await fromMenu(1, 'File', 'Exclude');
  await expectFound(SECOND);
  await expect(chip).toContainText('WS-ONE');
  await window.shoot('file-left-out');
  await chip.getByRole('button', { name: 'without' }).click();
  await expectFound(FIRST);
  await expect(page.locator('.chip').filter({ hasText: 'WS-ONE' })).toContainText('in');
  await page.getByRole('button', { name: 'Search all files' }).click();
  await expectFound(FIRST + SECOND);
  await fromMenu(1, 'File', 'Exclude');
  await expectFound(SECOND);
  await chip.getByRole('button', { name: 'Search this file again' }).click();
  await expectFound(FIRST + SECOND);
});

test('a link brings back files, copies and columns', async () => {
  const { page } = window;
  const copies = page.getByRole('button', { name: 'Without copies' });
  const head = events().getByRole('columnheader', { name: 'TargetLogonId' });
  const columns = async (button: string): Promise<void> => {
    await page.getByRole('button', { name: 'Columns…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Columns' });
    if (!button.startsWith('Remove')) await dialog.getByRole('searchbox').fill(button);
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await page.keyboard.press('Escape');
  };
  await columns('TargetLogonId');
  await copies.click();
  await fromMenu(1, 'File', 'Exclude');
  await expectFound(SECOND);
  await page.getByRole('button', { name: 'Searches…' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.keyboard.press('Escape');
  const link = await window.app.evaluate(({ clipboard }) => clipboard.readText());
  await columns('Remove TargetLogonId');
  await copies.click();
  await page.getByRole('button', { name: 'Search this file again' }).click();
  await expectFound(FIRST + SECOND);
  await expect(head).toHaveCount(0);
  await search(link);
  await expectFound(SECOND);
  await expect(head).toBeVisible();
  await expect(copies).toHaveAttribute('aria-pressed', 'true');
  await copies.click();
  await page.getByRole('button', { name: 'Search this file again' }).click();
  await expectFound(FIRST + SECOND);
});

test('a logon session is followed on its own machine', async () => {
  const { page } = window;
  await fromMenu(1, 'Computer', 'Same logon session');
  await expectFound(FIRST);
  await page.getByRole('checkbox', { name: 'only host:"WS-ONE"' }).uncheck();
  await expectFound(FIRST + SECOND);
  for (const filter of ['host:"WS-ONE"', 'logon:"0x3e7"'])
    await page.getByRole('button', { name: `Remove filter ${filter}` }).click();
});

test('from a stretch of time without events there is a way back', async () => {
  const { page } = window;
  const chart = page.getByRole('slider', { name: /^Events over time/ });
  const box = await chart.boundingBox();
  if (box === null) throw new Error('the histogram is not drawn');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.4, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 4 });
  await page.mouse.up();
  await expectFound(0);
  const back = page.getByRole('button', { name: 'Whole time range' });
  await expect(back).toBeVisible();
  await window.shoot('empty-stretch');
  const histogram = page.getByRole('button', { name: 'Histogram' });
  await histogram.click();
  await expect(back).toBeVisible();
  await histogram.click();
  await back.click();
  await expectFound(FIRST + SECOND);
});

test('minutes around an event are chosen, and offered for the next', async () => {
  const { page } = window;
  await fromMenu(10, 'Computer', 'Other minutes around…');
  const dialog = page.getByRole('dialog', { name: 'Around an event' });
  await dialog.getByRole('button', { name: '±1', exact: true }).click();
  await window.shoot('around');
  await dialog.getByRole('button', { name: 'Show' }).click();
  await expectFound(3);
  // The end is in it, and written as one that is.
  const to = page.getByLabel('To', { exact: true });
  await expect(page.getByLabel('From', { exact: true })).toHaveValue('2026-03-09 08:08:00');
  await expect(to).toHaveValue('<=2026-03-09 08:10:00');
  await window.shoot('around-shown');
  await expect(page.getByRole('button', { name: 'Search', exact: true })).toHaveText('Search');
  await to.fill('2026-03-09 08:10:00');
  await to.press('Enter');
  await expectFound(2);
  await to.fill('<= 2026-03-09 08:10:00');
  await to.press('Enter');
  await expectFound(3);
  await events().getByRole('row').nth(1).dblclick();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Whole time range' }).click();
  await expectFound(FIRST + SECOND);
  await fromMenu(10, 'Computer', 'Other minutes around…');
  await dialog.getByLabel('Minutes', { exact: false }).last().fill('4');
  await page.keyboard.press('Enter');
  await expectFound(9);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Whole time range' }).click();
  await fromMenu(10, 'Computer', '±4 minutes in all files');
  await expectFound(9);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Whole time range' }).click();
});

test('a link that cannot be read is no query', async () => {
  const { page } = window;
  const told = page.getByRole('alert').filter({ hasText: 'This link cannot be read' });
  await search('casescope:events?q=nothing&sort=ascending');
  await expect(told).toBeVisible();
  await expectFound(FIRST + SECOND);
  await window.shoot('link-unreadable');
  await search('CASESCOPE:events?q=Computer%3AWS-TWO&sort=desc');
  await expectFound(SECOND);
  await expect(told).toHaveCount(0);
  await expect(query()).toHaveValue('Computer:WS-TWO');
  await search('casescope:events?q=&sort=asc');
  await expectFound(FIRST + SECOND);
});

test('fields that no event has are named where nothing is found', async () => {
  const { page } = window;
  const hint = page.getByRole('status').filter({ hasText: 'No event has a field' });
  await search('tcp:443 TargetUserName:nobody');
  await expectFound(0);
  await expect(hint).toHaveText(
    'No event has a field tcp. To search for a text, put all of it in quotation marks.',
  );
  await window.shoot('field-hints');
  await search('TargetUserName:nobody or EventID=4624');
  await expectFound(0);
  await expect(page.getByRole('status').filter({ hasText: 'write OR' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'EventID:4624' })).toBeVisible();
  await window.shoot('slip-hints');
  await search('tcp:443 OR Computer:WS-TWO');
  await expectFound(SECOND);
  await expect(hint).toHaveCount(0);
  await search('');
  await expectFound(FIRST + SECOND);
});

test('what nothing was found is in view, however far the columns are scrolled', async () => {
  const { page } = window;
  await search('TargetUserName:nobody');
  await expectFound(0);
  const clear = page.getByRole('button', { name: 'Clear search' });
  await events().evaluate((grid) => grid.scrollTo({ left: grid.scrollWidth }));
  await expect.poll(() => events().evaluate((grid) => grid.scrollLeft)).toBeGreaterThan(100);
  await expect(clear).toBeInViewport({ ratio: 1 });
  await window.shoot('nothing-found-scrolled');
  await clear.click();
  await expectFound(FIRST + SECOND);
});

test('a search that is cleared takes along what is typed, whatever was in force', async () => {
  const { page } = window;
  await page.getByLabel('From', { exact: true }).fill('2030-01-01');
  await page.keyboard.press('Enter');
  await expectFound(0);
  await query().fill('TargetUserName:typed');
  await page.getByLabel('To', { exact: true }).fill('2031');
  await window.shoot('typed-before-clear');
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expectFound(FIRST + SECOND);
  for (const label of ['Query', 'From', 'To'])
    await expect(page.getByLabel(label, { exact: true })).toHaveValue('');
  await window.shoot('cleared');
  // A search from elsewhere as well.
  await query().fill('TargetUserName:typed');
  await fromMenu(10, 'Computer', /^±\d minutes/);
  await expect(query()).toHaveValue('');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Whole time range' }).click();
});

test('an empty query offers the last searches', async () => {
  const { page } = window;
  await search('TargetUserName:*HOST*');
  await expectFound(2);
  const last = page.getByRole('option', { name: 'TargetUserName:*HOST*' });
  const kept = (): Promise<boolean> =>
    page.evaluate(async () => {
      const reply = await globalThis.casescope.ask('searches.state', {});
      return reply.ok && reply.answer.recent[0]?.search.query === 'TargetUserName:*HOST*';
    });
  await expect.poll(kept).toBe(true);
  await search('');
  await expectFound(FIRST + SECOND);
  await page.keyboard.press('ArrowDown');
  await expect(last).toHaveAttribute('aria-selected', 'true');
  await window.shoot('last-searches');
  await page.keyboard.press('Enter');
  await expectFound(2);
  await expect(query()).toHaveValue('TargetUserName:*HOST*');
  await search('');
});

test('searches that were run are in the history at once, however soon the next is run', async () => {
  const { page } = window;
  const kept = (): Promise<readonly string[]> =>
    page.evaluate(async () => {
      const reply = await globalThis.casescope.ask('searches.state', {});
      const recent = reply.ok ? reply.answer.recent.slice(0, 3) : [];
      return recent.map(({ search: { query }, filters }) =>
        [query, ...filters.map((one) => one.query)].join(' & '),
      );
    });
  await search('EventID:4624 run:first');
  await search('EventID:4624 (');
  await search('EventID:4624');
  await page
    .getByRole('group', { name: 'Computer' })
    .getByRole('button', { name: 'WS-TWO' })
    .click();
  const filter = 'Computer:"WS-TWO"';
  await expect
    .poll(kept)
    .toEqual([`EventID:4624 & ${filter}`, 'EventID:4624', 'EventID:4624 run:first']);
  await page.getByRole('button', { name: `Remove filter ${filter}` }).click();
  await search('');
});

test('a tag made for all events found is ticked, and put on them when that is confirmed', async () => {
  const { page } = window;
  await search('TargetUserName:*HOST*');
  await expectFound(2);
  const dialog = page.getByRole('dialog');
  const box = dialog.getByRole('checkbox', { name: /Bulk/ });
  const openTags = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Mark all events found' }).click();
    await page.getByRole('menuitem', { name: 'Tag all found…' }).click();
  };
  await openTags();
  await expect(dialog.getByRole('button', { name: 'OK' })).toBeDisabled();
  await dialog.getByLabel('New tag').fill('Bulk');
  await page.keyboard.press('Enter');
  await expect(box).toBeChecked();
  await expect(box.locator('xpath=..')).toHaveText(/Bulk\s*0$/);
  await window.shoot('tag-found');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await openTags();
  await expect(box).toBeChecked({ indeterminate: true });
  await box.click();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(dialog).toHaveCount(0);
  await search('tag:bulk');
  await expectFound(2);
  await openTags();
  await box.click();
  await box.click();
  await expect(box).not.toBeChecked();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expectFound(0);
});

test('hidden events are found when asked for by name', async () => {
  const { page } = window;
  await search('TargetUserName:*HOST*');
  await expectFound(2);
  await page.getByRole('button', { name: 'Mark all events found' }).click();
  await page.getByRole('menuitem', { name: 'Hide all found…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('noise');
  await dialog.getByRole('button', { name: 'Hide', exact: true }).click();
  await expectFound(0);
  await search('hidden:true');
  await expectFound(2);
  const show = page.getByRole('checkbox', { name: /^Show .*hidden event/ });
  await expect(page.getByText('Show 2 hidden events', { exact: true })).toBeVisible();
  // What is told is what shows up: of the events found.
  await search('TargetUserName:*HOST* TargetUserName:nobody');
  await expect(page.getByText('Show 0 of 2 hidden events', { exact: true })).toBeVisible();
  await show.check();
  await expectFound(0);
  await search('Computer:WS-ONE');
  await expectFound(FIRST);
  await show.uncheck();
  await expect(page.getByText('Show 1 of 2 hidden events', { exact: true })).toBeVisible();
  await expectFound(FIRST - 1);
  await window.shoot('hidden-found');
  await search('');
  await expectFound(FIRST + SECOND - 2);
});

test('a query is as long as on the command line, and told where it is too long', async () => {
  const { page } = window;
  const ids = Array.from({ length: 1_500 }, (_, at) => 4_000 + at);
  await search('EventID:1');
  await expectFound(0);
  await search(ids.map((id) => `EventID:${id}`).join(' OR '));
  await expectFound(FIRST + SECOND - 2);
  await search('EventID:1');
  await expectFound(0);
  await search(`EventID:(${ids.join(', ')})`);
  await expectFound(FIRST + SECOND - 2);
  await search(`EventID:(${'4624,'.repeat(210_000)}1)`);
  const problem = page.getByRole('alert').filter({ hasText: '1,048,576 characters at most' });
  await expect(problem).toContainText('(at character 1,048,577)');
  expect((await problem.innerText()).length).toBeLessThan(1_000);
  await window.shoot('query-too-long');
  await search('');
  await expectFound(FIRST + SECOND - 2);
});
