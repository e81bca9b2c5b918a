import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { element, instanceOf, slot } from '../fixtures/evtx/binxml-nodes';
import * as bytes from '../fixtures/evtx/value-bytes';
import { SOME_TIME } from '../fixtures/evtx-reading';
import { writeEvtx } from '../fixtures/evtx-writer';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

/** A record whose one value goes on behind its NUL. */
function hidingLog(): string {
  const file = path.join(temporaryFolder('evidence'), 'hiding.evtx');
  const hiding = bytes.text16('shown\0hidden behind the end');
  const stream = instanceOf(element('Event', {}, element('V', {}, slot(0))), [hiding]);
  fs.writeFileSync(file, writeEvtx({ records: [{ recordId: 1, time: SOME_TIME, stream }] }));
  return file;
}

test('bytes that the text of a value does not show stand below the fields', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.createCase('Hiding');
  await window.drop(hidingLog());
  await window.expectState('hiding.evtx', 'Completed');
  await page.keyboard.press('Control+2');
  await page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(1).dblclick();
  const panel = page.getByRole('tabpanel', { name: 'Fields' });
  await expect(panel.locator('.fact').filter({ hasText: 'shown' })).not.toContainText('hidden');
  const raw = panel.getByRole('region', { name: 'Raw bytes' });
  await expect(raw).toContainText('Value 1, text, 54 bytes');
  await expect(raw).toContainText('0008  6E 00 00 00 68 00 69 00  n...h.i.');
  expect(window.complaints).toEqual([]);
  await window.close();
});
