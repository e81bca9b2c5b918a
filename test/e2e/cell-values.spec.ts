/** The menu of a cell works on the values of the event, not on what is drawn of them. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, type Locator, test } from 'playwright/test';
import { fileTimeNow, parseIsoTime } from '@shared/model/time-text';
import { writeEvtx } from '../fixtures/evtx-writer';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

test.describe.configure({ mode: 'serial' });
const NAME = 'Application.evtx';
/** Beyond what a cell draws, and alike up to there. */
const SCRIPT = `${'$a = 1; '.repeat(400)}# https://evil.example/a [2001:db8::7]`;
const OTHER = SCRIPT.replace('evil', 'good');
const TOO_LONG = 'x'.repeat(9_000);
let window: AppWindow;

function writeLog(): string {
  const contents: (readonly (readonly [string, string])[])[] = [
    [['Script', SCRIPT]],
    [['Script', OTHER]],
    [
      ['Script', 'one "quoted"'],
      ['Script', 'two'],
    ],
    [['Script', 'two']],
    [['Script', TOO_LONG]],
  ];
  const records = contents.map((eventData, at) => ({
    ...{ recordId: at + 1, content: { eventData } },
    time: parseIsoTime(`2026-03-09T08:51:0${at}Z`) ?? fileTimeNow(),
    system: { provider: 'P', eventId: 7 + at, channel: 'Application', computer: 'WS-ONE' },
  }));
  const file = path.join(temporaryFolder('evidence'), NAME);
  fs.writeFileSync(file, writeEvtx({ records }));
  return file;
}

const events = (): Locator => window.page.getByRole('grid', { name: 'Events' });
const item = (name: string): Locator => window.page.getByRole('menuitem', { name, exact: true });
const indicator = (): Locator =>
  window.page.getByRole('dialog').getByRole('textbox', { name: 'Value' });
const chips = (): Locator => window.page.getByRole('button', { name: /^Remove filter/ });
const found = (count: number): Promise<void> =>
  expect(events()).toHaveAttribute('aria-rowcount', String(count + 1));
const clipboard = (): Promise<string> =>
  window.app.evaluate(({ clipboard: board }) => board.readText());

async function cell(row: number): Promise<Locator> {
  const heads = await events().getByRole('columnheader').allInnerTexts();
  const at = heads.findIndex((head) => head.startsWith('Script'));
  return events().getByRole('row').nth(row).getByRole('gridcell').nth(at);
}
const openMenu = async (row: number): Promise<void> => (await cell(row)).click({ button: 'right' });

async function copied(row: number, name: string): Promise<string> {
  await window.app.evaluate(({ clipboard: board }) => board.clear());
  await openMenu(row);
  await item(name).click();
  await expect.poll(clipboard).not.toBe('');
  return clipboard();
}

/** Only the event of the row, then all but it. */
async function expectToggled(row: number, all: number): Promise<void> {
  await openMenu(row);
  await item('Include').click();
  await found(1);
  await chips().click();
  await found(all);
  await openMenu(row);
  await item('Exclude').click();
  await found(all - 1);
  await chips().click();
  await found(all);
}

test.beforeAll(async () => {
  window = await AppWindow.launch();
  const { page } = window;
  await window.createCase('Cells');
  await window.drop(writeLog());
  await window.expectState(NAME, 'Completed');
  await page.keyboard.press('Control+2');
  await page.getByRole('button', { name: 'Columns…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  await dialog.getByRole('searchbox').fill('Script');
  await dialog.getByRole('button', { name: 'Script', exact: true }).click();
  await page.keyboard.press('Escape');
  await found(5);
});
test.afterAll(async () => {
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('a value that is cut in its cell is included, left out and copied whole', async () => {
  await expectToggled(1, 5);
  expect(await copied(1, 'Copy value')).toBe(SCRIPT);
  expect(await copied(1, 'Copy value defanged')).toContain(
    'hxxps://evil[.]example/a [2001[:]db8[:][:]7]',
  );
  expect(await copied(1, 'Copy event as a line')).toContain('https://evil.example/a');
  expect(await copied(1, 'Copy event as CSV')).toContain(SCRIPT);
});

test('several values of a cell stand together, and each is an indicator of its own', async () => {
  const { page } = window;
  await expectToggled(3, 5);
  expect(await copied(3, 'Copy values')).toBe('one "quoted"\ntwo');
  expect(await copied(3, 'Copy event as a line')).toContain('one "quoted" | two');
  await openMenu(3);
  await expect(item('Add “two” as indicator')).toBeVisible();
  await window.shoot('cell-of-two-values');
  await item('Add “one "quoted"” as indicator').click();
  await expect(indicator()).toHaveValue('one "quoted"');
  await page.keyboard.press('Escape');
});

test('the keyboard opens the same menu, and its key for indicators reads the same value', async () => {
  const { page } = window;
  await (await cell(1)).click();
  await page.keyboard.press('Shift+F10');
  await item('Include').press('Enter');
  await found(1);
  await chips().click();
  await found(5);
  await (await cell(1)).click();
  await page.keyboard.press('i');
  await expect(indicator()).toHaveValue(SCRIPT);
  await page.keyboard.press('Escape');
  await (await cell(3)).click();
  await page.keyboard.press('i');
  await expect(page.getByText('2 values here')).toBeVisible();
});

test('what is too long to search for is said to be', async () => {
  await openMenu(5);
  const menu = window.page.getByRole('menu', { name: 'Event' });
  await expect(menu).toContainText('Too long to search for: 9,000 characters, 8,000 at most');
  for (const name of ['Include', 'Exclude', 'Add as indicator'])
    await expect(item(name)).toBeDisabled();
  await window.shoot('cell-too-long');
  await item('Copy value').click();
  await expect.poll(clipboard).toBe(TOO_LONG);
});
