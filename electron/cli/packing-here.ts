/** Small files are packed in the process itself: no search runs beside it, and no other job. */
import { packShards } from '@electron/pipeline/pack-shards';
import type { Packing } from '@electron/scheduler/case-packing';
import { removeBut } from '@electron/store/case/event-files';

const letMessagesIn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const packingHere: Packing = {
  pack: (order, signal) =>
    packShards(order, async () => {
      await letMessagesIn();
      return !signal.aborted;
    }),
  letGo: () => Promise.resolve(),
  remove: (paths) => {
    removeBut(paths, []);
    return Promise.resolve();
  },
};
