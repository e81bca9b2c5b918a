import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

const UNITS = 28 << 20;
const START = 'begin-7f3a ';
const END = ' end-7f3a';

function largeRecord(): string {
  const file = path.join(temporaryFolder('evidence'), 'large.ndjson');
  const filler = 'A'.repeat(UNITS - START.length - END.length);
  const record = { '@timestamp': '2026-03-09T08:51:00Z', Payload: `${START}${filler}${END}` };
  fs.writeFileSync(file, `${JSON.stringify(record)}\n`);
  return file;
}

/** A record with far more fields and values than any log has. */
function wideRecord(): string {
  const file = path.join(temporaryFolder('evidence'), 'wide.ndjson');
  const fields = Array.from({ length: 3_000 }, (_, at) => [`field${at}`, 'x'] as const);
  const many = Array.from({ length: 50_000 }, (_, at) => `value ${at}`);
  const record = { '@timestamp': '2026-03-09T08:52:00Z', many, ...Object.fromEntries(fields) };
  fs.writeFileSync(file, `${JSON.stringify(record)}\n`);
  return file;
}

test('a value of 28 MB opens whole, part by part, and can be copied', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.createCase('Large');
  await window.drop(largeRecord());
  await window.expectState('large.ndjson', 'Completed');
  await page.keyboard.press('Control+2');
  await page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(1).dblclick();
  const panel = page.getByRole('tabpanel', { name: 'Fields' });
  await panel.getByRole('button', { name: /Show all 29,360,128 characters/ }).click();
  const parts = panel.getByRole('group', { name: 'Parts of a long value' });
  await expect(parts).toContainText('of 896');
  await expect(panel).toContainText(START);
  await parts.getByLabel('Part').fill('896');
  await expect(panel).toContainText(END);
  await expect(parts.getByRole('button', { name: 'Next' })).toBeDisabled();
  await parts.getByRole('button', { name: 'Previous' }).click();
  await expect(panel).not.toContainText(END);

  await page.getByRole('button', { name: 'Actions for Payload' }).click();
  await page.getByRole('menuitem', { name: 'Copy value', exact: true }).click();
  await expect(page.getByText('Value copied')).toBeVisible();
  const copied = await window.app.evaluate(
    async ({ clipboard }) => (await clipboard.readText()).length,
  );
  expect(copied).toBe(UNITS);

  await page.getByRole('tab', { name: 'JSON' }).click();
  const json = page.getByRole('tabpanel', { name: 'JSON' });
  await json.getByRole('button', { name: /Show all/ }).click();
  await json.getByRole('spinbutton', { name: 'Part' }).fill('897');
  await expect(json).toContainText(END);
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('a record of thousands of fields and values is drawn a step at a time', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.createCase('Wide');
  await window.drop(wideRecord());
  await window.expectState('wide.ndjson', 'Completed');
  await page.keyboard.press('Control+2');
  await page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(1).dblclick();
  const panel = page.getByRole('tabpanel', { name: 'Fields' });
  await expect(panel.getByText('value 99', { exact: true })).toBeVisible();
  await expect(panel.getByText('value 100', { exact: true })).toHaveCount(0);
  await panel.getByRole('button', { name: 'Show 100 more of 50,000 values' }).click();
  await expect(panel.getByText('value 199', { exact: true })).toHaveCount(1);
  await expect(panel.getByRole('button', { name: /Show 400 more of .* fields/ })).toBeVisible();
  expect(window.complaints).toEqual([]);
  await window.close();
});
