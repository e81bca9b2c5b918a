/** Events as the grid and the drawer show them. */
import { renderJson } from '@shared/evtx/render-json';
import { rawValuesOf } from '@shared/evtx/raw-values';
import { renderXml } from '@shared/evtx/render-xml';
import { parseTree } from '@shared/evtx/record-tree';
import type { EventDetail, EventRow } from '@shared/contract/event-views';
import type { EventPlace } from '@shared/contract/finding-views';
import { CaseScopeError } from '@shared/model/errors';
import type { DocumentKind, FieldValue } from '@shared/model/event';
import { NO_MARKS } from '@shared/model/event-mark';
import { LEVELS, type Level } from '@shared/model/level';
import { formatFileTime } from '@shared/model/time-text';
import type { StoredDetection } from '../sidecar/detections';
import type { EventFindings, StoredEvent } from '../event-store';
import { guarded, isDamaged } from '../shard/shard-damage';
import type { StoredHit } from '../sidecar/hits';
import type { PublishedFile } from '../case/published-rows';
import { problemOf } from './case-facts';
import type { CaseFiles } from './case-files';
import { detectionRow, hitRow } from './list-rows';
import { cut, summaryOf } from './event-summary';
import { type EventView, eventView, viewOfColumns } from './event-view';
import { readOr } from './sidecar-or';
import { firstTextOf, lineOf } from './segment-columns';

const LONGEST_CELL = 2_000;

/** The stretch of a sorted list that belongs to an event. */
export function ofEvent<Item extends { readonly event: number }>(
  items: readonly Item[],
  event: number,
): readonly Item[] {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.event ?? 0) < event) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (items[end]?.event === event) end++;
  return items.slice(low, end);
}

export const highest = (detections: readonly StoredDetection[]): Level | null =>
  LEVELS.toReversed().find((level) => detections.some(({ rule }) => rule.level === level)) ?? null;

/** One event as rows and the drawer read it, from whichever store. */
export interface ShownEvent extends EventView {
  readonly fixed: Pick<StoredEvent, 'offsetBytes' | 'recordId' | 'recovery' | 'time'>;
}

export function placeOf(files: CaseFiles, file: PublishedFile, event: number): EventPlace {
  return placeIn(file, event, shownEvent(files, file, event));
}

/** Of its record, in bytes. @throws CaseScopeError `shard-damaged` naming the file: whoever asks of many has to be told which */
export function offsetOf(files: CaseFiles, file: PublishedFile, event: number): number {
  try {
    const { columns, at } = files.place(file, event);
    return columns.fixed(at).offsetBytes;
  } catch (error) {
    if (!isDamaged(error)) throw error;
    throw new CaseScopeError('shard-damaged', problemOf(file, error), { cause: error });
  }
}

export function shownEvent(files: CaseFiles, file: PublishedFile, event: number): ShownEvent {
  const { columns, at } = files.place(file, event);
  return { fixed: columns.fixed(at), ...viewOfColumns(columns, at) };
}

/** For a row, which wants nearly all of its fields. */
function shownRow(files: CaseFiles, file: PublishedFile, event: number): ShownEvent {
  const { columns, at } = files.place(file, event);
  return { fixed: columns.fixed(at), ...eventView(columns, at, files.documentKind(file)) };
}

export const findingsOf = (
  files: CaseFiles,
  file: PublishedFile,
  event: number,
): EventFindings => ({
  detections: ofEvent(
    readOr(() => files.detections(file)),
    event,
  ),
  hits: ofEvent(
    readOr<StoredHit>(() => files.hits(file)),
    event,
  ),
  marks: files.marks(file).get(event) ?? NO_MARKS,
});

export function placeIn(
  file: PublishedFile,
  event: number,
  shown: ShownEvent,
): EventPlace & { readonly offset: number } {
  const { offsetBytes, recordId, recovery, time } = shown.fixed;
  const text = (name: string): string | null => firstTextOf(shown.value(name));
  return {
    file: file.id,
    event,
    fileName: file.name,
    offset: offsetBytes,
    recordId,
    eventRecordId: text('EventRecordID'),
    recovery,
    time: time === null ? null : formatFileTime(time),
    channel: text('Channel'),
    eventId: text('EventID'),
    computer: text('Computer'),
  };
}

