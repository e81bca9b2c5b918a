/** What the window asks of events, detections and hits, of searches that are kept and of what the examiner marks. */
import { z } from 'zod';
import { EVENT_LAYOUT } from '../model/event-layout';
import { MOST_NOTE, MOST_SELECTED, MOST_TAGS, TAG_DRAFT, TAG_PUT } from '../model/event-mark';
import { ASKED_ID, NOTHING_ASKED, RANGE } from './asked';
import { EVENT_SEARCH, MOST_IDS, MOST_LIST_FILTER } from './event-search';
import { EVENT_VIEW, SAVED_SEARCH, type SearchesState } from './event-view';
import type {
  EventDetail,
  EventHistogram,
  EventRow,
  ExportEnd,
  FieldUse,
  FieldValues,
  MarksState,
} from './event-views';
import type { DetectionRow, HitRow } from './finding-views';
import { type GroupedHits, HIT_GROUP, HITS_GROUPED, type IndicatorHits } from './hit-groups';
import type { RowsAnswer } from './rows-answer';
import type { RuleCount } from './rule-views';

export const EVENT_ROWS = z
  .object({ search: EVENT_SEARCH, ...RANGE, columns: z.array(z.string().max(256)).max(64) })
  .strict();
export const EVENT_HISTOGRAM = z
  .object({ search: EVENT_SEARCH, most: z.number().int().min(10).max(1_000) })
  .strict();
const FIELD_NAME = z.string().min(1).max(256);
/** Values of a field, those that hold a text, the most frequent first. */
export const FIELD_VALUES = z
  .object({
    search: EVENT_SEARCH,
    field: FIELD_NAME,
    holding: z.string().max(MOST_LIST_FILTER),
    ...RANGE,
  })
  .strict();
/** Stable keys of rows found; for main alone. */
export const EVENT_KEYS = z.object({ search: EVENT_SEARCH, ...RANGE }).strict();
export const FIELD_HINTS = EVENT_SEARCH.pick({ query: true });
/** The first row at or behind a time, ISO 8601. */
export const EVENT_ROW_AT = z.object({ search: EVENT_SEARCH, time: z.string().max(64) }).strict();
const OFFSET = z.number().int().nonnegative();
export const EVENT_AT = z
  .object({
    file: ASKED_ID,
    event: z.number().int().nonnegative(),
    /** Of its record: where it is given it is that event, whatever number a re-index gave it. */
    offset: OFFSET.optional(),
  })
  .strict();

const sortOf = <Column extends string>(...columns: readonly [Column, ...Column[]]) =>
  z.object({ column: z.enum(columns), order: z.enum(['asc', 'desc']) }).strict();
const files = z.array(ASKED_ID).max(MOST_IDS).nullable();
export const DETECTION_ROWS = z
  .object({
    filter: z.string().max(MOST_LIST_FILTER),
    /** `ruleKey` of the one rule whose detections they are; null: of all. */
    rule: z.string().nullable(),
    levels: z.array(z.enum(['informational', 'low', 'medium', 'high', 'critical'])).nullable(),
    /** Those that tuning leaves out, in place of the others. */
    suppressed: z.boolean(),
    files,
    sort: sortOf('time', 'level', 'rule', 'computer', 'file'),
    ...RANGE,
  })
  .strict();
export const HIT_ROWS = z
  .object({
    filter: z.string().max(MOST_LIST_FILTER),
    files,
    /** Only these of the groups; null: all. */
    group: HIT_GROUP.nullable(),
    sort: sortOf('time', 'indicator', 'field', 'computer', 'file'),
    ...RANGE,
  })
  .strict();

/** A file by its id, the event by the offset of its record. */
const MARKED_EVENT = z.object({ file: ASKED_ID, offset: OFFSET }).strict();
const MARKED_EVENTS = z.array(MARKED_EVENT).min(1).max(MOST_SELECTED);
const REASON = z.string().trim().min(1).max(2_000);

