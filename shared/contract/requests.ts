/**
 * Every request the window can make of the main process: name → what it asks with (a schema, checked in
 * main before anything happens) and what it is answered with (a type; main is the trusted side).
 *
 * The window holds ids, never paths: files enter through the drop (`Bridge.dropFiles`) and the dialogs
 * main opens itself.
 */
import { z } from 'zod';
import {
  EVENT_LAYOUT,
  MOST_COLUMNS,
  MOST_SAVED_LAYOUTS,
  SAVED_LAYOUT,
} from '../model/event-layout';
import { SEARCH_MEMORY } from '../model/search-memory';
import { MOST_NOTE, TAG_DRAFT } from '../model/event-mark';
import { type GroupedHits, HIT_GROUP, HITS_GROUPED, type IndicatorHits } from './hit-groups';
import { CLUSTER_REQUESTS, type ClusterAnswers, NEW_CLUSTER } from './cluster-requests';
import { type IndicatorAnswers, INDICATOR_REQUESTS } from './indicators';
import { EVENT_SEARCH, MOST_IDS, MOST_LIST_FILTER } from './event-search';
import { EVENT_VIEW, SAVED_SEARCH, type SearchesState } from './event-view';
import { OPERATIONS } from '../model/file-states';
import { LINE_LIMIT } from '../model/line-limit';
import { PLACEHOLDERS, type Placeholders } from '../model/placeholders';
import { UPDATE_ENDS } from '../model/rule-diff';
import { SETS_CHANGE } from '../model/rule-sets';
import { COLUMN_WIDTHS } from '../model/column-widths';
import { type RuleTuning, TUNING_DRAFT } from '../model/rule-tuning';
import type { SourceMapping } from '../model/source-choice';
import { SOURCE_CHOICE, SOURCE_MAPPING, type SourcePreview } from './source-choice';
import type { BorrowAnswer } from './templates';
import type { AppState, CaseInfo } from './app-views';
import type {
  EventDetail,
  EventHistogram,
  ExportedEvents,
  FieldUse,
  FieldValues,
  MarksState,
} from './event-views';
import type { AddedEvidence, EvidenceRow, FlawsAnswer, QueueAnswer } from './evidence-views';
import type { DetectionRow, HitRow } from './finding-views';
import type { RowsAnswer } from './rows-answer';
import type {
  CaseResults,
  OwnRule,
  RuleCount,
  RuleImport,
  RuleTrial,
  RulesState,
} from './rule-views';
import { MOST_RULE_TEXT, TRIED_FILES } from './tried-files';
import type { EventRow } from './event-views';

export const NOTHING_ASKED = z.object({}).strict();
const id = z.number().int().positive();
const ids = z.object({ ids: z.array(id).max(MOST_IDS) }).strict();

/** What goes to the clipboard may be a whole value or record; the largest have tens of megabytes. */
const MOST_COPY = 128 << 20;
/** Rows of one page; a grid asks for what it shows. */
export const MOST_PAGE_ROWS = 1_000;

const range = { start: z.number().int().nonnegative(), end: z.number().int().nonnegative() };
export const EVENT_ROWS = z
  .object({ search: EVENT_SEARCH, ...range, columns: z.array(z.string().max(256)).max(64) })
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
    ...range,
  })
  .strict();
/** Stable keys of rows found; for main alone. */
export const EVENT_KEYS = z.object({ search: EVENT_SEARCH, ...range }).strict();
export const FIELD_HINTS = EVENT_SEARCH.pick({ query: true });
/** The first row at or behind a time, ISO 8601. */
export const EVENT_ROW_AT = z.object({ search: EVENT_SEARCH, time: z.string().max(64) }).strict();
export const EVENT_AT = z.object({ file: id, event: z.number().int().nonnegative() }).strict();

const sortOf = <Column extends string>(...columns: readonly [Column, ...Column[]]) =>
  z.object({ column: z.enum(columns), order: z.enum(['asc', 'desc']) }).strict();
