/**
 * The fields of one event for a row of the grid. A row wants nearly all of them, and its neighbours on a page lie
 * in other files: unpacking a block of records is then a tenth of the work of unpacking a column for each field.
 */
import { parseTree } from '@shared/evtx/record-tree';
import { fieldsOfTree } from '@shared/evtx/tree-fields';
import type { DocumentKind, EventFields, FieldValue } from '@shared/model/event';
import { readOr } from './sidecar-or';
import type { EventField, SegmentColumns } from './segment-columns';

export interface EventView {
  /** The value of a field by exact name; undefined where the event lacks it. */
  value(name: string): FieldValue | undefined;
  /** Fields by name, each read when it is come to. */
  fieldsNamed(isWanted: (name: string) => boolean): Iterable<EventField>;
}

/**
 * A record of NDJSON does not tell its fields by itself: how it was understood is known in its columns alone.
 * @param at place of the event in the segment
 */
export function eventView(columns: SegmentColumns, at: number, kind: DocumentKind): EventView {
  const event = columns.segment.firstEvent + at;
  // Where the record is damaged its columns may not be.
  const read =
    kind === 'tree' ? readOr(() => [fieldsOfTree(parseTree(columns.open().document(event)))]) : [];
  const [fields] = read;
  return fields === undefined ? viewOfColumns(columns, at) : viewOfFields(fields);
}

export const viewOfColumns = (columns: SegmentColumns, at: number): EventView => ({
  value: (name) => columns.value(at, name),
  fieldsNamed: (isWanted) => columns.fieldsNamed(at, isWanted),
});

export const viewOfFields = ({ names, values }: EventFields): EventView => ({
  value: (name) => {
    const at = names.indexOf(name);
    return at < 0 ? undefined : (values[at] ?? null);
  },
  *fieldsNamed(isWanted) {
    for (const [at, name] of names.entries())
      if (isWanted(name)) yield { name, value: values[at] ?? null };
  },
});
