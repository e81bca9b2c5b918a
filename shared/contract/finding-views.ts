/** What the window is shown of detections and hits. */
import type { FieldMatch } from '../model/detection';
import type { Recovery } from '../model/event';
import type { IndicatorHit } from '../model/indicator';
import type { Level } from '../model/level';
import type { RuleTuning } from '../model/rule-tuning';

/** Where a detection or hit stands. */
export interface EventPlace {
  readonly file: number;
  readonly event: number;
  readonly fileName: string;
  /** Null of a correlation whose last event cannot be read at the moment. */
  readonly offset: number | null;
  readonly recordId: string | null;
  readonly eventRecordId: string | null;
  readonly recovery: Recovery;
  readonly time: string | null;
  readonly channel: string | null;
  readonly eventId: string | null;
  readonly computer: string | null;
}

export interface DetectionRow extends EventPlace {
  readonly ruleId: string;
  readonly ruleTitle: string;
  readonly level: Level;
  readonly status: string;
  readonly author: string;
  readonly tags: readonly string[];
  /** Which log the event came from: `sysmon`, `security`… */
  readonly source: string;
  /** SHA-256 of the rule's file. */
  readonly ruleHash: string;
  readonly matches: readonly FieldMatch[];
  /** Null for a rule that looks at single events. The row's event is the last of the correlated ones. */
  readonly correlation: CorrelationFacts | null;
  /** Why tuning leaves it out; null where it is shown. */
  readonly suppressedBy: RuleTuning | null;
}

/** What a correlation found. Times are `formatFileTime` text. */
export interface CorrelationFacts {
  readonly from: string;
  readonly to: string;
  /** Group-by name → value. */
  readonly group: readonly FieldMatch[];
  /** All of them, each once; the oldest and the newest are listed. */
  readonly events: number;
  readonly contributions: readonly {
    readonly file: number;
    readonly event: number;
    readonly time: string;
    readonly rule: string;
    /** Its place among all of them, in the order of time, from 0. */
    readonly at: number;
  }[];
}

/** One indicator in one event; type, mode and text are those it was hunted with. */
export interface HitRow extends EventPlace, Omit<IndicatorHit, 'indicatorId'> {
  readonly indicatorId: number;
}
