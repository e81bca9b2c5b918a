/** A thread of the search process that searches one share of a case's files, when the inner thread asks it. */
import { workerData } from 'node:worker_threads';
import { CaseScopeError, errorText } from '@shared/model/errors';
import { CaseSearch } from '@electron/store/search/case-search';
import type { ShareAnswer } from '@electron/store/search/shares';
import { lockErrorCount } from '@electron/store/sqlite';
import {
  type NumberedOrder,
  SHARE_CELL,
  type SharePart,
  type ShareReply,
  type ShareStart,
} from './share-protocol';
import { stepOf } from './thread-protocol';

const { share, port, cells: memory, search: searchMemory } = workerData as ShareStart;
const cells = new Int32Array(memory);
const step = stepOf(searchMemory);

let open: { readonly caseDir: string; readonly search: CaseSearch } | null = null;

function answer({ number, caseDir, order }: NumberedOrder): ShareAnswer {
  switch (order.type) {
    case 'enter':
      searchOf(caseDir).enter();
      break;
    case 'release':
      if (open?.caseDir === caseDir) open.search.release(order.file);
      break;
    case 'close':
      close();
      break;
    default:
      return searchOf(caseDir).answerShare(order, (part) => say({ number, part }));
  }
  return { type: 'done' };
}

function searchOf(caseDir: string): CaseSearch {
  if (open?.caseDir !== caseDir) {
    close();
    open = { caseDir, search: new CaseSearch(caseDir, { step, share }) };
  }
  return open.search;
}

function close(): void {
  open?.search.close();
  open = null;
}

const say = (said: SharePart | ShareReply): void => port.postMessage(said);

function outcomeOf(order: NumberedOrder): ShareReply['outcome'] {
  try {
    return { ok: true, answer: answer(order) };
  } catch (error) {
    const code = error instanceof CaseScopeError ? error.code : 'program';
    return { ok: false, code, message: errorText(error) };
  }
}

port.on('message', (numbered: NumberedOrder) => {
  const { number } = numbered;
  if (Atomics.compareExchange(cells, SHARE_CELL.asked, number, 0) !== number) return;
  const reply: ShareReply = {
    number,
    outcome: outcomeOf(numbered),
    lockErrors: lockErrorCount(),
  };
  say(reply);
  Atomics.store(cells, SHARE_CELL.answered, number);
  Atomics.notify(cells, SHARE_CELL.answered);
});
Atomics.store(cells, SHARE_CELL.isUp, 1);