const files = z.array(id).max(MOST_IDS).nullable();
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
    ...range,
  })
  .strict();
export const HIT_ROWS = z
  .object({
    filter: z.string().max(MOST_LIST_FILTER),
    files,
    /** Only these of the groups; null: all. */
    group: HIT_GROUP.nullable(),
    sort: sortOf('time', 'indicator', 'field', 'computer', 'file'),
    ...range,
  })
  .strict();

export const FLAW_ROWS = z
  .object({ file: id, ...range })
  .strict()
  .refine(({ start, end }) => end - start <= MOST_PAGE_ROWS);

/** A rule of the examiner's own, to be kept; `file` is null for one that has none yet. */
const OWN_RULE_DRAFT = z
  .object({
    file: z.string().max(4_096).nullable(),
    text: z.string().max(MOST_RULE_TEXT),
    cases: z.string().max(MOST_RULE_TEXT),
  })
  .strict();

/** Rules that are being written or are about to be taken, over everything published. */
export const RULE_TRIAL = z.object({ files: TRIED_FILES, placeholders: PLACEHOLDERS }).strict();

/** The unit tests of a rule that is being written. */
export const RULE_CASES = z
  .object({
    rule: z.string().max(MOST_RULE_TEXT),
    cases: z.string().max(MOST_RULE_TEXT),
    placeholders: PLACEHOLDERS,
  })
  .strict();

/** A file by its id, the event by the offset of its record. */
const MARKED_EVENT = z.object({ file: id, offset: z.number().int().nonnegative() }).strict();
const MARKED_EVENTS = z.array(MARKED_EVENT).min(1).max(MOST_PAGE_ROWS);
const REASON = z.string().trim().min(1).max(2_000);

