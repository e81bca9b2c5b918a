/** One record as an exporter writes it, by itself: with the fields that a file of such records has. */
import type { EventFields } from '@shared/model/event';
import { Flattener } from './flattener';
import type { JsonRecord } from './json-record';
import { recognise } from './recognise';

/** Null where it is of no source or envelope that is known: its fields are called as they are written. */
export function exportedFields(record: JsonRecord): EventFields | null {
  const { shape, confidence } = recognise([record]);
  if (confidence === 0 && shape.root === '') return null;
  const { names, values } = new Flattener(shape).flatten(record, JSON.stringify(record));
  return { names, values };
}
