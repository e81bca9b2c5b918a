/** Tells in the process itself which files a change of indicators does not touch: where there is no search process. */
import type { FollowedOrder, UntouchedFile } from '@shared/contract/untouched';
import { eventStoreOf } from '@electron/store/event-store-of';
import { untouchedOrder } from './indicator-change';

export function untouchedHere(caseDir: string, followed: FollowedOrder): readonly UntouchedFile[] {
  const order = untouchedOrder(followed);
  if (order === null) return [];
  const search = eventStoreOf(caseDir).search();
  try {
    return search.untouchedFiles(order);
  } finally {
    search.close();
  }
}
