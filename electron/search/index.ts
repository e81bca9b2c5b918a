/**
 * The search process: read-only questions over a case. It may be ended at any time. This outer thread takes
 * questions, drops those that became obsolete, and ends the inner thread where it does not come to an end.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  SEARCH_BEAT,
  SEARCH_BEAT_ORDER,
  SEARCH_ORDER,
  type SearchReport,
} from '@shared/contract/search';
import { errorText } from '@shared/model/errors';
import { exitOnUncaught } from '@electron/process/crash-exit';
import { parentChannel } from '@electron/process/parent-channel';
import {
  CELL,
  CELLS,
  type SearchReply,
  type ThreadReport,
  type ThreadStart,
} from './thread-protocol';
import { WaitingQuestions } from './waiting-questions';

exitOnUncaught();

/** A question that takes longer is ended; over ten million events the slowest takes less. */
const DEADLINE_MS = 120_000;
const NARROW = 'Narrow it by time, by file or by a field, and ask again.';
/** The largest list is read in less, and searches wait meanwhile. */
const READING_DEADLINE_MS = 60_000;
/** One that is obsolete looks for that at every segment; longer than this it is stuck. */
const STUCK_MS = 5_000;

const channel = parentChannel();
const cells = new Int32Array(new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT));
const questions = new WaitingQuestions();
/** Lock errors of inner threads that are gone, and of the present one. */
const lockErrors = { past: 0, present: 0 };
let ending: NodeJS.Timeout | undefined;
let thread = startThread();

function startThread(): Worker {
  const start: ThreadStart = { cells: cells.buffer };
  const worker = new Worker(path.join(import.meta.dirname, 'search-thread.js'), {
    workerData: start,
  });
  worker.on('message', hear);
  worker.on('error', (error) =>
    replaceThread(`The search ended (${errorText(error)}). Ask again.`),
  );
  return worker;
}

function hear(report: ThreadReport): void {
  if (report.type === 'part') return tellPart(report.part);
  lockErrors.present = report.lockErrors;
  finish(report.reply);
}

/** One that is being cancelled is told of no more. */
function tellPart(part: unknown): void {
  const { running } = questions;
  if (running === null || Atomics.load(cells, CELL.cancel) === 1) return;
  const report: SearchReport = { type: 'part', id: running.order.id, part };
  channel.send(report);
}

/** Answers the running question, and goes on with the next. */
function finish(reply: SearchReply): void {
  clearTimeout(ending);
  const { running } = questions;
  questions.done();
  for (const id of running?.ids ?? []) tell(id, reply);
  goOn();
}

function tell(id: number, reply: SearchReply): void {
  const counted = lockErrors.past + lockErrors.present;
  const report: SearchReport = { type: 'answer', id, lockErrors: counted, reply };
  channel.send(report);
}

function goOn(): void {
  const order = questions.next()?.order;
  if (order === undefined) return;
  Atomics.store(cells, CELL.cancel, 0);
  if (order.type === 'ask' && order.name === 'indicators.read')
    endIn(READING_DEADLINE_MS, 'The list took longer than a minute to read. Split it.');
  else endIn(DEADLINE_MS, `The search took longer than two minutes and was ended. ${NARROW}`);
  thread.postMessage(order);
}

function endIn(milliseconds: number, message: string): void {
  clearTimeout(ending);
  ending = setTimeout(() => {
    void thread.terminate();
    replaceThread(message);
  }, milliseconds);
}

function replaceThread(message: string): void {
  lockErrors.past += lockErrors.present;
  lockErrors.present = 0;
  thread.removeAllListeners();
  thread = startThread();
  finish({ ok: false, code: 'worker-lost', message });
}

const CANCELLED = {
  ok: false,
  code: 'cancelled',
  message: 'Another search has taken the place of this one.',
} as const;

channel.onMessage((message) => {
  if (SEARCH_BEAT_ORDER.safeParse(message).success) return channel.send(SEARCH_BEAT);
  const parsed = SEARCH_ORDER.safeParse(message);
  if (!parsed.success) throw new TypeError(`no order: ${errorText(parsed.error)}`);
  const { obsolete, cancelsRunning } = questions.add(parsed.data);
  for (const id of obsolete) tell(id, CANCELLED);
  if (cancelsRunning) {
    Atomics.store(cells, CELL.cancel, 1);
    endIn(STUCK_MS, `The search did not stop when it was cancelled and was ended. ${NARROW}`);
  }
  goOn();
});
channel.onClosed(() => process.exit(0));
