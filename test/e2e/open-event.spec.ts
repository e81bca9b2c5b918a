/** The open event among other events: it stays selected and in view wherever the new answer has it. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, type Locator, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';
import { ndjsonWithLongLine } from './evidence-files';

test.describe.configure({ mode: 'serial' });
const ALL = 3_000;
/** Failed logons, one in three. */
const FAILED = 'EventID:4625';
/** Far below the first page of them: the 900th failed logon. */
const OPENED = 2_697;
let window: AppWindow;

/** A logon every second, in five sessions. */
function writeLog(): string {
  const file = path.join(temporaryFolder('evidence'), 'logons.ndjson');
  const lines = Array.from({ length: ALL }, (_, at) =>
    JSON.stringify({
      '@timestamp': new Date(Date.UTC(2026, 2, 9, 8) + at * 1_000).toISOString(),
      ...{ EventID: at % 3 === 0 ? 4625 : 4624, Channel: 'Security', Computer: 'WS-ONE' },
      ...{ TargetLogonId: `0x${1_000 + (at % 5)}`, Said: `number ${at} said` },
    }),
  );
  fs.writeFileSync(file, lines.join('\n'));
  return file;
}

test.beforeAll(async () => {
  window = await AppWindow.launch();
  await window.createCase('Open event');
  await window.drop(writeLog());
  await window.expectState('logons.ndjson', 'Completed');
  await window.page.keyboard.press('Control+2');
  await expectFound(ALL);
});
test.afterAll(async () => {
  expect(window.complaints).toEqual([]);
  await window.close();
});

const events = (): Locator => window.page.getByRole('grid', { name: 'Events' });
const expectFound = (count: number): Promise<void> =>
  expect(events()).toHaveAttribute('aria-rowcount', String(count + 1));
const query = (): Locator => window.page.getByLabel('Query', { exact: true });
const drawer = (): Locator => window.page.getByRole('complementary', { name: 'Event' });
const filter = (name: string): Locator => window.page.getByRole('checkbox', { name });
const rowOf = (number: number): Locator =>
  events()
    .getByRole('row')
    .filter({ hasText: `number ${number} said` });
const selected = (): Locator => events().locator('[role=row][aria-selected=true]');
const search = async (text: string): Promise<void> => {
  await query().fill(text);
  await query().press('Enter');
};

/** Between the header of the grid and its lower end; rows are wider than it. */
async function expectInView(row: Locator): Promise<void> {
  await expect(async () => {
    const { y, height } = (await row.boundingBox({ timeout: 100 })) ?? { y: 0, height: 0 };
    const grid = (await events().boundingBox()) ?? { y: 0, height: 0 };
    expect(y).toBeGreaterThanOrEqual(grid.y + 26);
    expect(y + height).toBeLessThanOrEqual(grid.y + grid.height);
  }).toPass({ timeout: 10_000 });
}

/** Selected, with the keyboard on it, and in view between its neighbours. */
async function expectInPlace(before: number, number: number, behind: number): Promise<void> {
  await expect(selected()).toHaveCount(1);
  await expect(selected()).toContainText(`number ${number} said`);
  for (const one of [before, number, behind]) await expectInView(rowOf(one));
  const active = (await events().getAttribute('aria-activedescendant')) ?? 'none';
  await expect(rowOf(number).locator(`[id="${active}"]`)).toHaveCount(1);
  await expect(drawer()).toContainText(`number ${number} said`);
  const places = [before, number, behind].map((one) => rowOf(one).getAttribute('aria-rowindex'));
  const [first = 0, ...others] = (await Promise.all(places)).map(Number);
  expect(others).toEqual([first + 1, first + 2]);
}

const expectAtTop = (): Promise<void> => expectInView(events().locator('[aria-rowindex="2"]'));

/** Opens a failed logon from the search for them, far below the first. */
async function openFailed(): Promise<void> {
  await search(FAILED);
  await expectFound(ALL / 3);
  await events().evaluate((grid, top) => grid.scrollTo(0, top), 26 * (OPENED / 3 - 4));
  await rowOf(OPENED).getByRole('gridcell').nth(2).dblclick();
  await expectInPlace(OPENED - 3, OPENED, OPENED + 3);
}

