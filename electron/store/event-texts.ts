/** Texts of stored events by field, letter case ignored: what an examiner's tuning may ask for. */
import { type Column, type EventColumns, textsOf, valueAt } from '@shared/model/columns';
import type { EventFields, FieldValue } from '@shared/model/event';
import { foldCase } from '@shared/model/fold-case';
import { FieldNames } from '@shared/sigma/field-names';
import { VIEWS } from '@shared/sigma/field-view';
import { categoryViewOf, PLACE_FIELDS } from '@shared/sigma/log-source';
import type { TextsOf } from '@shared/sigma/tuning';
import type { StoredGeneration } from './event-store';
import { SegmentEventColumns } from './segment-event-columns';

/** Fields of a stretch by name, worked out once: an exclusion asks the same of every detection. */
const known = new WeakMap<EventColumns, Map<string, readonly Column[]>>();

/** As a rule's field name is understood: letter case, spaces and known other names. */
function columnsMeant(columns: EventColumns, field: string): readonly Column[] {
  const byField = known.get(columns) ?? new Map<string, readonly Column[]>();
  known.set(columns, byField);
  const before = byField.get(field);
  if (before !== undefined) return before;
  const names = new FieldNames(columns.names).meantBy(field);
  const meant = names.flatMap((name) => columns.column(name) ?? []);
  byField.set(field, meant);
  return meant;
}

/** Of one event of a stretch: its own, and those that rules of its category see. */
export const textsIn =
  (columns: EventColumns, event: number): TextsOf =>
  (field) => [...ownTexts(columns, event, field), ...viewTexts(columns, event, field)];

const ownTexts = (columns: EventColumns, event: number, field: string): readonly string[] =>
  columnsMeant(columns, field).flatMap((column) => textsFor(valueAt(column, event)));

const textsFor = (value: FieldValue | undefined): readonly string[] =>
  value === undefined || value === null ? [] : textsOf(value);

/** A process creation of the Security log has an Image for rules, though the record calls it NewProcessName. */
function viewTexts(columns: EventColumns, event: number, field: string): readonly string[] {
  const wanted = foldCase(field);
  const view = categoryViewOf(fieldsOf(columns, event, PLACE_FIELDS));
  const given = VIEWS[view].filter(({ name }) => foldCase(name) === wanted);
  return given.flatMap((one) => textsFor(one.of(fieldsOf(columns, event, one.inputs))));
}

/** @param names fields of which those the event has are given */
function fieldsOf(columns: EventColumns, event: number, names: readonly string[]): EventFields {
  const had = names.flatMap((name) => {
    const column = columns.column(name);
    const value = column === null ? undefined : valueAt(column, event);
    return value === undefined ? [] : [{ name, value }];
  });
  return { names: had.map(({ name }) => name), values: had.map(({ value }) => value) };
}

interface OpenSegment {
  readonly firstEvent: number;
  readonly columns: SegmentEventColumns;
}

/** Of any event of a generation, which is opened when first asked for. */
export class EventTexts {
  readonly #open: () => StoredGeneration;
  readonly #segments = new Map<number, OpenSegment>();
  /** Detections come in the order of their events: the segment of the last is mostly that of the next. */
  #last: OpenSegment | null = null;

  constructor(open: () => StoredGeneration) {
    this.#open = open;
  }

  of(event: number): TextsOf {
    return (field) => {
      const segment = this.#segmentOf(event);
      return segment === null ? [] : textsIn(segment.columns, event - segment.firstEvent)(field);
    };
  }

  #segmentOf(event: number): OpenSegment | null {
    if (this.#last === null || !holds(this.#last, event)) this.#last = this.#find(event);
    return this.#last;
  }

  #find(event: number): OpenSegment | null {
    const stored = this.#open();
    for (let id = 0; id < stored.head.segmentCount; id++) {
      const segment = this.#segments.get(id) ?? openSegment(stored, id);
      this.#segments.set(id, segment);
      if (holds(segment, event)) return segment;
    }
    return null;
  }
}

const holds = ({ firstEvent, columns }: OpenSegment, event: number): boolean =>
  event >= firstEvent && event < firstEvent + columns.events;

function openSegment(stored: StoredGeneration, id: number): OpenSegment {
  const { firstEvent, events } = stored.segment(id);
  return { firstEvent, columns: new SegmentEventColumns(stored, id, events) };
}
