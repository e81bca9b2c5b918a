/** One record as an exporter writes it, by itself: with the time and fields that it has in a file of such records. */
import type { EventFields } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import { Flattener } from './flattener';
import type { JsonRecord } from './json-record';
import { recognise } from './recognise';

export interface ExportedEvent {
  /** Null where the record is of no source or envelope that is known: its fields are called as they are written. */
  readonly fields: EventFields | null;
  readonly time: FileTime | null;
}

export function exportedEvent(record: JsonRecord): ExportedEvent {
  const { shape, confidence } = recognise([record]);
  const { names, values, time } = new Flattener(shape).flatten(record, JSON.stringify(record));
  const isKnown = confidence > 0 || shape.root !== '';
  return { fields: isKnown ? { names, values } : null, time };
}
