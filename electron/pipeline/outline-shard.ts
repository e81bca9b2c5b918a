/** Makes up the outline of a published shard. */
import type { OutlineOrder } from '@shared/contract/jobs';
import type { ShardOutline } from '@shared/contract/shard-outline';
import { fileId, generation } from '@shared/model/ids';
import { eventStoreOf } from '@electron/store/event-store-of';
import { outlineOf } from '@electron/store/outline/outline-of';

/** @throws CaseScopeError `shard-damaged` */
export function outlineShard(order: OutlineOrder): ShardOutline {
  const stored = eventStoreOf(order.caseDir).read(fileId(order.file), generation(order.generation));
  try {
    return outlineOf(stored);
  } finally {
    stored.close();
  }
}
