/** The inner thread of the search process: answers one question at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import type { SearchOrder } from '@shared/contract/search';
import { CaseScopeError } from '@shared/model/errors';
import { lockErrorCount } from '@electron/store/sqlite';
import { SearchDesk } from './search-desk';
import { CELL, type SearchReply, type ThreadReport, type ThreadStart } from './thread-protocol';

const { cells: memory } = workerData as ThreadStart;
const cells = new Int32Array(memory);

/** @throws CaseScopeError `cancelled` once nobody waits for the answer any more */
function step(): void {
  if (Atomics.load(cells, CELL.cancel) === 1)
    throw new CaseScopeError('cancelled', 'Another search has taken the place of this one.');
}

const say = (report: ThreadReport): void => parentPort?.postMessage(report);
const desk = new SearchDesk(step, (part) => say({ type: 'part', part }));

function answer(order: SearchOrder): SearchReply {
  if (order.type === 'ask') return desk.ask(order);
  desk.release(order.caseDir, order.file);
  return { ok: true, answer: null };
}

parentPort?.on('message', (order: SearchOrder) => {
  const reply = answer(order);
  say({ type: 'answer', reply, lockErrors: lockErrorCount() });
});
