/** Several events selected in the grid, by mouse and by keyboard, and what is done with them. */
import { expect, type Locator, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { ndjsonFile } from './evidence-files';

test.describe.configure({ mode: 'serial' });
let window: AppWindow;
/** Events of the sample case. */
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
const expectFound = (count: number): Promise<void> =>
  expect(events()).toHaveAttribute('aria-rowcount', String(count + 1));
/** By its place in the list, the first is 1. */
const row = (place: number): Locator => events().locator(`[aria-rowindex="${place + 1}"]`);
const cell = (place: number): Locator => row(place).getByRole('gridcell').nth(2);
const dialog = (): Locator => window.page.getByRole('dialog');
const search = async (query: string): Promise<void> => {
  const box = window.page.getByLabel('Query', { exact: true });
  await box.fill(query);
  await box.press('Enter');
  await expect(events()).toHaveAttribute('aria-busy', 'false');
};
const status = (): Locator => window.page.getByRole('contentinfo').getByRole('status');
/** In the status bar, and, where all are in view, in the rows. */
async function expectSelected(count: number, ...places: readonly number[]): Promise<void> {
  await expect(status()).toHaveText(
    count > 1 ? `${count.toLocaleString('en')} events selected` : '',
  );
  const selected = events().locator('[role=row][aria-selected=true]');
  if (places.length === 0) return;
  await expect(selected).toHaveCount(places.length);
  for (const place of places) await expect(row(place)).toHaveAttribute('aria-selected', 'true');
}
const choose = async (item: string | RegExp): Promise<void> =>
  window.page.getByRole('menuitem', { name: item, exact: true }).click();
/** What the menu of a row copies. */
async function copied(place: number, label: string): Promise<string> {
  await cell(place).click({ button: 'right' });
  await choose(label);
  const what = label.replace('Copy ', '');
  await expect(window.page.getByText(`${what} copied`)).toBeVisible();
  return window.app.evaluate(({ clipboard }) => clipboard.readText());
}

test('clicks with Ctrl and Shift select, and a plain one goes back to one row', async () => {
  await expect(events()).toHaveAttribute('aria-multiselectable', 'true');
  await cell(2).click();
  await expectSelected(1, 2);
  await cell(4).click({ modifiers: ['ControlOrMeta'] });
  await cell(7).click({ modifiers: ['ControlOrMeta'] });
  await expectSelected(3, 2, 4, 7);
  await window.shoot('several-events');
  await cell(4).click({ modifiers: ['ControlOrMeta'] });
  await expectSelected(2, 2, 7);
  await cell(5).click();
  await cell(9).click({ modifiers: ['Shift'] });
  await expectSelected(5, 5, 6, 7, 8, 9);
  await cell(3).click({ modifiers: ['Shift'] });
  await expectSelected(3, 3, 4, 5);
  await cell(8).click();
  await expectSelected(1, 8);
});

test('keys select from the anchor, one by one, and all', async () => {
  const { page } = window;
  await cell(3).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expectSelected(3, 3, 4, 5);
  await page.keyboard.press('Shift+ArrowUp');
  await expectSelected(2, 3, 4);
  await page.keyboard.press('Shift+Home');
  await expectSelected(3, 1, 2, 3);
  await page.keyboard.press('Shift+End');
  await expectSelected(all - 2);
  await page.keyboard.press('Home');
  await expectSelected(1, 1);
  await page.keyboard.press('Shift+PageDown');
  const { height } = (await events().boundingBox()) ?? { height: 0 };
  await expect(status()).toHaveText(/^\d+ events selected$/);
  const inPage = Number(/\d+/.exec(await status().innerText())?.[0]);
  expect(Math.abs(inPage - height / 26)).toBeLessThan(4);
  await page.keyboard.press('Shift+PageUp');
  await expectSelected(1, 1);
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ArrowDown');
  await expectSelected(1, 1);
  await page.keyboard.press('Space');
  await expectSelected(2, 1, 3);
  // Along a row the selection stays.
  await page.keyboard.press('ArrowRight');
  await expectSelected(2, 1, 3);
  await page.keyboard.press('Control+a');
  await expectSelected(all);
  await page.keyboard.press('ArrowDown');
  await expectSelected(1, 4);
});

test('Esc goes back to one row, and closes the event only then', async () => {
  const { page } = window;
  await cell(2).click();
  await page.keyboard.press('Enter');
  const tab = page.getByRole('tab', { name: 'Fields' });
  await expect(tab).toBeVisible();
  await page.keyboard.press('Shift+ArrowDown');
  await expectSelected(2, 2, 3);
  await page.keyboard.press('Escape');
  await expectSelected(1, 3);
  await expect(tab).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tab).toHaveCount(0);
});

