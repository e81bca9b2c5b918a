import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';

const RULES = `title: any process
id: 22222222-2222-4222-8222-000000000001
name: any_process
logsource: { product: windows, category: process_creation }
detection: { s: { Image|contains: '\\' }, condition: s }
---
title: Many Processes On One Host
id: 22222222-2222-4222-8222-000000000002
level: high
correlation:
  type: event_count
  rules: any_process
  group-by: [Computer]
  timespan: 1d
  condition: { gte: 3 }
`;

/** The sample case with the rules beside the starter rules. */
async function windowWithCorrelation(): Promise<AppWindow> {
  const window = await AppWindow.launch();
  const { page } = window;
  await window.openSample();
  await page.keyboard.press('Control+6');
  await window.importRules('correlation.yml', RULES);
  await expect(page.getByText('26 of 26 rules loaded')).toBeVisible();
  return window;
}

test('a correlation over the case stands among the detections and lists its events', async () => {
  const window = await windowWithCorrelation();
  const { page } = window;
  await page.getByRole('button', { name: 'Re-run SIGMA on all files' }).click();
  await page.keyboard.press('Control+3');
  const row = page
    .getByRole('grid', { name: 'Detections' })
    .getByRole('row')
    .filter({ hasText: 'Many Processes On One Host' })
    .first();
  await expect(row).toContainText('events');
  // The rule it counts gives no detections of its own.
  await expect(page.getByRole('grid', { name: 'Detections' })).not.toContainText('any process');
  await row.click();
  const pane = page.getByRole('complementary', { name: 'Detection' });
  await expect(pane.getByRole('heading', { name: /correlated events/ })).toBeVisible();
  await expect(pane.getByText('Grouped by')).toBeVisible();
  await pane.getByRole('listitem').first().getByRole('button').press('Enter');
  await expect(page.getByRole('grid', { name: 'Events' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Fields' })).toBeVisible();
  expect(window.complaints).toEqual([]);
  await window.close();
});

/** Holds the next jobs process still as soon as it is there, and ends it when the window says it is at work. */
async function loseNextJobs(window: AppWindow, before: number): Promise<void> {
  let jobs = 0;
  await expect
    .poll(
      async () => {
        jobs = (await window.pidsOf('jobs')).find((pid) => pid !== before) ?? 0;
        return jobs;
      },
      { intervals: [5] },
    )
    .not.toBe(0);
  process.kill(jobs, 'SIGSTOP');
  await expect(window.page.getByText('Correlating…')).toBeVisible();
  process.kill(jobs, 'SIGKILL');
}

test('where correlations are lost with their process, the window says so and runs them when asked', async () => {
  const window = await windowWithCorrelation();
  const { page } = window;
  const [idle = 0] = await window.pidsOf('jobs');
  process.kill(idle, 'SIGSTOP');
  await page.getByRole('button', { name: 'Re-run SIGMA on all files' }).click();
  await expect(page.getByText('Correlating…')).toBeVisible();
  process.kill(idle, 'SIGKILL');
  await loseNextJobs(window, idle);
  await page.keyboard.press('Control+3');
  const grid = page.getByRole('grid', { name: 'Detections' });
  const note = page
    .getByRole('alert')
    .filter({ hasText: 'Correlations are of earlier detections' });
  await expect(note).toContainText('ended');
  await expect(grid).not.toContainText('Many Processes On One Host');
  await note.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(grid).toContainText('Many Processes On One Host');
  await expect(note).toHaveCount(0);
  await window.close();
});
