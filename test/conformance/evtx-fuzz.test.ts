/** A minute of `npm run fuzz:evtx` over our own files and the samples, always the same. */
import { expect, it } from 'vitest';
import { allVictims } from '../fuzz/victims';
import { FuzzRun } from '../fuzz/fuzz-run';

const FILES = 8_000;

it(`reads ${FILES} damaged files without an error`, { timeout: 600_000 }, () => {
  const run = new FuzzRun(allVictims(), 20_260_101);
  for (let file = 0; file < FILES; file++) expect(run.next()).toBeNull();
  // It read deep enough to mean something.
  expect(run.totals.laidOut).toBeGreaterThan(FILES);
  expect(run.totals.recovered).toBeGreaterThan(FILES);
});