test('tags are put on all that are selected, told where only some have them, and taken off', async () => {
  const { page } = window;
  await search('EventID:4688');
  const processes = await found();
  expect(processes).toBeGreaterThan(8);
  await cell(2).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await cell(3).click({ button: 'right' });
  await window.shoot('several-events-menu');
  await choose('Tag 3 events…');
  await dialog().getByLabel('New tag').fill('Seen');
  await page.keyboard.press('Enter');
  const seen = dialog().getByRole('checkbox', { name: /Seen/ });
  await expect(seen).toBeChecked();
  await page.keyboard.press('Escape');
  for (const place of [2, 3, 4]) await expect(row(place)).toContainText('Seen');
  await expect(row(1)).not.toContainText('Seen');
  await expect(row(5)).not.toContainText('Seen');
  // They are the same rows still, and so they stay selected.
  await expectSelected(3, 2, 3, 4);
  await search('tag:Seen');
  await expectFound(3);
  await search('EventID:4688');
  await expectSelected(0);
  await cell(4).click();
  await cell(6).click({ modifiers: ['Shift'] });
  await page.keyboard.press('t');
  expect(await seen.evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(true);
  await window.shoot('several-events-tags');
  await seen.click();
  await expect(seen).toBeChecked();
  await page.keyboard.press('Escape');
  for (const place of [2, 3, 4, 5, 6]) await expect(row(place)).toContainText('Seen');
  // What is found depends on tags now: rows that may be others are not selected.
  await search('tag:Seen');
  await expectFound(5);
  await cell(1).click();
  await cell(2).click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('t');
  await seen.click();
  await expect(seen).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expectFound(3);
  await expectSelected(0);
});

test('a note is for one event, which is said', async () => {
  const { page } = window;
  await cell(1).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('n');
  await expect(page.getByText('A note is written on one event')).toBeVisible();
  await expect(page.getByLabel('Note on the event')).toHaveCount(0);
});

test('several events are copied as lines, CSV, JSON and Markdown', async () => {
  await search('EventID:4688');
  await cell(1).click();
  await cell(3).click({ modifiers: ['ControlOrMeta'] });
  await cell(5).click({ modifiers: ['ControlOrMeta'] });
  const times: string[] = [];
  for (const place of [1, 3, 5])
    times.push(await row(place).getByRole('gridcell').first().innerText());
  const lines = (await copied(3, 'Copy 3 events as lines')).split('\n');
  expect(lines).toHaveLength(3);
  lines.forEach((line, at) => expect(line).toContain((times[at] ?? '?').split(' ').at(-1)));
  const csv = (await copied(3, 'Copy 3 events as CSV')).split('\r\n');
  expect(csv).toHaveLength(4);
  expect(csv[0]).toMatch(/^Time.*,Level,/);
  expect(csv.filter((line) => line.includes('4688'))).toHaveLength(3);
  const json = JSON.parse(await copied(3, 'Copy 3 events as JSON')) as unknown[];
  expect(json).toHaveLength(3);
  expect(new Set(json.map((one) => JSON.stringify(one))).size).toBe(3);
  const markdown = (await copied(3, 'Copy 3 events as Markdown')).split('\n');
  expect(markdown).toHaveLength(5);
  expect(markdown.filter((line) => line.startsWith('| ---'))).toHaveLength(1);
  await expectSelected(3, 1, 3, 5);
});

test('several events are hidden with a reason, and shown again', async () => {
  const { page } = window;
  await search('');
  await expectFound(all);
  await cell(2).click();
  await cell(5).click({ modifiers: ['Shift'] });
  await page.keyboard.press('h');
  await expect(dialog()).toContainText('Hide 4 events');
  await dialog().getByLabel('Reason').fill('known good');
  await page.keyboard.press('Enter');
  await expectFound(all - 4);
  await expectSelected(0);
  const show = page.getByRole('checkbox', { name: 'Show 4 hidden events' });
  await show.check();
  await expectFound(all);
  // One of three that is not hidden: the others keep their reason.
  await cell(5).click();
  await cell(7).click({ modifiers: ['Shift'] });
  await cell(6).click({ button: 'right' });
  await choose('Hide 3 events…');
  await dialog().getByLabel('Reason').fill('noise');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('checkbox', { name: 'Show 6 hidden events' })).toBeChecked();
  // In sight they are the same rows, selected still; all of them are hidden, and shown again by the key.
  await expectSelected(3, 5, 6, 7);
  await page.keyboard.press('h');
  await expect(page.getByRole('checkbox', { name: 'Show 3 hidden events' })).toBeChecked();
  await search('hidden:"known good"');
  await expectFound(3);
  await events().focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Shift+F10');
  await choose('Show 3 events again');
  await expectFound(0);
  await search('');
  await expectFound(all);
  await expect(page.getByRole('checkbox', { name: /hidden event/ })).toHaveCount(0);
});