export const REQUESTS = {
  'app.state': NOTHING_ASKED,
  'app.setSettings': z
    .object({
      workers: z.number().int().min(1).max(16).optional(),
      /** Longest record of NDJSON, in MiB. */
      lineLimitMib: LINE_LIMIT.optional(),
      searchMemoryMb: SEARCH_MEMORY.optional(),
      theme: z.enum(['system', 'dark', 'light']).optional(),
      /** `UTC` or an IANA zone name. */
      timeZone: z.string().max(64).optional(),
      eventLayout: EVENT_LAYOUT.optional(),
      savedLayouts: z.array(SAVED_LAYOUT).max(MOST_SAVED_LAYOUTS).optional(),
      columnWidths: COLUMN_WIDTHS.optional(),
    })
    .strict(),
  'app.copyText': z.object({ text: z.string().max(MOST_COPY) }).strict(),

  /** Asks for the folder in a dialog; null when the examiner thinks better of it. */
  'case.create': z
    .object({
      name: z.string().trim().min(1).max(120),
      /** Null: events in shards of the case's folder. */
      cluster: NEW_CLUSTER.nullable(),
    })
    .strict(),
  'case.openDialog': NOTHING_ASKED,
  'case.openRecent': z.object({ recent: id }).strict(),
  'case.forgetRecent': z.object({ recent: id }).strict(),
  'case.openSample': NOTHING_ASKED,
  'case.close': NOTHING_ASKED,

  'evidence.list': NOTHING_ASKED,
  'evidence.addDialog': z.object({ what: z.enum(['files', 'folder']) }).strict(),
  'evidence.run': z
    .object({ ids: z.array(id).max(MOST_IDS), operation: z.enum(OPERATIONS) })
    .strict(),
  'evidence.cancel': ids,
  'evidence.cancelAll': NOTHING_ASKED,
  'evidence.retry': ids,
  'evidence.retryFailed': NOTHING_ASKED,
  'evidence.setPriority': z
    .object({ ids: z.array(id).max(MOST_IDS), priority: z.number().int().min(-1).max(1) })
    .strict(),
  'evidence.copyHash': ids,
  'evidence.reveal': z.object({ id }).strict(),
  'evidence.remove': ids,
  'evidence.flaws': FLAW_ROWS,
  /** Reads event logs again with templates of the case, and with their own only. */
  'evidence.borrowTemplates': ids,
  'evidence.ownTemplates': ids,

  'queue.pause': NOTHING_ASKED,
  'queue.resume': NOTHING_ASKED,

  'events.rows': EVENT_ROWS,
  'events.event': EVENT_AT,
  'events.histogram': EVENT_HISTOGRAM,
  'events.values': FIELD_VALUES,
  /** Every field of the case's events. */
  'events.fields': NOTHING_ASKED,
  /** Why a search that found nothing may have: fields it asks that no event has, a sentence each. */
  'events.fieldHints': FIELD_HINTS,
  'events.rowAt': EVENT_ROW_AT,
  /** Asks for the file in a dialog; null when the examiner thinks better of it, then or while it is written. */
  'events.export': z
    .object({
      search: EVENT_SEARCH,
      format: z.enum(['csv', 'jsonl']),
      columns: z.array(FIELD_NAME).max(MOST_COLUMNS),
    })
    .strict(),
  'events.cancelExport': NOTHING_ASKED,
  'detections.rows': DETECTION_ROWS,
  /** Runs correlations again after they failed. */
  'detections.correlate': NOTHING_ASKED,
  /** How many detections each rule has. */
  'detections.byRule': NOTHING_ASKED,
  'hits.rows': HIT_ROWS,
  'hits.groups': HITS_GROUPED,
  /** What each indicator hits. */
  'hits.byIndicator': NOTHING_ASKED,

  'rules.state': NOTHING_ASKED,
  'rules.importDialog': z.object({ what: z.enum(['zip', 'folder']) }).strict(),
  /** What becomes of the update that `rules.importDialog` answered with. */
  'rules.update': z.object({ end: z.enum(UPDATE_ENDS) }).strict(),
  'rules.removeImported': z.object({ hash: z.string() }).strict(),
  'rules.changeSets': z.object({ change: SETS_CHANGE }).strict(),
  'rules.placeholders': NOTHING_ASKED,
  'rules.setPlaceholders': z.object({ lists: PLACEHOLDERS }).strict(),
  'tuning.list': NOTHING_ASKED,
  'tuning.add': z.object({ draft: TUNING_DRAFT }).strict(),
  'tuning.remove': z.object({ id }).strict(),
  'rules.text': z.object({ file: z.string().max(4_096) }).strict(),
  'rules.try': RULE_TRIAL,
  'rules.cases': RULE_CASES,
  /** A rule of the examiner's own and its cases. */
  'rules.own': z.object({ file: z.string().max(4_096) }).strict(),
  /** Answered once it is on the disk; `rules.gather` makes it run. */
  'rules.saveOwn': OWN_RULE_DRAFT,
  /** From now on rules run as they were written since. */
  'rules.gather': NOTHING_ASKED,
  'rules.removeOwn': z.object({ file: z.string().max(4_096) }).strict(),

  'searches.state': NOTHING_ASKED,
  /** In the place of one of the same name. */
  'searches.save': SAVED_SEARCH,
  'searches.forget': z.object({ name: z.string().max(120) }).strict(),
  /** What is looked at now, for the history. */
  'searches.ran': EVENT_VIEW,

  'marks.state': NOTHING_ASKED,
  'marks.putTag': TAG_DRAFT,
  'marks.removeTag': z.object({ id }).strict(),
  'marks.tag': z.object({ events: MARKED_EVENTS, tag: id, isOn: z.boolean() }).strict(),
  /** The same for everything a search finds. */
  'marks.tagFound': z.object({ search: EVENT_SEARCH, tag: id, isOn: z.boolean() }).strict(),
  'marks.note': z.object({ event: MARKED_EVENT, note: z.string().max(MOST_NOTE) }).strict(),
  /** Without a reason they are shown again. */
  'marks.hide': z.object({ events: MARKED_EVENTS, reason: REASON.nullable() }).strict(),
  'marks.hideFound': z.object({ search: EVENT_SEARCH, reason: REASON.nullable() }).strict(),

  ...INDICATOR_REQUESTS,
  ...CLUSTER_REQUESTS,

  /** The first records of an NDJSON file as a choice would read them. */
  'mapping.preview': z.object({ file: id, choice: SOURCE_CHOICE }).strict(),
  /** Keeps the choice with the files and reads them again. */
  'mapping.choose': z.object({ ids: z.array(id).max(MOST_IDS), choice: SOURCE_CHOICE }).strict(),
  /** Mappings for all cases. */
  'mapping.saved': NOTHING_ASKED,
  'mapping.save': SOURCE_MAPPING,
  'mapping.forget': z.object({ name: z.string().max(120) }).strict(),
} as const;

