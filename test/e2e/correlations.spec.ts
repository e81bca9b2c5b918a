import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow, root } from './app-window';

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

const LOGONS = `title: failed
name: failed
logsource: { product: windows, service: security }
detection: { s: { EventID: 4625 }, condition: s }
---
title: success
name: success
logsource: { product: windows, service: security }
detection: { s: { EventID: 4624 }, condition: s }
---
title: Failures Then Success
level: high
correlation: { type: temporal, rules: [failed, success], timespan: 1h }
`;

/** As a user runs it. @returns the last line of what it prints */
function casescope(...words: readonly string[]): string {
  const script = path.join(root, 'scripts/casescope.mjs');
  const { stdout } = spawnSync('node', [script, ...words], { encoding: 'utf8' });
  return stdout.trim().split('\n').at(-1) ?? '';
}

test('a case of the command line keeps its correlations when it is opened with other rules', async () => {
  const folder = temporaryFolder('cases');
  const [caseDir, rules, log] = ['case', 'rules.yml', 'log.ndjson'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string];
  fs.writeFileSync(rules, LOGONS);
  const lines = Array.from({ length: 301 }, (_, at) =>
    JSON.stringify({
      ...{ Channel: 'Security', EventID: at === 300 ? 4624 : 4625 },
      '@timestamp': new Date(Date.UTC(2024, 0, 1, 0, 0, at)).toISOString(),
    }),
  );
  fs.writeFileSync(log, lines.join('\n'));
  const made = casescope('process', '--case', caseDir, '--rules', rules, log);
  expect(made).toContain('1 correlations');

  const window = await AppWindow.launch();
  const { page } = window;
  await window.answerDialogs(caseDir);
  await page
    .getByRole('button', { name: /Open (a )?case/ })
    .first()
    .click();
  await window.expectState('log.ndjson', 'Completed');
  await page.keyboard.press('Control+3');
  const grid = page.getByRole('grid', { name: 'Detections' });
  await expect(grid).toContainText('Failures Then Success');
  await expect(page.getByRole('note')).toContainText('run SIGMA again');
  await grid.getByRole('row').filter({ hasText: 'Failures Then Success' }).click();
  const pane = page.getByRole('complementary', { name: 'Detection' });
  await expect(pane.getByRole('heading', { name: '301 correlated events' })).toBeVisible();
  await expect(pane.getByText('101 events between')).toBeVisible();
  await expect(pane.getByRole('listitem').last()).toContainText('success');
  expect(window.complaints).toEqual([]);
  await window.close();

  const again = casescope('process', '--case', caseDir, '--operation', 'sigma_only');
  expect(again).toContain('1 correlations');
});
