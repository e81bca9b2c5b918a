import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { evtxWithSlack, sampleFile } from './evidence-files';

test('recovered events are counted, marked and filtered; the table says how whole each log is', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.createCase('Recovery');
  await window.drop(evtxWithSlack('reused.evtx'), sampleFile('WS-ALVA-Security.evtx'));
  await window.expectState('WS-ALVA-Security.evtx', 'Completed');
  await window.expectState('reused.evtx', /\d+ recovered/);
  await expect(window.fileRow('WS-ALVA-Security.evtx')).toContainText('dirty');
  await expect(window.fileRow('reused.evtx')).toContainText('clean');
  const recovered = await window
    .file('reused.evtx')
    .then(({ published }) => published?.counts.recovered ?? 0);
  expect(recovered).toBeGreaterThan(5);

  await page.keyboard.press('Control+2');
  const grid = page.getByRole('grid', { name: 'Events' });
  const search = async (query: string, rows: number): Promise<void> => {
    await page.getByLabel('Query', { exact: true }).fill(query);
    await page.keyboard.press('Enter');
    await expect(grid).toHaveAttribute('aria-rowcount', String(rows + 1));
  };
  await search('recovered:true', recovered);
  await expect(grid.locator('.recovered-mark').first()).toBeVisible();
  await search('file:reused.evtx recovered:false', 6);
  await expect(grid.locator('.recovered-mark')).toHaveCount(0);
  await window.close();
});
