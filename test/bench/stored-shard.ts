/** A shard to hunt over, and the order of a run over it. */
import { EMBEDDED } from '@shared/contract/cluster';
import type { RunOrder } from '@shared/contract/order';
import type { EventRecord } from '@shared/model/event';
import { fileId, generation } from '@shared/model/ids';
import type { RunEnvironment } from '@electron/pipeline/run-environment';
import { eventStoreOf } from '@electron/store/event-store-of';
import { temporaryFolder } from '../fixtures/temporary-folder';

/** @returns the case folder; file and generation are 1 */
export function stored(events: Iterable<EventRecord>): string {
  const caseDir = temporaryFolder('bench');
  const writer = eventStoreOf(caseDir).write(
    { file: fileId(1), generation: generation(1), pack: null },
    'json',
    0,
  );
  for (const event of events) writer.add(event);
  writer.finish();
  return caseDir;
}

const pack = { path: '', hash: 'bench' };

export const orderOf = (caseDir: string): RunOrder => ({
  ...{
    type: 'run',
    caseDir,
    store: EMBEDDED,
    fileId: 1,
    path: '',
    sizeBytes: 1,
    modifiedMs: 0,
    kind: 'evtx',
  },
  source: { type: 'auto' },
  lent: null,
  lineLimitBytes: 1 << 25,
  ...{
    operation: 'full',
    generation: 1,
    pack: null,
    run: 1,
    rules: pack,
    indicators: pack,
    tunings: [],
  },
});

const notHere = (): never => {
  throw new Error('the bench gives rules and indicators itself');
};

/** Tells nobody anything. */
export const QUIET: RunEnvironment = {
  isCancelled: () => false,
  progress: () => undefined,
  waits: () => undefined,
  phaseDone: () => undefined,
  rules: notHere,
  indicators: notHere,
};
