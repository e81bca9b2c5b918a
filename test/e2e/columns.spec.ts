/** Columns of a grid moved and widened by mouse and by keyboard, kept for the next start. */
import { expect, type Locator, test } from 'playwright/test';
import { AppWindow } from './app-window';

const heads = (window: AppWindow): Locator =>
  window.page.getByRole('grid', { name: 'Events' }).getByRole('columnheader');
const titles = async (window: AppWindow): Promise<string[]> =>
  (await heads(window).allInnerTexts()).map((text) => text.split('\n')[0] ?? '');

async function boxOf(
  head: Locator,
): Promise<{ left: number; middle: number; y: number; right: number }> {
  const box = await head.boundingBox();
  if (box === null) throw new Error('the head is not drawn');
  const { x, y, width, height } = box;
  return { left: x, middle: x + width / 2, right: x + width, y: y + height / 2 };
}

async function drag(window: AppWindow, from: { x: number; y: number }, toX: number): Promise<void> {
  const { mouse } = window.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move((from.x + toX) / 2, from.y, { steps: 3 });
  await mouse.move(toX, from.y, { steps: 3 });
  await mouse.up();
}

test('columns are dragged to other places, widened, moved by keyboard, and stay so', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  await page.keyboard.press('Control+2');
  await expect(heads(window).nth(1)).toHaveText('Level');
  const order = await heads(window).nth(0).getAttribute('aria-sort');
  // Level behind Event ID; a drag of the time column's head does not sort by it.
  const [level, eventId] = [await boxOf(heads(window).nth(1)), await boxOf(heads(window).nth(3))];
  await drag(window, { x: level.middle, y: level.y }, eventId.right - 4);
  await expect(heads(window).nth(3)).toHaveText('Level');
  const time = await boxOf(heads(window).nth(0));
  await drag(window, { x: time.middle, y: time.y }, (await boxOf(heads(window).nth(1))).middle + 4);
  await expect(heads(window).nth(1)).toContainText('Time');
  expect(await heads(window).nth(1).getAttribute('aria-sort')).toBe(order);
  // A press without a move still sorts.
  await heads(window).nth(1).click();
  await expect(heads(window).nth(1)).not.toHaveAttribute('aria-sort', order ?? '');

  const grid = page.getByRole('grid', { name: 'Events' });
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await expect(heads(window).nth(0)).toContainText('Time');
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await page.keyboard.press('Control+Shift+ArrowRight');
  await expect(heads(window).nth(1)).toContainText('Time');

  const before = await boxOf(heads(window).nth(1));
  await drag(window, { x: before.right - 2, y: before.y }, before.right + 98);
  const width = async (of: AppWindow): Promise<number> => {
    const { left, right } = await boxOf(heads(of).nth(1));
    return Math.round(right - left);
  };
  const wide = await width(window);
  expect(wide).toBeGreaterThan(before.right - before.left + 80);
  const shown = await titles(window);
  const kept = (): Promise<unknown> =>
    page.evaluate(async () => {
      const reply = await globalThis.casescope.ask('app.state', {});
      return reply.ok ? reply.answer.settings.columnWidths : null;
    });
  await expect.poll(kept).toMatchObject({ Events: { time: wide } });
  expect(window.complaints).toEqual([]);
  await window.close();

  const again = await AppWindow.launch(window.userFolder);
  await again.page
    .getByRole('button', { name: /^Sample case/ })
    .first()
    .click();
  await expect(again.page.getByRole('grid', { name: 'Evidence' })).toBeVisible();
  await again.page.keyboard.press('Control+2');
  await expect(heads(again).first()).toBeVisible();
  expect(await titles(again)).toEqual(shown);
  expect(await width(again)).toBe(wide);
  await again.close();
});

test('a press on one cell that is let go on its neighbour chooses their row', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  await page.keyboard.press('Control+3');
  const row = page.getByRole('grid', { name: 'Detections' }).getByRole('row').nth(3);
  const cells = row.getByRole('gridcell');
  const [from, to] = [await boxOf(cells.nth(1)), await boxOf(cells.nth(2))];
  await drag(window, { x: from.right - 3, y: from.y }, to.left + 3);
  await expect(row).toHaveAttribute('aria-selected', 'true');
  expect(window.complaints).toEqual([]);
  await window.close();
});

test('what happened stands in view together, in small windows too', async () => {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  await page.keyboard.press('Control+2');
  await expect(heads(window).first()).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Events' });
  await page.getByLabel('Query', { exact: true }).fill('level:* indicator:*');
  await page.keyboard.press('Enter');
  await expect(grid.getByText('IOC').first()).toBeVisible();
  for (const [width, room] of [
    [1_280, 180],
    [1_440, 320],
  ] as const) {
    await window.app.evaluate(
      ({ BrowserWindow }, px) => BrowserWindow.getAllWindows()[0]?.setContentSize(px, 860),
      width,
    );
    await expect.poll(() => page.evaluate(() => globalThis.innerWidth)).toBe(width);
    await expect(page.getByRole('region', { name: 'Values of the events found' })).toBeVisible();
    const inView = async (): Promise<number> => {
      const { x: left = 0, width: px = 0 } = (await grid.boundingBox()) ?? {};
      const summary = await boxOf(heads(window).filter({ hasText: 'Summary' }));
      return Math.min(left + px, summary.right) - summary.left;
    };
    await expect.poll(inView).toBeGreaterThanOrEqual(room);
    for (const title of ['Time', 'Level', 'Event ID', 'Channel', 'Computer'])
      await expect(heads(window).filter({ hasText: title })).toBeInViewport({ ratio: 0.95 });
    await window.shoot(`columns-${width}`);
  }
  expect(window.complaints).toEqual([]);
  await window.close();
});
