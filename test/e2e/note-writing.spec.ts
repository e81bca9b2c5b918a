/** A note on an event while it is written: nothing of it depends on how the writing ends. */
import { expect, type Locator, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { ndjsonFile } from './evidence-files';

const NAME = 'notes.ndjson';
const grid = ({ page }: AppWindow): Locator => page.getByRole('grid', { name: 'Events' });
const note = ({ page }: AppWindow): Locator => page.getByLabel('Note on the event');

async function startNote(window: AppWindow): Promise<void> {
  await window.page.keyboard.press('Control+2');
  await expect(grid(window)).toHaveAttribute('aria-rowcount', '4');
  await grid(window).getByRole('row').nth(1).click();
  await window.page.keyboard.press('n');
  await expect(note(window)).toBeFocused();
}

const SEEN = 'seen before, and after';

test('it is kept while it is written, and when the window is closed over it', async () => {
  const first = await AppWindow.launch();
  await first.createCase('Notes');
  await first.drop(ndjsonFile(NAME, 3));
  await first.expectState(NAME, 'Completed');
  await startNote(first);
  await first.page.keyboard.type('seen before');
  // Kept without being left; the cursor stays where it was.
  await expect(grid(first).getByLabel('note')).toBeVisible();
  await expect(note(first)).toBeFocused();
  await first.page.keyboard.type(', and after');
  // Commands of the window work from here, and leaving keeps it.
  await first.page.keyboard.press('Control+1');
  await expect(first.evidence).toBeVisible();
  await first.page.keyboard.press('Control+2');
  await grid(first).getByRole('row').nth(1).click();
  await first.page.keyboard.press('n');
  await expect(note(first)).toBeFocused();
  await expect(note(first)).toHaveValue(SEEN);
  await first.page.keyboard.type('!');
  await first.close();

  const second = await AppWindow.launch(first.userFolder);
  await second.page.getByRole('button', { name: /Notes/ }).first().click();
  // Keys of views are of an open case.
  await second.expectState(NAME, 'Completed');
  await startNote(second);
  await expect(note(second)).toHaveValue(`${SEEN}!`);
  expect([...first.complaints, ...second.complaints]).toEqual([]);
  await second.close();
});

test('what is typed before the event is read goes into its note, and no other', async () => {
  const window = await AppWindow.launch();
  await window.createCase('Notes at once');
  await window.drop(ndjsonFile(NAME, 3));
  await window.expectState(NAME, 'Completed');
  await window.page.keyboard.press('Control+2');
  await expect(grid(window)).toHaveAttribute('aria-rowcount', '4');
  const rows = grid(window).getByRole('row');
  // T and H are keys of rows.
  for (const [at, text] of ['the first', 'that other one', 'here and there'].entries()) {
    await rows.nth(at + 1).click();
    await window.page.keyboard.type(`n${text}`);
  }
  for (const [at, text] of ['the first', 'that other one', 'here and there'].entries()) {
    await rows.nth(at + 1).click();
    await window.page.keyboard.press('n');
    await expect(note(window)).toHaveValue(text);
  }
  await expect(window.page.getByRole('dialog')).toHaveCount(0);
  expect(window.complaints).toEqual([]);
  await window.close();
});