export const eventRow = (
  files: CaseFiles,
  file: PublishedFile,
  event: number,
  wanted: readonly string[],
): Omit<EventRow, 'copies'> =>
  rowOf(file, event, shownRow(files, file, event), wanted, findingsOf(files, file, event));

/** @param wanted names of fields that have a column */
export function rowOf(
  file: PublishedFile,
  event: number,
  shown: ShownEvent,
  wanted: readonly string[],
  { detections, hits, marks }: EventFindings,
): Omit<EventRow, 'copies'> {
  const { eventRecordId: _, ...place } = placeIn(file, event, shown);
  const cells = wanted.map((name) => cellOf(shown.value(name)));
  return {
    ...place,
    provider: firstTextOf(shown.value('Provider_Name')),
    summary: summaryOf(shown),
    columns: cells.map(({ text }) => text),
    abridged: cells.flatMap(({ isWhole }, at) => (isWhole ? [] : [at])),
    level: highest(detections),
    hits: hits.length,
    marks,
  };
}

interface Cell {
  readonly text: string | null;
  /** The text is the very value. */
  readonly isWhole: boolean;
}

function cellOf(value: FieldValue | undefined): Cell {
  const line = lineOf(value);
  if (line === null) return { text: null, isWhole: true };
  const text = cut(line, LONGEST_CELL);
  return { text, isWhole: text === firstTextOf(value) };
}

/** Stands for an event whose columns are damaged. */
export const unreadableRow = (
  file: PublishedFile,
  event: number,
  cells: number,
): Omit<EventRow, 'copies'> => ({
  ...{ file: file.id, event, fileName: file.name, time: null, offset: null, recordId: null },
  ...{ recovery: 'live', eventId: null, channel: null, provider: null, computer: null },
  summary: 'This event cannot be read; re-index its file.',
  ...{ columns: Array.from({ length: cells }, () => null), abridged: [] },
  ...{ level: null, hits: 0, marks: NO_MARKS },
});

export function eventDetail(files: CaseFiles, file: PublishedFile, event: number): EventDetail {
  const { columns } = files.place(file, event);
  const original = { text: columns.open().document(event), kind: files.documentKind(file) };
  return detailOf(
    ...([file, event, shownEvent(files, file, event)] as const),
    ...([original, findingsOf(files, file, event)] as const),
  );
}

/** The original record. */
export interface OriginalRecord {
  readonly text: string;
  readonly kind: DocumentKind;
}

export function detailOf(
  file: PublishedFile,
  event: number,
  shown: ShownEvent,
  { text, kind }: OriginalRecord,
  { detections, hits, marks }: EventFindings,
): EventDetail {
  const place = placeIn(file, event, shown);
  const {
    eventRecordId: _record,
    channel: _channel,
    eventId: _id,
    computer: _computer,
    ...told
  } = place;
  return {
    ...told,
    sha256: file.hashes?.sha256 ?? null,
    fields: [...shown.fieldsNamed(() => true)],
    ...documentOf(text, kind),
    detections: detections.map((one) => detectionRow(place, one)),
    hits: hits.map((one) => hitRow(place, one)),
    marks,
  };
}

function documentOf(
  document: string,
  kind: DocumentKind,
): Pick<EventDetail, 'json' | 'xml' | 'rawValues'> {
  if (kind === 'json') return { json: pretty(document), xml: null, rawValues: [] };
  const tree = guarded(() => parseTree(document));
  const { event: rendered, extra } = renderJson(tree);
  const whole = extra === undefined ? rendered : { ...rendered, extra };
  const json = JSON.stringify(whole, null, 2);
  return { json, xml: renderXml(tree), rawValues: rawValuesOf(tree) };
}

/**
 * Laid out for reading, but only where that gives back the same numbers it was written with.
 * @throws CaseScopeError `shard-damaged` where it is no longer JSON
 */
function pretty(json: string): string {
  const laidOut = guarded(() => JSON.stringify(JSON.parse(json), null, 2));
  return /\d{16}/.test(json) ? json : laidOut;
}
