import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { folderOfLogs, ndjsonFile } from './evidence-files';

test('the app killed in the middle of a queue goes on where it was', async () => {
  const first = await AppWindow.launch();
  const caseDir = await first.createCase('Power cut');
  const names = [0, 1, 2, 3].map((at) => `file-${at}.ndjson`);
  await first.drop(...names.map((name, at) => ndjsonFile(name, 40_000 + at)));
  await first.expectState('file-3.ndjson', 'Queued');
  await first.expectState('file-0.ndjson', 'Indexing');
  await first.kill();

  const second = await AppWindow.launch(first.userFolder);
  await second.page
    .getByRole('button', { name: /Power cut/ })
    .first()
    .click();
  for (const name of names) await second.expectState(name, 'Completed');
  for (const [at, name] of names.entries()) {
    expect((await second.file(name)).published?.counts.events).toBe(40_000 + at);
  }
  // What was in work when the power went counts as an attempt; what waited does not.
  expect((await second.file('file-0.ndjson')).lastRun?.attempts).toBe(2);
  expect((await second.file('file-3.ndjson')).lastRun?.attempts).toBe(1);
  const left = fs.readdirSync(path.join(caseDir, 'events'));
  expect(left.filter((name) => name.includes('.building'))).toEqual([]);
  expect(left).toHaveLength(names.length * 3);
  await second.close();
});

const FILES = 300;

for (const ending of ['quit', 'killed'] as const) {
  test(`the app ${ending} in the middle of an intake goes on with it, and a pause outlives it`, async () => {
    const first = await AppWindow.launch();
    await first.createCase('Intake');
    await first.page.evaluate(() => globalThis.casescope.ask('queue.pause', {}));
    const folder = folderOfLogs(FILES);
    await first.drop(path.join(folder, 'log-0.ndjson'));
    await first.expectState('log-0.ndjson', 'Queued');
    // Held still, so that the program ends before the intake does, however fast the machine.
    const [jobs = 0] = await first.pidsOf('jobs');
    process.kill(jobs, 'SIGSTOP');
    await first.drop(folder);
    await expect(first.page.getByRole('contentinfo')).toContainText('Adding evidence');
    await (ending === 'quit' ? first.close() : first.kill());
    process.kill(jobs, 'SIGKILL');

    const second = await AppWindow.launch(first.userFolder);
    const { page } = second;
    await page
      .getByRole('button', { name: /Intake/ })
      .first()
      .click();
    await expect(page.getByText('Adding evidence goes on where it was')).toBeVisible();
    await expect(second.evidence).toHaveAttribute('aria-rowcount', String(FILES + 1));
    await expect(page.getByText(`${FILES} queued`)).toBeVisible();
    await expect(page.getByRole('contentinfo')).toContainText('Paused');
    await expect(page.getByRole('note')).toContainText('The queue is paused');

    // Nothing is left to go on with, nothing was booked twice, and a resumed queue stays resumed.
    await page.getByRole('button', { name: 'Resume queue' }).click();
    await expect(page.getByRole('contentinfo')).not.toContainText('Paused');
    await second.close();
    const third = await AppWindow.launch(first.userFolder);
    await third.page
      .getByRole('button', { name: /Intake/ })
      .first()
      .click();
    await expect(third.evidence).toHaveAttribute('aria-rowcount', String(FILES + 1));
    await expect(third.fileRow('log-0.ndjson')).toContainText('Completed');
    await expect(third.page.getByRole('contentinfo')).not.toContainText('Paused');
    await expect(third.page.getByText('goes on where it was')).toHaveCount(0);
    await third.close();
  });
}
