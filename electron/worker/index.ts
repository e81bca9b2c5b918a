/**
 * A worker process. This outer thread never touches evidence: it takes orders, keeps the heartbeat, passes
 * on what the inner thread says, and ends the inner thread where it must.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { WORKER_ORDER, type RunOrder, type WorkerReport } from '@shared/contract/order';
import { exitOnUncaught } from '@electron/process/crash-exit';
import { parentChannel } from '@electron/process/parent-channel';
import { CELL, CELLS, type ThreadReport, type ThreadStart } from './thread-protocol';

exitOnUncaught();

const HEARTBEAT_MS = 1_000;
/** Heap of the inner thread; a file that needs more fails alone. */
const HEAP_LIMIT_MB = 1_024;

const channel = parentChannel();
const say = (report: WorkerReport): void => channel.send(report);
const cells = new Int32Array(new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT));
/** Lock errors of inner threads that are gone; the present one counts in its cell. */
let pastLockErrors = 0;
const lockErrors = (): number => pastLockErrors + Atomics.load(cells, CELL.lockErrors);
let peakRssMb = 0;
let current: RunOrder | null = null;
let thread = startThread();

function startThread(): Worker {
  const start: ThreadStart = { cells: cells.buffer };
  const worker = new Worker(path.join(import.meta.dirname, 'worker-thread.js'), {
    workerData: start,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
  });
  worker.on('message', hear);
  worker.on('error', (error) => threadLost(error.message));
  return worker;
}

function hear(report: ThreadReport): void {
  if (report.type !== 'ended') return say(report);
  current = null;
  say({ ...report, lockErrors: lockErrors(), peakRssMb: measureRss() });
}

/** The inner thread died (out of memory, an error of ours): its file is lost, the process goes on. */
function threadLost(reason: string): void {
  const lost = current;
  current = null;
  pastLockErrors = lockErrors();
  Atomics.store(cells, CELL.lockErrors, 0);
  thread = startThread();
  if (lost === null) return;
  const ending = { type: 'lost', reason: `its worker ended (${reason})` } as const;
  say({
    type: 'ended',
    fileId: lost.fileId,
    ending,
    lockErrors: lockErrors(),
    peakRssMb: measureRss(),
  });
}

function measureRss(): number {
  peakRssMb = Math.max(peakRssMb, process.memoryUsage.rss() / 2 ** 20);
  return peakRssMb;
}

channel.onMessage((message) => {
  const order = WORKER_ORDER.parse(message);
  if (order.type === 'cancel') {
    if (current?.fileId === order.fileId) Atomics.store(cells, CELL.cancel, 1);
    return;
  }
  current = order;
  // Here and not in the thread: a cancel that comes before the thread wakes must not be lost.
  Atomics.store(cells, CELL.cancel, 0);
  thread.postMessage(order);
});
channel.onClosed(() => process.exit(0));

setInterval(() => {
  const progress = Atomics.load(cells, CELL.progress);
  say({ type: 'alive', progress, lockErrors: lockErrors(), peakRssMb: measureRss() });
}, HEARTBEAT_MS);
say({ type: 'ready', pid: process.pid });
