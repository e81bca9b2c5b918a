/** What can be asked for over selected files. */
import type { BorrowAnswer } from '@shared/contract/templates';
import type { QueueAnswer } from '@shared/contract/evidence-views';
import type { SourceChoice } from '@shared/model/source-choice';
import type { Operation } from '@shared/model/file-states';
import { attempt, tell, useToasts } from '../../app/toast-store';
import { EMPTY_SEARCH, useView } from '../../app/view-store';
import { ask } from '../../lib/ask';
import { plural } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';

/** `12 queued, 2 active` */
export function queueAnswerText(answer: QueueAnswer, done: string, refused: string): string {
  const parts = [`${answer.done} ${done}`];
  if (answer.refused > 0) parts.push(`${answer.refused} ${refused}`);
  const became = answer.becameFull;
  const full =
    became > 0 ? `; ${plural(became, 'file')} had nothing yet and will run from the start` : '';
  return parts.join(', ') + full;
}

async function tellAnswer(
  action: () => Promise<QueueAnswer>,
  done: string,
  refused: string,
): Promise<QueueAnswer | null> {
  const answer = await attempt(action);
  if (answer !== null) tell(queueAnswerText(answer, done, refused));
  return answer;
}

const run = (ids: number[], operation: Operation): Promise<QueueAnswer | null> =>
  tellAnswer(() => ask('evidence.run', { ids, operation }), 'queued', 'active');

/** `1 queued; the case has nothing more for 2 files; 1 event log could not be looked at: …` */
export function borrowAnswerText(answer: BorrowAnswer): string {
  const { nothingNew, unread } = answer;
  const parts = [queueAnswerText(answer, 'queued', 'active')];
  if (nothingNew > 0) parts.push(`the case has nothing more for ${plural(nothingNew, 'file')}`);
  const [first] = unread;
  if (first !== undefined)
    parts.push(`${plural(unread.length, 'file')} could not be looked at: ${escapeHidden(first)}`);
  return parts.join('; ');
}

/** The logs of a large case take minutes, so what is being done stays in sight until it is. */
async function borrowTemplates(ids: number[]): Promise<void> {
  const { show, dismiss } = useToasts.getState();
  const looking = show('notice', 'Looking for templates in the event logs of the case…');
  const answer = await attempt(() => ask('evidence.borrowTemplates', { ids }));
  dismiss(looking);
  if (answer !== null) show(answer.unread.length > 0 ? 'notice' : 'done', borrowAnswerText(answer));
}

export const fileActions = {
  borrowTemplates,
  ownTemplates: (ids: number[]) =>
    tellAnswer(() => ask('evidence.ownTemplates', { ids }), 'queued', 'active'),
  run,
  cancel: (ids: number[]) =>
    tellAnswer(() => ask('evidence.cancel', { ids }), 'cancelled', 'not in the queue'),
  cancelAll: () => tellAnswer(() => ask('evidence.cancelAll', {}), 'cancelled', 'not in the queue'),
  retry: (ids: number[]) =>
    tellAnswer(() => ask('evidence.retry', { ids }), 'queued', 'not failed'),
  retryFailed: () => tellAnswer(() => ask('evidence.retryFailed', {}), 'queued', 'active'),
  remove: (ids: number[]) =>
    tellAnswer(() => ask('evidence.remove', { ids }), 'removed', 'active and kept'),
  setPriority: async (ids: number[], priority: number) => {
    const done = await attempt(async () => {
      await ask('evidence.setPriority', { ids, priority });
      return true;
    });
    const word = priority > 0 ? 'first' : priority < 0 ? 'last' : 'in normal order';
    if (done !== null) tell(`${plural(ids.length, 'file')} will run ${word}`);
  },
  copyHash: async (ids: number[]) => {
    const done = await attempt(async () => {
      await ask('evidence.copyHash', { ids });
      return true;
    });
    if (done !== null) tell(`SHA-256 of ${plural(ids.length, 'file')} copied`);
  },
  reveal: (id: number) => attempt(() => ask('evidence.reveal', { id })),
  showEvents: (ids: number[]) => useView.getState().showEvents({ ...EMPTY_SEARCH, files: ids }),
  showFlaws: (file: number) => useView.getState().ask({ type: 'flaws', file }),
  askSource: (ids: number[]) => useView.getState().ask({ type: 'source', ids }),
  chooseSource: (ids: number[], choice: SourceChoice) =>
    tellAnswer(() => ask('mapping.choose', { ids, choice }), 'queued', 'active'),
  askRemove: (ids: number[]) => useView.getState().ask({ type: 'removeFiles', ids }),
} as const;
