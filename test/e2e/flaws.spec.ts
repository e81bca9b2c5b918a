import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { damagedEvtx, ndjsonWithBadLines, sampleFile } from './evidence-files';

const LINES = 9_000;

test('the flaws of a file are listed with place, kind, loss and reason, and can be copied', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.createCase('Flaws');
  await window.drop(
    ndjsonWithBadLines('bad-lines.ndjson', LINES),
    damagedEvtx('damaged.evtx'),
    sampleFile('WS-ALVA-Security.evtx'),
  );
  await window.expectState('bad-lines.ndjson', 'partial · 3,000 flaws');
  await window.expectState('damaged.evtx', /partial · \d+ flaw/);
  await window.expectState('WS-ALVA-Security.evtx', 'Completed');
  const dialog = page.getByRole('dialog', { name: 'Flaws' });
  const grid = dialog.getByRole('grid', { name: 'Flaws' });

  await test.step('from the context menu: counts, and pages to the last row', async () => {
    await window.chooseFromMenu('Show flaws', 'bad-lines.ndjson');
    await expect(dialog).toContainText('3,000 flaws');
    await expect(dialog).toContainText('3,000 records lost');
    await expect(grid).toHaveAttribute('aria-rowcount', '3001');
    const first = grid.getByRole('row').nth(1);
    await expect(first).toContainText('line 3 ·');
    await expect(first).toContainText('Line not JSON');
    await expect(first).toContainText('record lost');
    await grid.focus();
    await page.keyboard.press('End');
    await expect(grid.getByRole('row').last()).toContainText('line 9,000');
  });

  await test.step('all of them go to the clipboard', async () => {
    await dialog.getByRole('button', { name: 'Copy all' }).click();
    await expect(dialog.getByRole('status')).toHaveText('3,000 flaws copied');
    const text = await window.app.evaluate(({ clipboard }) => clipboard.readText());
    const lines = text.split('\n');
    expect(lines).toHaveLength(3_001);
    expect(lines[0]).toBe('offset\tline\tkind\trecord lost\treason');
    expect(lines[3_000]).toContain('\t9000\tline-not-json\tyes\t');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });

  await test.step('by its key, for EVTX with byte offsets', async () => {
    await window.fileRow('damaged.evtx').click();
    await page.keyboard.press('f');
    await expect(grid.getByRole('row').nth(1)).toContainText(/0x[0-9A-F]+/);
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('not offered where there are none', async () => {
    await window.fileRow('WS-ALVA-Security.evtx').click({ button: 'right' });
    await expect(page.getByRole('menuitem', { name: 'Show flaws' })).toBeDisabled();
  });

  await test.step('a page beyond the bound is refused', async () => {
    const { id } = await window.file('bad-lines.ndjson');
    const reply = await page.evaluate(
      (file) => globalThis.casescope.ask('evidence.flaws', { file, start: 0, end: 1_001 }),
      id,
    );
    expect(reply).toMatchObject({ ok: false, code: 'contract' });
  });
  expect(window.complaints).toEqual([]);
  await window.close();
});
