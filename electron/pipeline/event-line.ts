/** Events as lines for other programs: the same from a search, an export, a detection, a hunt without a case. */
import type { EventPlace } from '@shared/contract/finding-views';
import { type EventFields, type FieldValue, textOf } from '@shared/model/event';
import { inLine } from '@shared/text/in-line';
import type { FoundEvent } from '@electron/store/event-store';
import { highest } from '@electron/store/search/event-rows';
import { summaryOf } from '@electron/store/search/event-summary';
import { viewOfFields } from '@electron/store/search/event-view';

/** Where an event stands; `file` is its path here, where the window holds ids. */
export interface PlacedEvent extends Omit<EventPlace, 'file' | 'event' | 'fileName'> {
  readonly file: string;
}

/** The columns every line about an event begins with. */
export const PLACE_COLUMNS = [
  'file',
  'offset',
  'recordId',
  'eventRecordId',
  'time',
  'channel',
  'eventId',
  'computer',
] as const;

export const EVENT_COLUMNS = [...PLACE_COLUMNS, 'provider', 'fields'] as const;

/** What a row tells beside the record, by the columns of the grid that show it (`findingsLine`). */
export const TOLD_COLUMNS = {
  level: ['level', 'rules', 'indicators'],
  marks: ['tags', 'note', 'hidden'],
  summary: ['summary'],
} as const;
export type ToldColumn = keyof typeof TOLD_COLUMNS;

/** Integers beyond 2^53 stay text (house.md, The command line). */
export function numberOrText(text: string | null): number | string | null {
  if (text === null) return null;
  const number = Number(text);
  return /^(0|-?[1-9]\d*)$/.test(text) && Number.isSafeInteger(number) ? number : text;
}

export type Line = Readonly<Record<string, unknown>>;

export function placeLine(place: PlacedEvent): Line {
  const { file, offset, channel, computer } = place;
  // A time past the year 9999 has no such spelling; the field it came from still tells it.
  const time = place.time?.startsWith('ticks:') === true ? null : place.time;
  return {
    file,
    offset,
    recordId: numberOrText(place.recordId),
    eventRecordId: numberOrText(place.eventRecordId),
    time,
    channel,
    eventId: numberOrText(place.eventId),
    computer,
    ...(place.recovery === 'live' ? {} : { recovered: true, recovery: place.recovery }),
  };
}

export function eventLine({ path: file, place, fields }: FoundEvent): Line {
  const provider = textOf(fields, 'Provider_Name');
  return { ...placeLine({ ...place, file }), provider, fields: fieldTexts(fields) };
}

/** Highest level, titles of rules, indicators, tags, note, the reason why it is out of sight, and what its fields say. */
export function findingsLine({ findings, fields }: FoundEvent, told: readonly ToldColumn[]): Line {
  if (told.length === 0) return {};
  const { detections, hits, marks } = findings;
  const all: Line = {
    level: highest(detections),
    rules: [...new Set(detections.map(({ rule }) => rule.ruleTitle))],
    indicators: [...new Set(hits.map(({ indicator }) => indicator))],
    tags: marks.tags.map(({ name }) => name),
    note: marks.note === '' ? null : marks.note,
    hidden: marks.hidden,
    ...(told.includes('summary')
      ? { summary: inLine(summaryOf(viewOfFields(fields), Infinity)) }
      : {}),
  };
  const names = told.flatMap((column) => TOLD_COLUMNS[column]);
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

const textsOf = (value: FieldValue): readonly (string | null)[] =>
  typeof value === 'string' || value === null ? [value] : value;

/** Evidence chooses the names: entries, so that `__proto__` stays a name like any other. */
const fieldTexts = ({ names, values }: EventFields): Line =>
  Object.fromEntries(names.map((name, at) => [name, textsOf(values[at] ?? null)]));
