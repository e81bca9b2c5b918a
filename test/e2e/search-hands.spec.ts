/** Search with both hands on the keys: values and what they find, regions, links, far-off times. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, type Locator, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

test.describe.configure({ mode: 'serial' });
let window: AppWindow;

/** 120 events of one morning, and one of the year 9999. */
function log(): string {
  const file = path.join(temporaryFolder('evidence'), 'log.ndjson');
  const morning = Array.from({ length: 120 }, (_, at) => ({
    '@timestamp': `2026-03-09T08:${String(at % 60).padStart(2, '0')}:00Z`,
    EventID: 4624 + (at % 3),
    Account: ['ALVA', 'Alva', 'alva', ' bob ', 'NORTE'][at % 5],
    ...(at % 2 === 0 ? { 'odd name': `v ${at % 4}` } : {}),
  }));
  const far = { '@timestamp': '9999-12-31T23:59:59Z', EventID: 1, Account: 'ALVA' };
  fs.writeFileSync(file, [...morning, far].map((one) => JSON.stringify(one)).join('\n'));
  return file;
}

test.beforeAll(async () => {
  window = await AppWindow.launch();
  await window.createCase('Hands');
  await window.drop(log());
  await window.expectState('log.ndjson', 'Completed');
  await window.page.keyboard.press('Control+2');
  await expectFound(121);
});
test.afterAll(async () => {
  expect(window.complaints).toEqual([]);
  await window.close();
});

const events = (): Locator => window.page.getByRole('grid', { name: 'Events' });
const query = (): Locator => window.page.getByLabel('Query', { exact: true });
const search = async (text: string): Promise<void> => {
  await query().fill(text);
  await query().press('Enter');
};
const expectFound = (count: number): Promise<void> =>
  expect(events()).toHaveAttribute('aria-rowcount', String(count + 1));
const group = (field: string): Locator => window.page.getByRole('group', { name: field });

test('a value counts what its click finds, in whatever letter case', async () => {
  const { page } = window;
  await page.getByLabel('Count another field').fill('Account');
  await page.getByLabel('Count another field').press('Enter');
  const first = group('Account').locator('.facet-value').first();
  await expect(first).toHaveText('ALVA73');
  await expect(first.getByRole('button')).toHaveAttribute('title', /Written in 3 ways/);
  await expect(group('Account')).toContainText('␣bob␣');
  await window.shoot('values');
  await first.getByRole('button').press('Enter');
  await expectFound(73);
  await page.getByRole('button', { name: /^Remove filter Account:/ }).click();
  await expectFound(121);
  await first.getByRole('button').press('Delete');
  await expectFound(48);
  await page.getByRole('button', { name: /^Remove filter Account:/ }).click();
});

test('events without a field are a click away', async () => {
  const { page } = window;
  await page.getByLabel('Count another field').fill('odd name');
  await page.getByLabel('Count another field').press('Enter');
  await group('odd name').getByRole('button', { name: 'no value' }).click();
  await expectFound(61);
  await page.getByRole('button', { name: /^Remove filter/ }).click();
  await expectFound(121);
});

test('one clock that was wrong presses nothing, and is a click away', async () => {
  const { page } = window;
  await expect(page.locator('.histogram-scale')).toContainText('2026-03-09 08:00:00');
  const far = page.getByRole('button', { name: '1 event far later' });
  await expect(far).toBeVisible();
  await window.shoot('far-off');
  await far.click();
  await expectFound(1);
  await page.getByRole('slider', { name: /^Events over time/ }).press('ArrowRight');
  await page.getByRole('slider', { name: /^Events over time/ }).press('Enter');
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('<=9999-12-31 23:59:59');
  await expectFound(1);
  await page.getByRole('button', { name: 'Whole time range' }).click();
  await expectFound(121);
});