test('another order selects nothing: other events stand in those rows', async () => {
  await cell(2).click();
  await cell(4).click({ modifiers: ['Shift'] });
  await expectSelected(3, 2, 3, 4);
  const time = events().getByRole('columnheader', { name: /^Time/ });
  await time.click();
  await expect(events()).toHaveAttribute('aria-busy', 'false');
  await expectSelected(0);
  await time.click();
  await expectSelected(0);
});

test('other evidence selects nothing: events stand between those that were selected', async () => {
  await cell(2).click();
  await cell(4).click({ modifiers: ['ControlOrMeta'] });
  await expectSelected(2, 2, 4);
  await window.drop(ndjsonFile('more.ndjson', 7));
  await expectFound(all + 7);
  await expectSelected(0);
  all += 7;
});

test('one event that is not there: none of the others is marked', async () => {
  const marked = await window.page.evaluate(async () => {
    const { ask } = globalThis.casescope;
    const made = await ask('marks.putTag', { id: null, name: 'Half', colour: 'red' });
    const tag = made.ok ? (made.answer.tags.find(({ name }) => name === 'Half')?.id ?? 0) : 0;
    const there = { file: 1, offset: 4608 };
    const tagged = async (...files: number[]): Promise<readonly unknown[]> => {
      const events = files.map((file) => ({ ...there, file }));
      const { ok } = await ask('marks.tag', { events, tag, isOn: true });
      const state = await ask('marks.state', {});
      return [ok, state.ok && state.answer.tags.find(({ id }) => id === tag)?.events];
    };
    return [await tagged(1, 999), await tagged(1)];
  });
  expect(marked).toEqual([
    [false, 0],
    [true, 1],
  ]);
});

test('a range goes over rows that were never here, and is bounded', async () => {
  const { page } = window;
  await page.keyboard.press('Control+1');
  await window.answerDialogs(ndjsonFile('many.ndjson', 3_000));
  await page.getByRole('button', { name: 'Add evidence' }).click();
  await page.getByRole('menuitem', { name: /files/i }).click();
  await window.expectState('many.ndjson', 'Completed');
  await page.keyboard.press('Control+2');
  await search('file:many.ndjson');
  await expectFound(3_000);
  await cell(1).click();
  await events().evaluate((grid, top) => grid.scrollTo(0, top), 26 * 890);
  await expect(cell(900)).toBeVisible();
  await cell(900).click({ modifiers: ['Shift'] });
  await expectSelected(900);
  await page.keyboard.press('t');
  await expect(dialog()).toContainText('Tags of 900 events');
  await dialog().getByLabel('New tag').fill('Many');
  await page.keyboard.press('Enter');
  await expect(dialog().getByRole('checkbox', { name: /Many/ })).toBeChecked();
  await page.keyboard.press('Escape');
  await expectSelected(900);
  // What is too much is said, and nothing changes.
  await events().focus();
  await page.keyboard.press('Shift+End');
  await expect(page.getByText('At most 1,000 events can be selected.')).toBeVisible();
  await expectSelected(900);
  await window.shoot('several-events-bound');
  await page.keyboard.press('Control+a');
  await expectSelected(900);
  await search('tag:Many');
  await expectFound(900);
  await cell(1).click();
  await page.keyboard.press('Shift+End');
  await expectSelected(900);
  // A menu is of the row the cursor is on.
  await expect(row(900)).toHaveAttribute('aria-busy', 'false');
  await page.keyboard.press('Shift+F10');
  await choose('Copy 900 events as JSON');
  await expect(page.getByText('900 events as JSON copied')).toBeVisible({ timeout: 60_000 });
  const json = await window.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(JSON.parse(json)).toHaveLength(900);
});
