/** The search process: read-only questions over a case. It may be ended at any time. */
import { SEARCH_ORDER, type SearchOrder, type SearchReport } from '@shared/contract/search';
import { errorText } from '@shared/model/errors';
import { exitOnUncaught } from '@electron/process/crash-exit';
import { parentChannel } from '@electron/process/parent-channel';
import { lockErrorCount } from '@electron/store/sqlite';
import { SearchDesk } from './search-desk';

exitOnUncaught();
const channel = parentChannel();
const desk = new SearchDesk();

function answer(order: SearchOrder): SearchReport['reply'] {
  if (order.type === 'ask') return desk.ask(order);
  desk.release(order.caseDir, order.file);
  return { ok: true, answer: null };
}

channel.onMessage((message) => {
  const parsed = SEARCH_ORDER.safeParse(message);
  if (!parsed.success) throw new TypeError(`no order: ${errorText(parsed.error)}`);
  const reply = answer(parsed.data);
  const report: SearchReport = {
    type: 'answer',
    id: parsed.data.id,
    lockErrors: lockErrorCount(),
    reply,
  };
  channel.send(report);
});
channel.onClosed(() => process.exit(0));
