/** What reading a log tells, step by step. */
import type { Flaw, FlawKind } from '@shared/model/flaw';
import type { EvtxEvent } from './evtx-event';

export type EvtxParsed =
  | { readonly type: 'event'; readonly event: EvtxEvent }
  | { readonly type: 'flaw'; readonly flaw: Flaw };

export const flawAt = (
  kind: FlawKind,
  offsetBytes: number,
  reason: string,
  recordLost = false,
): EvtxParsed => ({ type: 'flaw', flaw: { kind, offsetBytes, reason, recordLost } });

export const lostAt = (offsetBytes: number, reason: string): EvtxParsed =>
  flawAt('record-damaged', offsetBytes, reason, true);

export const lostRecords = (
  kind: FlawKind,
  offsetBytes: number,
  reason: string,
  records: number,
): EvtxParsed => ({
  type: 'flaw',
  flaw: { kind, offsetBytes, reason, recordLost: true, lostRecords: records },
});