async function fromMenu(item: string): Promise<void> {
  await rowOf(OPENED).getByRole('gridcell').nth(2).click({ button: 'right' });
  await window.page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function clear(): Promise<void> {
  await events().focus();
  await window.page.keyboard.press('Escape');
  const whole = window.page.getByRole('button', { name: 'Whole time range' });
  if (await whole.isVisible()) await whole.click();
  for (const button of await window.page.getByRole('button', { name: /^Remove filter/ }).all())
    await button.click();
  await search('');
  await expectFound(ALL);
}

test('some minutes around an event show it between what happened before and after it', async () => {
  const { page } = window;
  await openFailed();
  await fromMenu('±5 minutes in all files');
  await expectFound(601);
  await expectInPlace(OPENED - 1, OPENED, OPENED + 1);
  await expect(events()).toBeFocused();
  await window.shoot('around-in-place');
  await page.keyboard.press('ArrowDown');
  await expectInPlace(OPENED, OPENED + 1, OPENED + 2);
  await clear();

  await openFailed();
  await fromMenu('Other minutes around…');
  const dialog = page.getByRole('dialog', { name: 'Around an event' });
  await dialog.getByLabel('Minutes', { exact: false }).last().fill('2');
  await page.keyboard.press('Enter');
  await expectFound(241);
  await expectInPlace(OPENED - 1, OPENED, OPENED + 1);
  await expect(events()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expectInPlace(OPENED - 2, OPENED - 1, OPENED);
  await clear();
});

test('another query finds the open event again, or begins at its top', async () => {
  const { page } = window;
  await openFailed();
  await search('');
  await expectFound(ALL);
  await expectInPlace(OPENED - 1, OPENED, OPENED + 1);
  // Whoever types goes on typing.
  await expect(query()).toBeFocused();
  await search('Channel:Security');
  await expectFound(ALL);
  await expectInPlace(OPENED - 1, OPENED, OPENED + 1);
  await search('EventID:4624');
  await expectFound(2_000);
  await expectAtTop();
  await expect(selected()).toHaveCount(0);
  await expect(drawer()).toContainText(`number ${OPENED} said`);
  // It is found again, though it was away in between.
  await search('');
  await expectFound(ALL);
  await expectInPlace(OPENED - 1, OPENED, OPENED + 1);
  await events().getByRole('columnheader', { name: /^Time/ }).click();
  await expectInPlace(OPENED + 1, OPENED, OPENED - 1);
  await events().getByRole('columnheader', { name: /^Time/ }).click();
  await expectInPlace(OPENED - 1, OPENED, OPENED + 1);
  // What was scrolled to since stays there, whatever is typed.
  await events().evaluate((grid) => grid.scrollTo(0, 26 * 1_000));
  await expectInView(rowOf(1_000 + 3));
  await query().pressSequentially('EventID:4625');
  await expectInView(rowOf(1_000 + 3));
  await page.keyboard.press('Enter');
  await expectFound(ALL / 3);
  await expectInPlace(OPENED - 3, OPENED, OPENED + 3);
  await clear();
  await expectAtTop();
});

test('a filter that is switched, and the way back to this view, keep the open event in view', async () => {
  const { page } = window;
  await openFailed();
  await search('');
  await expectInPlace(OPENED - 1, OPENED, OPENED + 1);
  await rowOf(OPENED).getByText('4625', { exact: true }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Include', exact: true }).click();
  await expectFound(ALL / 3);
  await expectInPlace(OPENED - 3, OPENED, OPENED + 3);
  await page.getByRole('checkbox', { name: /^only / }).uncheck();
  await expectFound(ALL);
  await expectInPlace(OPENED - 1, OPENED, OPENED + 1);
  await page.keyboard.press('Control+1');
  await expect(window.evidence).toBeVisible();
  await page.keyboard.press('Control+2');
  await expectInPlace(OPENED - 1, OPENED, OPENED + 1);
  await clear();
});

const recent = (): Promise<string | undefined> =>
  window.page.evaluate(async () => {
    const reply = await globalThis.casescope.ask('searches.state', {});
    return reply.ok ? reply.answer.recent[0]?.search.query : undefined;
  });

test('a pivot finds all of the case that is of the same, and the search before is in the history', async () => {
  const { page } = window;
  await openFailed();
  const own = `${FAILED} Said:"number ${OPENED} said"`;
  await search(own);
  await expectFound(1);
  await expect.poll(recent).toBe(own);
  await fromMenu('Same logon session');
  await expectFound(ALL / 5);
  await expect(query()).toHaveValue('');
  await expectInPlace(OPENED - 5, OPENED, OPENED + 5);
  await expect(events()).toBeFocused();
  await window.shoot('same-session');
  await page.keyboard.press('ArrowUp');
  await expectInPlace(OPENED - 10, OPENED - 5, OPENED);
  await page.keyboard.press('ArrowDown');
  // Minutes and filters of before narrow it no more than the query does.
  await fromMenu('±2 minutes in all files');
  await expectFound(241);
  await fromMenu('Same host');
  await expectFound(ALL);
  await expectInPlace(OPENED - 1, OPENED, OPENED + 1);
  await expect(filter('only logon:"0x1002"')).toHaveCount(0);
  await expect(filter('only host:"WS-ONE"')).toBeChecked();
  await page.getByRole('button', { name: 'Remove filter host:"WS-ONE"' }).click();
  await query().focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: own }).click();
  await expectFound(1);
  await expect(query()).toHaveValue(own);
  await clear();
});

async function setLineLimit(mib: number): Promise<void> {
  const reply = await window.page.evaluate(
    (lineLimitMib) => globalThis.casescope.ask('app.setSettings', { lineLimitMib }),
    mib,
  );
  expect(reply.ok).toBe(true);
}
const LONG = 'long-line.ndjson';
/** As from its menu, without leaving the view. */
async function reindex(): Promise<void> {
  const { id } = await window.file(LONG);
  const reply = await window.page.evaluate(
    (file) => globalThis.casescope.ask('evidence.run', { ids: [file], operation: 'reindex' }),
    id,
  );
  expect(reply.ok).toBe(true);
}
const note = (): Locator => window.page.getByLabel('Note on the event');
const rowAt = (place: number): Locator => events().locator(`[aria-rowindex="${place + 1}"]`);
const expectSelectedAt = async (place: number): Promise<void> => {
  await expect(selected()).toHaveCount(1);
  await expect(rowAt(place)).toHaveAttribute('aria-selected', 'true');
};

test('a re-index that numbers events anew leaves the open one, its note and its row as they are', async () => {
  const { page } = window;
  await setLineLimit(1);
  await page.keyboard.press('Control+1');
  await window.drop(ndjsonWithLongLine(LONG, 2));
  await window.expectState(LONG, 'partial · 1 flaw');
  await page.keyboard.press('Control+2');
  await search(`file:${LONG}`);
  await expectFound(2);
  await rowAt(2).getByText('3', { exact: true }).dblclick();
  const heading = drawer().getByRole('heading', { name: 'Event', level: 2 });
  await expect(heading).toHaveText('Event 3');
  await note().click();
  await page.keyboard.type('the third, and');
  await setLineLimit(32);
  await reindex();
  await page.keyboard.type(' no other');
  await expectFound(3);
  await expectSelectedAt(3);
  await expect(rowAt(3)).toContainText('3');
  await expect(heading).toHaveText('Event 3');
  await expect(note()).toBeFocused();
  await page.keyboard.type(' ever');
  await expect(note()).toHaveValue('the third, and no other ever');
  await window.shoot('reindexed');
  await events().focus();
  await expect(rowAt(3).getByLabel('note')).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(heading).toHaveText('Event 2');
  await expect(note()).toHaveValue('');
});

test('an open event that is no longer there after a re-index is left with a word', async () => {
  const { page } = window;
  await setLineLimit(1);
  await reindex();
  await expectFound(2);
  await expect(page.getByText('This event is no longer in the case.')).toBeVisible();
  await expect(drawer()).toHaveCount(0);
  await expect(selected()).toHaveCount(0);
});

test('the open event is the same after a re-index that was waited for in another view', async () => {
  const { page } = window;
  await rowAt(2).getByText('3', { exact: true }).dblclick();
  await expect(drawer()).toContainText('Event 3');
  await page.keyboard.press('Control+1');
  await setLineLimit(32);
  await reindex();
  await window.expectState(LONG, 'full');
  await page.keyboard.press('Control+2');
  await expectFound(3);
  await expectSelectedAt(3);
  await expect(drawer()).toContainText('Event 3');
});
