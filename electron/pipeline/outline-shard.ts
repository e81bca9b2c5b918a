/** Makes up the outline of a published file's events. */
import type { OutlineOrder } from '@shared/contract/jobs';
import type { ShardOutline } from '@shared/contract/shard-outline';
import { outlineOf } from '@electron/store/outline/outline-of';
import { EMBEDDED } from '@shared/contract/cluster';
import { readPublished } from './published-events';

/** @throws CaseScopeError `shard-damaged` */
export function outlineShard(order: OutlineOrder): ShardOutline {
  const stored = readPublished(order.caseDir, EMBEDDED, order);
  try {
    return outlineOf(stored);
  } finally {
    stored.close();
  }
}
