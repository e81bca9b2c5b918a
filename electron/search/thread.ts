/** The inner thread of the search process: answers one question at a time, with others that search their shares. */
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { SearchOrder } from '@shared/contract/search';
import { lockErrorCount } from '@electron/store/sqlite';
import { SearchDesk } from './search-desk';
import { sharesHere, ShareThreads } from './share-threads';
import { type SearchReply, stepOf, type ThreadReport, type ThreadStart } from './thread-protocol';

const { cells } = workerData as ThreadStart;
const threads = new ShareThreads(
  path.join(import.meta.dirname, 'search-share.js'),
  sharesHere(),
  cells,
);

const say = (report: ThreadReport): void => parentPort?.postMessage(report);
const desk = new SearchDesk({
  step: stepOf(cells),
  onPart: (part) => say({ type: 'part', part }),
  othersOver: (caseDir) => threads.over(caseDir),
});

function answer(order: SearchOrder): SearchReply {
  if (order.type === 'ask') return desk.ask(order);
  desk.release(order.caseDir, order.file);
  return { ok: true, answer: null };
}

parentPort?.on('message', (order: SearchOrder) => {
  const reply = answer(order);
  say({ type: 'answer', reply, lockErrors: lockErrorCount() + threads.lockErrors });
});