test('keys lead from the query to the values, the rows, the event and back', async () => {
  const { page } = window;
  const focused = (region: Locator): Promise<void> =>
    expect.poll(() => region.evaluate((one) => one.contains(document.activeElement))).toBe(true);
  await search('EventID:*');
  await query().press('ArrowDown');
  await expect(events()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('F6');
  await focused(page.locator('.side-pane'));
  // Read on from within the event.
  const time = page.locator('.side-pane .time').first();
  const first = await time.innerText();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(time).not.toHaveText(first);
  await focused(page.locator('.side-pane'));
  await page.keyboard.press('Alt+ArrowUp');
  await expect(time).toHaveText(first);
  await page.keyboard.press('F6');
  await expect(query()).toBeFocused();
  await page.keyboard.press('F6');
  await focused(page.locator('.facets'));
  await page.keyboard.press('F6');
  await expect(events()).toBeFocused();
  await page.keyboard.press('Shift+F6');
  await focused(page.locator('.facets'));
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog')).toContainText('To the next region');
  await window.shoot('shortcuts');
  await page.keyboard.press('Escape');
});

test('values are completed in a set, and names in quotation marks', async () => {
  const { page } = window;
  const offered = page.getByRole('listbox', { name: 'Suggestions' });
  await query().fill('');
  await query().pressSequentially('EventID:(4624 OR 46');
  await expect(offered.getByRole('option').first()).toContainText(/462\d/);
  await window.shoot('completed-set');
  await query().fill('');
  await query().pressSequentially('"odd');
  await offered.getByRole('option', { name: 'odd name' }).click();
  await expect(query()).toHaveValue('"odd name":');
  await search('EventID:(4624 4625)');
  await expect(page.getByText(/write OR or a comma/)).toBeVisible();
  await window.shoot('both-hint');
  await search('');
});

test('what may be asked of a time is offered, told, and chosen by keys', async () => {
  const { page } = window;
  const offered = page.getByRole('listbox', { name: 'Suggestions' });
  await query().fill('');
  await query().pressSequentially('EventID:4624 time:');
  await expect(offered.getByRole('option', { name: /^last 7d/ })).toContainText(
    'the 7 days before the last event of the case',
  );
  await expect(offered.getByRole('option', { name: /^>=2026-03-09/ })).toBeVisible();
  await window.shoot('completed-time');
  await query().pressSequentially('>');
  await query().press('ArrowDown');
  await query().press('Enter');
  await expect(query()).toHaveValue('EventID:4624 time:>=2026-03-09');
  await expect(offered).toHaveCount(0);
  await query().pressSequentially('T08:30 time:<2027');
  await query().press('Enter');
  await expectFound(20);
  await search('');
});

test('a link names the file by what it holds, and is no text in the query', async () => {
  const { page } = window;
  await events().getByRole('row').nth(1).getByRole('gridcell').nth(7).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Include', exact: true }).click();
  await expect(page.getByText('in', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Searches…' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.keyboard.press('Escape');
  const link = await window.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(link).toMatch(/files=[\da-f]{16}&/);
  await search(link);
  await expect(query()).toHaveValue('');
  await page.getByRole('button', { name: 'Search all files' }).click();
  await search(link);
  await expect(page.getByRole('button', { name: 'Search all files' })).toBeVisible();
  await search(link.replace(/files=[\da-f]{16}/, `files=${'0'.repeat(16)}`));
  await expect(page.getByText('a file that is not in this case')).toBeVisible();
  await window.shoot('link-of-another-case');
  await search(link.replace(/files=[\da-f]{16}/, 'files=1'));
  await expect(page.getByText('names files by numbers')).toBeVisible();
  await page.getByRole('button', { name: 'Search all files' }).click();
  await search('');
});

test('times that cannot be meant say why', async () => {
  const { page } = window;
  await page.getByLabel('From', { exact: true }).fill('2026-03-10');
  await page.getByLabel('To', { exact: true }).fill('2026-03-09');
  await expect(page.getByText('From is not before To')).toBeVisible();
  await window.shoot('empty-range');
  await page.getByLabel('From', { exact: true }).fill('');
  await page.getByLabel('To', { exact: true }).fill('');
  await page.keyboard.press('Control+g');
  const dialog = page.getByRole('dialog', { name: 'Go to time' });
  await dialog.getByRole('textbox').fill('yesterday');
  await expect(dialog).toContainText('This is no time');
  await window.shoot('no-time');
  await page.keyboard.press('Escape');
});

/** Of a box, beside its text or what stands in its place. */
function roomLeft(input: HTMLElement): number {
  const { value, placeholder, clientWidth } = input as HTMLInputElement;
  const { font, paddingLeft, paddingRight } = getComputedStyle(input);
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error('nothing can be measured');
  context.font = font;
  const { width } = context.measureText(value === '' ? placeholder : value);
  return clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - width;
}

test('where the grid shows another zone, the query says which one its times are of', async () => {
  const { page } = window;
  const note = page.getByRole('status').filter({ hasText: 'Times in a query are UTC' });
  const zone = page.getByRole('button', { name: /^Time zone/ });
  await query().fill('time:>2026-03-09 08:00');
  await expect(note).toHaveCount(0);
  await zone.click();
  await page.getByRole('menuitemradio', { name: 'Asia/Tokyo' }).click();
  await expect(note).toContainText('The grid shows Asia/Tokyo');
  await window.shoot('times-of-a-query');
  await query().fill('');
  await expect(note).toHaveCount(0);
  for (const label of ['From', 'To']) {
    const box = page.getByLabel(label, { exact: true });
    expect(await box.evaluate(roomLeft)).toBeGreaterThanOrEqual(0);
    await box.fill(`2026-03-09 1${label === 'To' ? 8 : 7}:00:00.1234567 +09:00`);
    expect(await box.evaluate(roomLeft)).toBeGreaterThanOrEqual(0);
  }
  await window.shoot('times-with-offset');
  for (const label of ['From', 'To']) await page.getByLabel(label, { exact: true }).fill('');
  await zone.click();
  await page.getByRole('menuitemradio', { name: 'UTC', exact: true }).click();
});
