import { temporaryFolder } from '../fixtures/temporary-folder';
import { expect, type Locator, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { sampleFile } from './evidence-files';

test('a case from nothing to an event, by keyboard alone', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.answerDialogs(temporaryFolder('cases'));

  await test.step('make a case', async () => {
    await expect(page.getByRole('button', { name: 'New case' }).first()).toBeVisible();
    await tabTo(window, 'New case');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('textbox').waitFor();
    await page.keyboard.type('Keys');
    await page.keyboard.press('Enter');
    await expect(window.evidence).toBeVisible();
  });

  await test.step('add evidence', async () => {
    await window.answerDialogs(
      sampleFile('WS-ALVA-Security.evtx'),
      sampleFile('WS-ALVA-Sysmon.evtx'),
    );
    await tabTo(window, 'Add evidence');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: /files/i })).toBeFocused();
    await page.keyboard.press('Enter');
    await window.expectState('WS-ALVA-Security.evtx', 'Completed');
    await window.expectState('WS-ALVA-Sysmon.evtx', 'Completed');
  });

  await test.step('run an operation from the context menu', async () => {
    const before = (await window.file('WS-ALVA-Sysmon.evtx')).published;
    await window.evidence.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menu')).toBeVisible();
    for (let step = 0; step < 12 && !(await focusedText(window)).includes('Re-run SIGMA'); step++) {
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await window.file('WS-ALVA-Sysmon.evtx')).published?.detectionsRun)
      .not.toBe(before?.detectionsRun);
    await window.expectState('WS-ALVA-Sysmon.evtx', 'Completed');
  });

  await test.step('find an event and read it', async () => {
    await page.keyboard.press('Control+2');
    await page.getByLabel('Query', { exact: true }).waitFor();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('EventID:1102');
    await page.keyboard.press('Enter');
    const grid = page.getByRole('grid', { name: 'Events' });
    await expect(grid).toHaveAttribute('aria-rowcount', '2');
    await tabToGrid(window, 'Events');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('tab', { name: 'Fields' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('tab', { name: 'Fields' })).toHaveCount(0);
  });

  await test.step('a value becomes an indicator, in the grid and beside the open event', async () => {
    const dialog = page.getByRole('dialog');
    const value = dialog.getByRole('textbox', { name: 'Value' });
    await page.keyboard.press('i');
    await expect(page.getByText('Nothing here that can be an indicator')).toBeVisible();
    await expect(dialog).toHaveCount(0);
    const cells = page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(1);
    const computer = cells.getByRole('gridcell').filter({ hasText: /^WS-ALVA\.norte/i });
    const columns = await cells.getByRole('gridcell').count();
    for (let step = 0; step < columns && !(await isCursor(computer)); step++)
      await page.keyboard.press('ArrowRight');
    await page.keyboard.press('i');
    await expect(value).toHaveValue(await computer.innerText());
    await expect(dialog.getByLabel('Type')).toHaveValue('hostname');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Actions for SubjectUserName' }).focus();
    await page.keyboard.press('i');
    await expect(dialog.getByLabel('Type')).toHaveValue('username');
    await expect(value).not.toHaveValue('');
    await page.keyboard.press('Escape');
  });
  await window.close();
});

const isCursor = (cell: Locator): Promise<boolean> =>
  cell.evaluate(
    (element) =>
      element.closest('[role=grid]')?.getAttribute('aria-activedescendant') === element.id,
  );

const MOST_TABS = 60;
const focusedText = (window: AppWindow): Promise<string> =>
  window.page.evaluate(() => {
    const focused = document.activeElement;
    return focused === document.body ? '' : (focused?.textContent ?? '').trim();
  });

async function tabTo(window: AppWindow, name: string): Promise<void> {
  for (let step = 0; step < MOST_TABS; step++) {
    if ((await focusedText(window)).startsWith(name)) return;
    await window.page.keyboard.press('Tab');
  }
  throw new Error(`${name} cannot be reached by Tab`);
}

async function tabToGrid(window: AppWindow, name: string): Promise<void> {
  for (let step = 0; step < MOST_TABS; step++) {
    const focused = await window.page.evaluate(() =>
      document.activeElement?.closest('[role=grid]')?.getAttribute('aria-label'),
    );
    if (focused === name) return;
    await window.page.keyboard.press('Tab');
  }
  throw new Error(`the grid ${name} cannot be reached by Tab`);
}
