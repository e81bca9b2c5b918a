/** The Events view: filters, values, histogram, columns. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, type Locator, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

test.describe.configure({ mode: 'serial' });
let window: AppWindow;
/** Events of the case. */
let all: number;
test.beforeAll(async () => {
  window = await AppWindow.launch();
  all = await window.openSampleEvents();
});
test.afterAll(async () => {
  expect(window.complaints).toEqual([]);
  await window.close();
});

const events = (): Locator => window.page.getByRole('grid', { name: 'Events' });
const found = async (): Promise<number> => Number(await events().getAttribute('aria-rowcount')) - 1;
const values = (): Locator =>
  window.page.getByRole('region', { name: 'Values of the events found' });
const search = async (query: string): Promise<void> => {
  const box = window.page.getByLabel('Query', { exact: true });
  await box.fill(query);
  await box.press('Enter');
};
const expectFound = (count: number): Promise<void> =>
  expect(events()).toHaveAttribute('aria-rowcount', String(count + 1));

test('a value of the panel narrows the search, turns round, is switched off and removed', async () => {
  const { page } = window;
  await expect(values()).toContainText('Channel');
  await expectFound(all);
  const group = values().getByRole('group', { name: 'Channel' });
  const first = group.locator('.facet-value').first();
  const count = Number((await first.locator('small').innerText()).replaceAll(',', ''));
  await first.getByRole('button').click();
  await expectFound(count);
  await page.getByRole('button', { name: 'only', exact: true }).click();
  await expectFound(all - count);
  await page.getByRole('checkbox', { name: /^without Channel:/ }).uncheck();
  await expectFound(all);
  await page.getByRole('checkbox', { name: /^without Channel:/ }).check();
  await expectFound(all - count);
  await page.getByRole('button', { name: /^Remove filter Channel:/ }).click();
  await expectFound(all);
});

test('a faulty query beside a filter says where it is wrong', async () => {
  await values().getByRole('group', { name: 'EventID' }).getByRole('button').nth(1).click();
  await search('a OR (b');
  await expect(window.page.getByText('(at character 6)')).toBeVisible();
  await search('');
  await window.page.getByRole('button', { name: /^Remove filter EventID:/ }).click();
});