export type RequestName = keyof typeof REQUESTS;
export type RequestInput<Name extends RequestName> = z.input<(typeof REQUESTS)[Name]>;

/** What each request is answered with when it goes well. */
export interface Answers extends IndicatorAnswers, ClusterAnswers {
  'app.state': AppState;
  'app.setSettings': AppState;
  'app.copyText': null;
  'case.create': CaseInfo | null;
  'case.openDialog': CaseInfo | null;
  'case.openRecent': CaseInfo;
  'case.forgetRecent': AppState;
  'case.openSample': CaseInfo;
  'case.close': null;
  'evidence.list': readonly EvidenceRow[];
  'evidence.addDialog': AddedEvidence | null;
  'evidence.run': QueueAnswer;
  'evidence.cancel': QueueAnswer;
  'evidence.cancelAll': QueueAnswer;
  'evidence.retry': QueueAnswer;
  'evidence.retryFailed': QueueAnswer;
  'evidence.setPriority': null;
  'evidence.copyHash': null;
  'evidence.reveal': null;
  'evidence.remove': QueueAnswer;
  'evidence.flaws': FlawsAnswer;
  'evidence.borrowTemplates': BorrowAnswer;
  'evidence.ownTemplates': QueueAnswer;
  'queue.pause': null;
  'queue.resume': null;
  'events.rows': RowsAnswer<EventRow>;
  'events.event': EventDetail;
  'events.histogram': EventHistogram;
  'events.values': FieldValues;
  'events.fields': readonly FieldUse[];
  'events.fieldHints': readonly string[];
  'events.rowAt': { readonly row: number };
  'events.export': ExportedEvents | null;
  'events.cancelExport': null;
  'detections.rows': RowsAnswer<DetectionRow>;
  'detections.correlate': null;
  'detections.byRule': readonly RuleCount[];
  'hits.rows': RowsAnswer<HitRow>;
  'hits.groups': readonly GroupedHits[];
  'hits.byIndicator': readonly IndicatorHits[];
  'rules.state': RulesState;
  'rules.importDialog': RuleImport;
  'rules.update': RulesState;
  'rules.removeImported': RulesState;
  'rules.changeSets': RulesState;
  'rules.placeholders': Placeholders;
  'rules.setPlaceholders': RulesState;
  'tuning.list': readonly RuleTuning[];
  'tuning.add': readonly RuleTuning[];
  'tuning.remove': readonly RuleTuning[];
  'rules.text': { readonly text: string };
  'rules.try': RuleTrial;
  'rules.cases': CaseResults;
  'rules.own': OwnRule;
  'rules.saveOwn': { readonly file: string };
  'rules.gather': RulesState;
  'rules.removeOwn': RulesState;
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
  'mapping.preview': SourcePreview;
  'mapping.choose': QueueAnswer;
  'mapping.saved': readonly SourceMapping[];
  'mapping.save': readonly SourceMapping[];
  'mapping.forget': readonly SourceMapping[];
}

/** How an answer crosses: errors the examiner can act on are values, with a code and a text. */
export type Reply<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly at?: number };
