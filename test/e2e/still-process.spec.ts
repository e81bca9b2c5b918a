/** A search process that stands still is noticed, ended and started again. */
import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';

test('a search process that stands still is ended and started again', async () => {
  test.setTimeout(120_000);
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  await page.keyboard.press('Control+2');
  const grid = page.getByRole('grid', { name: 'Events' });
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  const [pid] = await window.pidsOf('search');
  if (pid === undefined) throw new Error('no search process');
  process.kill(pid, 'SIGSTOP');
  await page.getByLabel('Query', { exact: true }).fill('EventID:4688');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The search process stood still and was ended').first()).toBeVisible({
    timeout: 60_000,
  });
  await window.shoot('stood-still');
  await expect(page.getByText('stood still')).toHaveCount(1);
  await expect(page.getByText('Try again')).toHaveCount(1);
  // The same query once more.
  await page.getByLabel('Query', { exact: true }).press('Enter');
  await expect(grid.getByRole('row').nth(1)).toContainText('4688');
  expect(await window.pidsOf('search')).not.toContain(pid);
  await window.close();
});
