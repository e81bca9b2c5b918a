/** What the window is shown of events. */
import type { FieldValue, Recovery } from '../model/event';
import type { EventMarks, TagUse } from '../model/event-mark';
import type { Level } from '../model/level';
import type { RawValue } from '../model/raw-value';
import type { DetectionRow, HitRow } from './finding-views';
import type { RowsAnswer } from './rows-answer';

/** One event of the grid. `columns` in step with the asked ones; null where the event lacks the field. */
export interface EventRow {
  readonly file: number;
  readonly event: number;
  readonly fileName: string;
  readonly time: string | null;
  /** Of its record; null where the event cannot be read. */
  readonly offset: number | null;
  readonly recordId: string | null;
  readonly recovery: Recovery;
  readonly eventId: string | null;
  readonly channel: string | null;
  readonly provider: string | null;
  readonly computer: string | null;
  /** Names and values run together, cut to what a line shows. */
  readonly summary: string;
  readonly columns: readonly (string | null)[];
  /** Places in `columns` whose text is not the value itself: it is cut, or several values run together. */
  readonly abridged: readonly number[];
  /** Highest level of a detection on it; null without one. */
  readonly level: Level | null;
  readonly hits: number;
  readonly marks: EventMarks;
  /** How many there are of it among the events found, where the others are left out; 1 else. */
  readonly copies: number;
}

/**
 * Events found by intervals of time. Interval n is from edge n up to edge n + 1, ISO 8601; there is one edge
 * more than intervals, and none of either where no event has a time.
 */
export interface EventHistogram {
  readonly edges: readonly string[];
  readonly events: readonly number[];
  /** Events with detections, by the highest level of each. */
  readonly levels: readonly Readonly<Record<Level, number>>[];
  /** Events without a time. */
  readonly untimed: number;
  /** Events before the first edge and behind the last: a few that stand far off. */
  readonly earlier: number;
  readonly later: number;
}

/** The examiner's marks of the case: its tags, and how many events are out of sight. */
export interface MarksState {
  readonly tags: readonly TagUse[];
  readonly hidden: number;
}

/** How an export ended: whole, or with nothing of it left on disk. */
export type ExportEnd =
  | {
      readonly kind: 'written';
      readonly fileName: string;
      readonly events: number;
      /** What could not be. */
      readonly problems: readonly string[];
    }
  | {
      readonly kind: 'cancelled' | 'failed';
      readonly fileName: string;
      /** A file of this name was there before, and still is. */
      readonly isKept: boolean;
      /** Why; empty where it was cancelled. */
      readonly reason: string;
    };

/** How many of the events found a value finds, whatever its letter case; null is a field without one. */
export interface ValueCount {
  /** In its most frequent spelling. */
  readonly value: string | null;
  readonly count: number;
  /** How many ways it is written in. */
  readonly spellings: number;
}

export interface FieldValues extends RowsAnswer<ValueCount> {
  /** Events found, and those of them that have the field. */
  readonly events: number;
  readonly having: number;
}

/** A field of the case's events. */
export interface FieldUse {
  readonly name: string;
  /** Files with events that have it. */
  readonly files: number;
}

export interface EventDetail {
  readonly file: number;
  readonly event: number;
  readonly fileName: string;
  readonly sha256: string | null;
  readonly time: string | null;
  readonly offset: number;
  readonly recordId: string | null;
  readonly recovery: Recovery;
  readonly fields: readonly { readonly name: string; readonly value: FieldValue }[];
  /** evtx_dump's shape for EVTX, the original record for NDJSON; pretty-printed. */
  readonly json: string;
  readonly marks: EventMarks;
  /** Null for NDJSON. */
  readonly xml: string | null;
  /** Bytes of values whose text tells less than they do. */
  readonly rawValues: readonly RawValue[];
  readonly detections: readonly DetectionRow[];
  readonly hits: readonly HitRow[];
}