test('every value of a field, the rare ones too, leads to its events', async () => {
  const { page } = window;
  const group = values().getByRole('group', { name: 'EventID' });
  await group.getByRole('button', { name: /^[\d,]+ more$/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Values of EventID' });
  const rows = dialog.getByRole('grid').getByRole('row');
  await expect(dialog).toContainText(/\d+ values in [\d,]+ of [\d,]+ events/);
  await dialog.getByRole('searchbox').fill('1102');
  await expect(rows).toHaveCount(2);
  const count = Number(await rows.nth(1).getByRole('gridcell').first().innerText());
  await rows.nth(1).dblclick();
  await expect(dialog).toBeHidden();
  await expectFound(count);
  await page.getByRole('button', { name: /^Remove filter EventID:/ }).click();
  await expectFound(all);
});

test('the histogram is zoomed into with the keyboard, and out again', async () => {
  const { page } = window;
  await expectFound(all);
  const chart = page.getByRole('slider', { name: /^Events over time/ });
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  const told = page.locator('.histogram-told');
  await expect(told).toContainText(/: [\d,]+ events?/);
  const inFirst = Number(/: ([\d,]+) event/.exec(await told.innerText())?.[1]?.replaceAll(',', ''));
  await page.keyboard.press('Enter');
  await expectFound(inFirst);
  expect(inFirst).toBeLessThan(all);
  // What is being typed stays, and the button says that it is not searched yet.
  const box = page.getByLabel('Query', { exact: true });
  await box.fill('EventID:1102');
  await page.getByRole('button', { name: 'Whole time range' }).click();
  await expectFound(all);
  await expect(box).toHaveValue('EventID:1102');
  const button = page.getByRole('button', { name: 'Search', exact: true });
  await expect(button).toHaveText('Search ↵');
  await window.shoot('typed-not-searched');
  await button.click();
  await expectFound(1);
  await expect(button).toHaveText('Search');
  await search('');
  await expectFound(all);
});

test('a zoom is gone back step by step, by button and key', async () => {
  const { page } = window;
  const chart = page.getByRole('slider', { name: /^Events over time/ });
  const from = page.getByLabel('From', { exact: true });
  const to = page.getByLabel('To', { exact: true });
  const range = async (): Promise<string> => `${await from.inputValue()}–${await to.inputValue()}`;
  /** The bars but the first: a range within the one before. */
  const zoomIn = async (): Promise<string> => {
    const before = await range();
    await chart.press('ArrowRight');
    await chart.press('ArrowRight');
    for (let at = 0; at < 100; at++) await chart.press('Shift+ArrowRight');
    await chart.press('Enter');
    await expect.poll(range).not.toBe(before);
    await expect(page.locator('.histogram.stale')).toHaveCount(0);
    return range();
  };
  const first = await zoomIn();
  const count = await found();
  const second = await zoomIn();
  // The keys go on where they were.
  await expect(chart).toBeFocused();
  await zoomIn();
  await window.shoot('zoomed');
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(range).toBe(second);
  await chart.press('Alt+ArrowLeft');
  await expect.poll(range).toBe(first);
  await expectFound(count);
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(range).toBe('–');
  await expectFound(all);
  await expect(page.getByRole('button', { name: 'Zoom out' })).toHaveCount(0);
});

test('everything found is exported, as many events as the grid has', async () => {
  const { page } = window;
  const folder = temporaryFolder('export');
  await search('Channel:Security -EventID:4688');
  await expect(events()).toHaveAttribute('aria-busy', 'false');
  await expect(page.getByText(/^(?!507)\d+ of 507$/)).toBeVisible();
  const count = await found();
  for (const [label, name] of [
    [/^CSV/, 'events.csv'],
    [/^JSON lines/, 'events.jsonl'],
  ] as const) {
    const file = path.join(folder, name);
    await window.answerDialogs(file);
    await page.getByRole('button', { name: 'Export all events found' }).click();
    await window.shoot('export-menu');
    await page.getByRole('menuitem', { name: label }).click();
    await expect(page.getByText(`${count} events exported to ${name}`)).toBeVisible();
    const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines.length).toBe(name.endsWith('csv') ? count + 1 : count);
    if (name.endsWith('csv'))
      expect(lines[0]).toMatch(
        /^\ufefftime,level,rules,indicators,tags,note,hidden,eventId,channel,/,
      );
  }
  expect(fs.readdirSync(folder).toSorted()).toEqual(['events.csv', 'events.jsonl']);
  await search('');
});

test('from a row to what happened around it, on the same host, and onto the clipboard', async () => {
  const { page } = window;
  await search('EventID:1102');
  const row = events().getByRole('row').filter({ hasText: '1102' }).first();
  const menu = async (item: string): Promise<void> => {
    await row.getByRole('gridcell').nth(2).click({ button: 'right' });
    await page.getByRole('menuitem', { name: item, exact: true }).click();
  };
  await menu('Copy event as Markdown');
  await expect(page.getByText('Markdown copied')).toBeVisible();
  const copied = await window.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(/^\| field \| value \|\n\| --- \| --- \|\n/);
  expect(copied).toContain('| EventID | 1102 |');
  await menu('Same host');
  await expect(page.getByRole('checkbox', { name: /^only host:/ })).toBeChecked();
  await menu('±5 minutes in all files');
  await expect(page.getByRole('checkbox', { name: /^only host:/ })).toHaveCount(0);
  await expect(page.getByLabel('From', { exact: true })).not.toHaveValue('');
  await expect(page.getByLabel('Query', { exact: true })).toHaveValue('');
  await expect.poll(found).toBeGreaterThan(1);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Whole time range' }).click();
});

test('events are tagged by key and in bulk, noted and hidden, and all of it outlives a re-index', async () => {
  const { page } = window;
  await search('EventID:1102');
  await expect(events().getByRole('row').nth(1)).toContainText('1102');
  await events().getByRole('row').nth(1).click();
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New tag').fill('Log cleared');
  await page.keyboard.press('Enter');
  // Made for this event, so that it has it.
  await expect(dialog.getByRole('checkbox', { name: /Log cleared/ })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(events().getByRole('row').nth(1)).toContainText('Log cleared');
  await events().getByRole('row').nth(1).click();
  await page.keyboard.press('n');
  const note = page.getByLabel('Note on the event');
  await expect(note).toBeFocused();
  await note.fill('cleared by the attacker');
  await page.keyboard.press('Control+Enter');
  await expect(events().getByLabel('note')).toBeVisible();
  await page.keyboard.press('Escape');
  await search('EventID:4688');
  await expect(events().getByRole('row').nth(1)).toContainText('4688');
  const processes = await found();
  await page.getByRole('button', { name: 'Mark all events found' }).click();
  await page.getByRole('menuitem', { name: 'Hide all found…' }).click();
  await dialog.getByLabel('Reason').fill('ordinary processes');
  await dialog.getByRole('button', { name: 'Hide', exact: true }).press('Enter');
  await expectFound(0);
  const show = page.getByRole('checkbox', { name: `Show ${processes} hidden events` });
  await show.check();
  await expectFound(processes);
  await show.uncheck();
  await page.keyboard.press('Control+1');
  const indexed = window.nextState('WS-ALVA-Security.evtx', 'completed');
  await window.chooseFromMenu('Re-index', 'WS-ALVA-Security.evtx');
  await indexed;
  await page.keyboard.press('Control+2');
  await search('tag:"log cleared" note:*attacker*');
  await expectFound(1);
  await search('');
  await expectFound(507 - processes);
  await show.check();
  await search('hidden:true');
  await expectFound(processes);
  await page.getByRole('button', { name: 'Mark all events found' }).click();
  await page.getByRole('menuitem', { name: 'Show all found again' }).click();
  await expectFound(0);
  await search('');
  await expectFound(507);
});

test('names and values are completed while typed; a search is saved, found again, and taken along as a link', async () => {
  const { page } = window;
  const box = page.getByLabel('Query', { exact: true });
  const suggestions = page.getByRole('listbox', { name: 'Suggestions' });
  await box.click();
  await box.fill('');
  await box.pressSequentially('Chann');
  await expect(suggestions.getByRole('option').first()).toHaveText('Channel');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue('Channel:');
  await box.pressSequentially('secu');
  await expect(suggestions.getByRole('option').first()).toContainText(/^Security\d/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(box).toHaveValue('Channel:Security ');
  await page.keyboard.press('Enter');
  await expect(events().getByRole('row').nth(1)).toContainText('Security');
  const security = await found();
  await page.getByRole('button', { name: 'Searches…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Searches' });
  await dialog.getByLabel('Save this search as').fill('Security log');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('list', { name: 'Saved searches' })).toContainText('Security log');
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await page.keyboard.press('Escape');
  const link = await window.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(link).toContain('casescope:events?q=Channel%3ASecurity');
  await search('nothing at all');
  await expectFound(0);
  await search(link);
  await expectFound(security);
  await search('nothing at all');
  await page.getByRole('button', { name: 'Searches…' }).click();
  await dialog.getByRole('button', { name: /^Security log/ }).click();
  await expectFound(security);
  await search('');
});

test('a time is gone to', async () => {
  const { page } = window;
  await search('');
  await page.keyboard.press('Control+g');
  const dialog = page.getByRole('dialog', { name: 'Go to time' });
  await dialog.getByLabel(/^Time/).fill('2026-03-09 10:22:18');
  await page.keyboard.press('Enter');
  const current = events().locator('[role=row].current');
  await expect(current).toContainText('10:22:18');
  await expect(current).toBeInViewport();
});

test('a field becomes a column, filters from its cells, and stays after a restart', async () => {
  const { page } = window;
  await page.getByRole('button', { name: 'Columns…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  await dialog.getByRole('searchbox').fill('TargetUserName');
  await dialog.getByRole('button', { name: 'TargetUserName', exact: true }).click();
  await dialog.getByRole('button', { name: 'Remove Summary' }).click();
  await dialog.getByLabel('Keep in place').selectOption('the first column');
  await page.keyboard.press('Escape');
  await expect(events().getByRole('columnheader', { name: 'TargetUserName' })).toBeVisible();
  await expect(events().getByRole('columnheader', { name: 'Summary' })).toHaveCount(0);
  // With the drawer open the columns are wider than the grid: the keyboard brings the last one into view.
  const times = events().getByRole('columnheader', { name: /^Time/ });
  const { x: left } = (await times.boundingBox()) ?? { x: -1 };
  const lastHead = events().getByRole('columnheader').last();
  await events().getByRole('row').nth(1).dblclick();
  await expect(lastHead).not.toBeInViewport({ ratio: 0.9 });
  for (let at = 0; at < 8; at++) await events().press('ArrowRight');
  await expect(lastHead).toBeInViewport({ ratio: 0.9 });
  expect(((await times.boundingBox()) ?? { x: 0 }).x).toBe(left);
  await page.keyboard.press('Escape');
  await search('TargetUserName:*');
  const heads = await events().getByRole('columnheader').allInnerTexts();
  const at = heads.findIndex((head) => head.startsWith('TargetUserName'));
  const cell = events().getByRole('row').nth(1).getByRole('gridcell').nth(at);
  await expect(cell).not.toHaveText('');
  const name = await cell.innerText();
  await cell.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Include', exact: true }).click();
  await expect(page.getByRole('checkbox', { name: `only TargetUserName:"${name}"` })).toBeChecked();
  await expect(events().getByRole('row').nth(1)).toContainText(name);
  const { userFolder } = window;
  await window.close();
  window = await AppWindow.launch(userFolder);
  await window.page.locator('button.recent').first().click();
  await expect(window.page.getByRole('grid', { name: 'Evidence' })).toBeVisible();
  await window.page.keyboard.press('Control+2');
  await expect(events().getByRole('columnheader', { name: 'TargetUserName' })).toBeVisible();
});
