import { temporaryFolder } from '../../fixtures/temporary-folder';
import { afterEach, describe, expect, it } from 'vitest';
import path from 'node:path';
import { EMBEDDED } from '@shared/contract/cluster';
import type { RunEnding, RunOrder } from '@shared/contract/order';
import { childLauncher } from '@electron/cli/child-launcher';
import { writeIndicatorPack, writeRulePack } from '@electron/pipeline/packs';
import { SLOT_TIMES } from '@electron/scheduler/case-session';
import { WorkerSlot } from '@electron/scheduler/worker-slot';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { openFile } from '@electron/pipeline/file-source';
import { root } from './open-session';

const MINUTE_MS = 60_000;

/** A real worker that stands still, under a clock the test turns. */
async function stoppedWorker(): Promise<{
  slot: WorkerSlot;
  startMs: number;
  ended: Promise<RunEnding>;
}> {
  let end: (ending: RunEnding) => void = () => undefined;
  let reached: () => void = () => undefined;
  const ended = new Promise<RunEnding>((resolve) => (end = resolve));
  const indexing = new Promise<void>((resolve) => (reached = resolve));
  const slot = new WorkerSlot(
    1,
    childLauncher(path.join(root, 'out/main')),
    {
      onStatus: (_slot, { state }) => {
        if (state === 'indexing') reached();
      },
      onPhaseDone: () => undefined,
      onEnded: (_slot, _order, ending) => end(ending),
      onUsage: () => undefined,
    },
    SLOT_TIMES,
  );
  slots.push(slot);
  const startMs = performance.now();
  slot.run(orderFor(), startMs);
  await indexing;
  process.kill(slot.pid ?? 0, 'SIGSTOP');
  return { slot, startMs: performance.now(), ended };
}

function orderFor(): RunOrder {
  const folder = temporaryFolder();
  const evidence = writeNdjson(path.join(folder, 'evidence.ndjson'), 50_000);
  const source = openFile(evidence);
  const { sizeBytes, modifiedMs } = source;
  source.close();
  return {
    type: 'run',
    caseDir: folder,
    store: EMBEDDED,
    fileId: 1,
    path: evidence,
    ...{ sizeBytes, modifiedMs },
    kind: 'ndjson',
    source: { type: 'auto' },
    lent: null,
    lineLimitBytes: 1 << 25,
    operation: 'full',
    generation: 1,
    pack: null,
    run: 1,
    rules: writeRulePack(folder, []),
    indicators: writeIndicatorPack(folder, []),
    tunings: [],
  };
}

const slots: WorkerSlot[] = [];
afterEach(() => {
  for (const slot of slots.splice(0)) slot.stop();
});

describe('a worker that makes no progress', () => {
  it('is ended after the hang time, and its file is lost', async () => {
    const { slot, startMs, ended } = await stoppedWorker();
    slot.watch(startMs + MINUTE_MS + 1_000);
    expect(await ended).toEqual({ type: 'lost', reason: 'it made no progress for 60 seconds' });
  });

  it('is not ended when it was the machine that slept', async () => {
    const { slot, startMs } = await stoppedWorker();
    slot.touch(startMs + 10 * MINUTE_MS);
    slot.watch(startMs + 10 * MINUTE_MS + 1_000);
    expect(slot.order).not.toBeNull();
    expect(slot.pid).not.toBeNull();
  });

  it('is ended without loss when it does not answer a cancel in time', async () => {
    const { slot, startMs, ended } = await stoppedWorker();
    slot.cancel(startMs);
    slot.watch(startMs + 1_000);
    expect(slot.order).not.toBeNull();
    slot.watch(startMs + 2_500);
    expect(await ended).toEqual({ type: 'cancelled' });
  });
});
