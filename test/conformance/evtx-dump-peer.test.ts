/** Every live record of the samples against evtx_dump (crate `evtx`), where that is on the machine. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { comparePeer } from '../bench/evtx-peer';
import { sampleLogs } from '../bench/evtx-files';

const peer = process.env['EVTX_DUMP'] ?? 'evtx_dump';
const isThere = spawnSync(peer, ['--version']).status === 0;

// Without it `evtx/dump-digest.test.ts` still holds the shape, over logs of our own.
it.runIf(isThere)('says of every record what evtx_dump says', { timeout: 600_000 }, () => {
  const { records, equal, different } = comparePeer(peer, sampleLogs());
  expect(different).toEqual([]);
  expect(equal).toBe(records);
  expect(records).toBeGreaterThan(25_000);
});
