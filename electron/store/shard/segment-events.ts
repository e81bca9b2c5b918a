/** Turns the columns of a segment back into events, for readers that want each event whole. */
import { CODE_ABSENT, type Column, valueAt } from '@shared/model/columns';
import { type FieldValue, RECOVERIES } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import { shareNames } from '@shared/model/shared-names';
import type { Segment, SegmentPlaces, StoredEvent, StoredGeneration } from '../event-store';
import { SPILL_FIELD } from './shard-schema';
import { SPILL_SEPARATOR } from './shard-writer';

interface NamedColumn {
  /** Null for the spill column. */
  readonly name: string | null;
  readonly column: Column;
}

const nameOf = (shard: StoredGeneration, field: number): string | null =>
  field === SPILL_FIELD ? null : shard.head.fields.of(field);

export function* eventsOfSegment(
  shard: StoredGeneration,
  segment: Segment,
): Generator<StoredEvent> {
  const columns = shard.fieldsIn(segment.id).flatMap((field): NamedColumn[] => {
    const column = shard.column(segment.id, field);
    return column === null ? [] : [{ name: nameOf(shard, field), column: whole(column) }];
  });
  const places = shard.places(segment.id);
  const presence = columnsByEvent(columns, segment.events);
  const shapes = new Map<string, readonly string[]>();
  for (let event = 0; event < segment.events; event++) {
    const present = presence.of(event);
    yield { ...fixedPart(segment, places, event), ...fieldsOf(columns, present, event, shapes) };
  }
}

/** Unpacked here and now: whoever reads every event meets all damage, of values that no event has too. */
const whole = ({ entries, codes }: Column): Column => ({ entries, codes });

/** The event at a position of a segment. */
export function eventAt(shard: StoredGeneration, segment: Segment, event: number): StoredEvent {
  const columns = shard.fieldsIn(segment.id).flatMap((field): NamedColumn[] => {
    const column = shard.column(segment.id, field);
    const present = column !== null && valueAt(column, event) !== undefined;
    return present ? [{ name: nameOf(shard, field), column }] : [];
  });
  const all = columns.map((_, at) => at);
  const fixed = fixedPart(segment, shard.places(segment.id), event);
  return { ...fixed, ...fieldsOf(columns, all, event, new Map()) };
}

type FixedPart = Pick<StoredEvent, 'index' | 'offsetBytes' | 'recordId' | 'time' | 'recovery'>;

export function fixedPart(segment: Segment, places: SegmentPlaces, event: number): FixedPart {
  return {
    index: segment.firstEvent + event,
    offsetBytes: Number(places.offsets.at(event) ?? 0n),
    recordId: places.hasRecordId[event] === 1 ? String(places.recordIds.at(event) ?? 0n) : null,
    time: timeIn(segment, event),
    recovery: RECOVERIES[segment.recovered[event] ?? 0] ?? 'live',
  };
}

export const timeIn = ({ hasTime, times }: Segment, event: number): FileTime | null =>
  hasTime[event] === 1 ? ((times[event] ?? 0n) as FileTime) : null;

/** For each event the columns it has, as runs of one flat list: most columns of a segment are sparse. */
function columnsByEvent(
  columns: readonly NamedColumn[],
  events: number,
): { of(event: number): Uint32Array } {
  const starts = new Uint32Array(events + 1);
  for (const { column } of columns) {
    for (let event = 0; event < events; event++) {
      if (column.codes[event] !== CODE_ABSENT) starts[event + 1] = (starts[event + 1] ?? 0) + 1;
    }
  }
  for (let event = 0; event < events; event++)
    starts[event + 1] = (starts[event + 1] ?? 0) + (starts[event] ?? 0);
  const flat = new Uint32Array(starts[events] ?? 0);
  const next = starts.slice();
  columns.forEach(({ column }, position) => {
    for (let event = 0; event < events; event++) {
      if (column.codes[event] === CODE_ABSENT) continue;
      const at = next[event] ?? 0;
      flat[at] = position;
      next[event] = at + 1;
    }
  });
  return { of: (event) => flat.subarray(starts[event], starts[event + 1]) };
}

function fieldsOf(
  columns: readonly NamedColumn[],
  present: ArrayLike<number>,
  event: number,
  shapes: Map<string, readonly string[]>,
): { names: readonly string[]; values: FieldValue[] } {
  const names: string[] = [];
  const values: FieldValue[] = [];
  const positions: number[] = [];
  let spills = false;
  for (let at = 0; at < present.length; at++) {
    const position = present[at] ?? 0;
    const named = columns[position];
    if (named === undefined) continue;
    const value = valueAt(named.column, event) ?? null;
    if (named.name === null) {
      unspill(value, names, values);
      spills = true;
    } else {
      names.push(named.name);
      values.push(value);
      positions.push(position);
    }
  }
  if (spills) return { names: shareNames(names), values };
  const key = positions.join(',');
  const known = shapes.get(key);
  if (known !== undefined) return { names: known, values };
  const shared = shareNames(names);
  shapes.set(key, shared);
  return { names: shared, values };
}

export function unspill(value: FieldValue, names: string[], values: FieldValue[]): void {
  if (!Array.isArray(value)) return;
  for (const text of value) {
    // JSON writes no NUL as it is, so the last one separates even where the name holds some.
    const at = (text ?? '').lastIndexOf(SPILL_SEPARATOR);
    if (text === null || at < 0) continue;
    names.push(text.slice(0, at));
    const parsed: unknown = JSON.parse(text.slice(at + 1));
    values.push(toFieldValue(parsed));
  }
}

const toFieldValue = (parsed: unknown): FieldValue => {
  if (Array.isArray(parsed))
    return parsed.map((one: unknown) => (typeof one === 'string' ? one : null));
  return typeof parsed === 'string' ? parsed : null;
};
