import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { donorEvtx, evtxWithoutTemplate, evtxWithSlack, sampleFile } from './evidence-files';

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

test('events without a template are resolved with those of the case, marked, kept, and given back', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.createCase('Templates');
  await window.drop(evtxWithoutTemplate('cut.evtx'), donorEvtx('whole.evtx'));
  await window.expectState('whole.evtx', 'Completed');
  await window.expectState('cut.evtx', /5 recovered · 5 unresolved/);

  await test.step('offered where events lack a template, and nowhere else', async () => {
    await window.fileRow('whole.evtx').click({ button: 'right' });
    for (const name of ['Resolve with templates of the case', 'Read with its own templates only'])
      await expect(page.getByRole('menuitem', { name })).toBeDisabled();
    await page.keyboard.press('Escape');
    await window.chooseFromMenu('Resolve with templates of the case', 'cut.evtx');
    await expect(page.getByText('1 queued', { exact: true })).toBeVisible();
    await expect(page.getByText('Looking for templates')).toHaveCount(0);
    await window.expectState('cut.evtx', /5 recovered · 5 borrowed/);
    await expect(window.fileRow('cut.evtx')).not.toContainText('unresolved');
  });

  await test.step('the flaws say which template of which file', async () => {
    await window.chooseFromMenu('Show flaws', 'cut.evtx');
    const grid = page.getByRole('grid', { name: 'Flaws' });
    await expect(grid).toContainText('Template borrowed');
    await expect(grid).toContainText(/5 events read with template \{.*\} of whole\.evtx/);
    await page.keyboard.press('Escape');
  });

  await test.step('each such event is marked, found by its grade, and names its template', async () => {
    await page.keyboard.press('Control+2');
    const grid = page.getByRole('grid', { name: 'Events' });
    await page.getByLabel('Query', { exact: true }).fill('recovered:borrowed "event 3"');
    await page.keyboard.press('Enter');
    await expect(grid).toHaveAttribute('aria-rowcount', '2');
    await expect(grid.locator('.recovered-mark')).toHaveText('borrowed');
    await grid.getByRole('row').nth(1).dblclick();
    const drawer = page.getByRole('complementary', { name: 'Event' });
    await expect(drawer).toContainText('read with a template of another file of the case');
    await drawer.getByRole('tab', { name: 'XML' }).click();
    await expect(drawer).toContainText(/<\?borrowed \{[\da-f-]{36}\}\?>/);
    await page.keyboard.press('Control+1');
  });

  await test.step('a re-index does the same, until the file is read with its own again', async () => {
    const { generation } = (await window.file('cut.evtx')).published ?? {};
    const next = async (): Promise<number> =>
      (await window.file('cut.evtx')).published?.generation ?? 0;
    await window.chooseFromMenu('Re-index', 'cut.evtx');
    await expect.poll(next).toBeGreaterThan(generation ?? 0);
    await window.expectState('cut.evtx', /5 borrowed/);
    await window.chooseFromMenu('Read with its own templates only', 'cut.evtx');
    await window.expectState('cut.evtx', /5 recovered · 5 unresolved/);
  });
  expect(window.complaints).toEqual([]);
  await window.close();
});
