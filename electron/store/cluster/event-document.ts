/** An event as a document of the cluster, and back (index-mapping.ts, docs/formats/cluster.md). */
import { z } from 'zod';
import type { ClusterFile } from '@shared/contract/cluster';
import { type EventRecord, RECOVERIES } from '@shared/model/event';
import { shareNames } from '@shared/model/shared-names';
import type { StoredEvent } from '../event-store';
import { fieldTerms } from './field-terms';
import { timeOfTicks, timeTerms } from './time-terms';

/** What of a file a document belongs to: a generation of its events, or what a run found in one. */
export const partOf = (sha256: string, generation: number, run?: number): string =>
  [sha256, generation, ...(run === undefined ? [] : [run])].join('.');

/** From the stable key of the record: sending an event again changes nothing. */
export const eventId = (part: string, offsetBytes: number): string => `${part}.${offsetBytes}`;

/** @param event its number in the generation */
export function eventDocument(
  part: string,
  file: ClusterFile,
  event: number,
  record: EventRecord,
): object {
  const { names, values, recordId } = record;
  const raw = record.rawTexts();
  return {
    ...{ kind: 'event', part, file: file.number, event },
    ...timeTerms(record.time),
    ...{ offset: record.offsetBytes, recovery: record.recovery },
    ...(recordId === null ? {} : { recordId }),
    ...fieldTerms(record),
    fields: { names, values, ...(raw.length === 0 ? {} : { raw }) },
    document: Buffer.from(record.document()).toString(),
  };
}

const TEXT = z.string().nullable();
const FIELDS = z.object({
  names: z.array(z.string()),
  values: z.array(z.union([TEXT, z.array(TEXT)])),
  raw: z.array(z.string()).default([]),
});

/** The parts of `_source` that make a stored event. */
export const EVENT_SOURCE_FIELDS = [
  ...['event', 'ticks', 'offset', 'recordId', 'recovery', 'fields'],
];

const EVENT_SOURCE = z.object({
  event: z.number(),
  ticks: z.string().optional(),
  offset: z.number(),
  recordId: z.string().optional(),
  recovery: z.enum(RECOVERIES),
  fields: FIELDS,
});

/** With what its record says beside its fields (`EventRecord.rawTexts`). */
export interface ClusterEvent extends StoredEvent {
  readonly rawTexts: readonly string[];
}

/** @throws ZodError where it is no event of ours */
export function storedEventOf(source: unknown): ClusterEvent {
  const { event, ticks, offset, recordId, recovery, fields } = EVENT_SOURCE.parse(source);
  return {
    ...{ index: event, offsetBytes: offset, recordId: recordId ?? null, recovery },
    time: ticks === undefined ? null : timeOfTicks(ticks),
    ...{ names: shareNames(fields.names), values: fields.values, rawTexts: fields.raw },
  };
}
