import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { ndjsonFile } from './evidence-files';

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
