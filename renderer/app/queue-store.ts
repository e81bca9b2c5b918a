/** What the workers do now: several changes a second, watched by few parts of the window. */
import { create } from 'zustand';
import type { FileProgress, QueueView } from '@shared/contract/evidence-views';
import type { Feeds } from '@shared/contract/feeds';

interface Queue {
  readonly queue: QueueView | null;
}
interface Progress {
  readonly byFile: ReadonlyMap<number, FileProgress>;
}

interface Exporting {
  readonly exporting: Feeds['exporting'];
}

interface Moving {
  readonly moving: Feeds['moving'];
}

export const useMoving = create<Moving>()(() => ({ moving: null }));
export const useExporting = create<Exporting>()(() => ({ exporting: null }));
export const useQueue = create<Queue>()(() => ({ queue: null }));
export const useProgress = create<Progress>()(() => ({ byFile: new Map() }));
