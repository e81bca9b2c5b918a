/**
 * The seam between bytes and events. `shared` opens no files: whoever has the file hands a `ByteSource`,
 * the EVTX and NDJSON rooms each answer with an `EvidenceReader`.
 */
import type { DocumentKind, EventRecord } from './event';
import type { Flaw } from './flaw';
import type { LogIntegrity } from './log-integrity';

/** Random access to the bytes of one file. Synchronous: readers run in a worker thread of their own. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Fills `target` from `positionBytes` on; answers how many bytes there were (short only at the end). */
  read(target: Uint8Array, positionBytes: number): number;
}

/** What a file holds before it is read: taken from chunk headers or line counts, never from file size. */
export interface Estimate {
  readonly total: number;
  /** `bytes` of the file where only consumption can be told (JSON arrays, gzip). */
  readonly unit: 'records' | 'lines' | 'bytes';
}

export type Parsed =
  | { readonly type: 'event'; readonly event: EventRecord }
  | { readonly type: 'flaw'; readonly flaw: Flaw };

export interface EvidenceReader {
  readonly documentKind: DocumentKind;
  /** Recognised source, for the Kind column: `EVTX`, `NDJSON · ECS`… */
  readonly sourceLabel: string;
  /** `step` is told the bytes looked over so far as it goes on, and may throw to end it. */
  estimate(step?: (doneBytes: number) => void): Estimate;
  /**
   * Every record of the file in physical order, damage in between as flaws. An event is good until
   * the next step. Never throws on content; errors of the ByteSource pass through. `step` is called where
   * it may read on for long without an event (an endless line), and may throw to end it.
   */
  records(step?: () => void): Iterable<Parsed>;
  /** What `records` has seen of the file's state; null where the format tells nothing of it. */
  integrity(): LogIntegrity | null;
  /** Progress of `records` so far, in the unit of the estimate. */
  done(): number;
}
