/** Tells in the process itself which files a change of indicators does not touch: where there is no search process. */
import type { UntouchedFile, UntouchedOrder } from '@shared/contract/untouched';
import { eventStoreOf } from '@electron/store/event-store-of';

export function untouchedHere(caseDir: string, order: UntouchedOrder): readonly UntouchedFile[] {
  const search = eventStoreOf(caseDir).search();
  try {
    return search.untouchedFiles(order);
  } finally {
    search.close();
  }
}
