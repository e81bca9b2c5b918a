/** One record as an exporter writes it, by itself: with the fields that a file of such records has. */
import type { EventFields } from '@shared/model/event';
import { Flattener } from './flattener';
import { isRecord, type JsonRecord } from './json-record';
import { recognise } from './recognise';

/** Null where it is written flat, or of no source that is known. */
export function exportedFields(record: JsonRecord): EventFields | null {
  const isFlat = Object.entries(record).every(
    ([key, value]) => !key.includes('.') && !isRecord(value),
  );
  const { shape, confidence } = recognise([record]);
  if (isFlat || confidence === 0) return null;
  const { names, values } = new Flattener(shape).flatten(record, JSON.stringify(record));
  return { names, values };
}