/** Answered by the search process as they are asked. */
export const EVENT_SEARCHES = {
  'events.rows': EVENT_ROWS,
  'events.event': EVENT_AT,
  'events.histogram': EVENT_HISTOGRAM,
  'events.values': FIELD_VALUES,
  /** Every field of the case's events. */
  'events.fields': NOTHING_ASKED,
  /** Why a search that found nothing may have: fields it asks that no event has, a sentence each. */
  'events.fieldHints': FIELD_HINTS,
  'events.rowAt': EVENT_ROW_AT,
  'detections.rows': DETECTION_ROWS,
  /** How many detections each rule has. */
  'detections.byRule': NOTHING_ASKED,
  'hits.rows': HIT_ROWS,
  'hits.groups': HITS_GROUPED,
  /** What each indicator hits. */
  'hits.byIndicator': NOTHING_ASKED,
} as const;

export const EVENT_REQUESTS = {
  ...EVENT_SEARCHES,
  /** Asks for the file in a dialog; null when the examiner thinks better of it there. */
  'events.export': z
    .object({
      search: EVENT_SEARCH,
      format: z.enum(['csv', 'jsonl']),
      /** Those shown, in their order. */
      columns: EVENT_LAYOUT.shape.columns,
    })
    .strict(),
  'events.cancelExport': NOTHING_ASKED,
  /** Runs correlations again after they failed. */
  'detections.correlate': NOTHING_ASKED,

  'searches.state': NOTHING_ASKED,
  /** In the place of one of the same name. */
  'searches.save': SAVED_SEARCH,
  'searches.forget': z.object({ name: z.string().max(120) }).strict(),
  /** What is looked at now, for the history. */
  'searches.ran': EVENT_VIEW,

  'marks.state': NOTHING_ASKED,
  'marks.putTag': TAG_DRAFT,
  'marks.removeTag': z.object({ id: ASKED_ID }).strict(),
  'marks.tag': z.object({ events: MARKED_EVENTS, tag: ASKED_ID, isOn: z.boolean() }).strict(),
  /** Everything a search finds: which tags are put on it, and which are taken off. */
  'marks.tagFound': z
    .object({ search: EVENT_SEARCH, tags: z.array(TAG_PUT).max(MOST_TAGS) })
    .strict(),
  'marks.note': z.object({ event: MARKED_EVENT, note: z.string().max(MOST_NOTE) }).strict(),
  /** Without a reason they are shown again. */
  'marks.hide': z.object({ events: MARKED_EVENTS, reason: REASON.nullable() }).strict(),
  'marks.hideFound': z.object({ search: EVENT_SEARCH, reason: REASON.nullable() }).strict(),
} as const;

export interface EventAnswers {
  'events.rows': RowsAnswer<EventRow>;
  'events.event': EventDetail;
  'events.histogram': EventHistogram;
  'events.values': FieldValues;
  'events.fields': readonly FieldUse[];
  'events.fieldHints': readonly string[];
  'events.rowAt': { readonly row: number };
  'events.export': ExportEnd | null;
  'events.cancelExport': null;
  'detections.rows': RowsAnswer<DetectionRow>;
  'detections.correlate': null;
  'detections.byRule': readonly RuleCount[];
  'hits.rows': RowsAnswer<HitRow>;
  'hits.groups': readonly GroupedHits[];
  'hits.byIndicator': readonly IndicatorHits[];
  'searches.state': SearchesState;
  'searches.save': SearchesState;
  'searches.forget': SearchesState;
  'searches.ran': SearchesState;
  'marks.state': MarksState;
  'marks.putTag': MarksState;
  'marks.removeTag': MarksState;
  'marks.tag': MarksState;
  'marks.tagFound': MarksState;
  'marks.note': MarksState;
  'marks.hide': MarksState;
  'marks.hideFound': MarksState;
}
