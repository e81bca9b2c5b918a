/** What an open case is given by its host: the window or the command line. */
import type { StorePlace } from '@shared/contract/cluster';
import type { FileId } from '@shared/model/ids';
import type { Correlate } from './case-correlations';
import type { MakeOutline } from './case-outlines';
import type { Packing } from './case-packing';
import type { GivenRules } from './case-rules';
import type { GatherTemplates } from './case-templates';
import type { Recount } from './case-tunings';
import type { TellUntouched } from './case-untouched';
import type { SchedulerListener } from './scheduler';
import type { WorkerLauncher } from './worker-launcher';
import type { SlotTimes } from './worker-slot';

export interface SessionOptions {
  readonly caseDir: string;
  /** Where the events of the case are; in shards of its own without. */
  readonly store?: StorePlace;
  readonly launcher: WorkerLauncher;
  readonly workers: number;
  /** Longest record of NDJSON. */
  readonly lineLimitBytes: number;
  readonly times: SlotTimes;
  /** The case keeps a copy of its own. */
  readonly rules: GivenRules;
  readonly correlate: Correlate;
  readonly recount: Recount;
  readonly gatherTemplates: GatherTemplates;
  readonly makeOutline: MakeOutline;
  readonly tellUntouched: TellUntouched;
  readonly packing: Packing;
  readonly listener: SchedulerListener & {
    /** What is hunted with changed, or is being made anew; said before whoever changed it goes on. */
    onPacks(): void;
    onRemoved(ids: readonly FileId[]): void;
    /** Other correlations are published. */
    onCorrelated(): void;
    /** The cluster did not do what it was asked, in words for the examiner. */
    onTrouble(text: string): void;
  };
  /** Leaves the queue alone until `resume`. */
  readonly paused?: boolean;
}
