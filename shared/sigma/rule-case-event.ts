/** Events of rule unit tests, with the fields that `hunt` reads from the same record in JSON. */
import { type EventFields, type FieldValue, textOf } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import { parseIsoTime } from '@shared/model/time-text';
import { isMap, YamlNumber } from './rule-yaml';

type Text = string | null;
export type WrittenEvent = Readonly<Record<string, unknown>>;

/** What a reader of exported records finds in one: fields are null where it is of no exporter. */
export type ReadExported = (record: WrittenEvent) => {
  readonly fields: EventFields | null;
  readonly time: FileTime | null;
};

interface CaseEvent {
  readonly fields: EventFields;
  readonly time: FileTime | null;
}

/** @param exported knows what exporters wrap records in (`Event.System`, `winlog.event_data`) */
export function caseEvent(event: WrittenEvent, exported?: ReadExported): CaseEvent {
  const record = jsonOf(event) as WrittenEvent;
  const read = exported?.(record);
  const fields = read?.fields ?? eventOf(record);
  return { fields, time: read?.time ?? writtenTime(fields) };
}

/** Where a test may write when an event happened. */
const TIMES = ['time', 'TimeCreated_SystemTime', '@timestamp', 'timestamp', 'UtcTime'];

function writtenTime(fields: EventFields): FileTime | null {
  const written = TIMES.map((name) => textOf(fields, name)).find((time) => time !== null) ?? null;
  return written === null ? null : parseIsoTime(written);
}

/** Without the numbers of YAML: each is the text that it is read as. */
function jsonOf(value: unknown): unknown {
  if (value instanceof YamlNumber) return value.number;
  if (Array.isArray(value)) return value.map(jsonOf);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, jsonOf(one)]));
}

/** An event written as a map: lists are tuples, inner maps dotted paths, also where they stand in a list. */
export function eventOf(map: WrittenEvent): EventFields {
  const found = new Map<string, Text[]>();
  for (const [name, value] of Object.entries(map)) add(found, name, value);
  return {
    names: [...found.keys()],
    values: [...found.values()].map((texts): FieldValue => {
      const [only = null] = texts;
      return texts.length === 1 ? only : texts;
    }),
  };
}

function add(found: Map<string, Text[]>, name: string, value: unknown): void {
  if (isMap(value)) {
    const inner = Object.entries(value);
    if (inner.length === 0) take(found, name, null);
    for (const [key, one] of inner) add(found, `${name}.${key}`, one);
  } else if (Array.isArray(value)) {
    if (value.length === 0) take(found, name, null);
    for (const one of value) add(found, name, one);
  } else take(found, name, scalar(value));
}

function take(found: Map<string, Text[]>, name: string, text: Text): void {
  const before = found.get(name);
  if (before === undefined) found.set(name, [text]);
  else before.push(text);
}

function scalar(value: unknown): Text {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? null : JSON.stringify(value);
}
