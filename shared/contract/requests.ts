/**
 * Every request the window can make of the main process: name → what it asks with (a schema, checked in
 * main before anything happens) and what it is answered with (a type; main is the trusted side).
 *
 * The window holds ids, never paths: files enter through the drop (`Bridge.dropFiles`) and the dialogs
 * main opens itself.
 */
import { z } from 'zod';
import { COLUMN_WIDTHS } from '../model/column-widths';
import { EVENT_LAYOUT, MOST_SAVED_LAYOUTS, SAVED_LAYOUT } from '../model/event-layout';
import { LINE_LIMIT } from '../model/line-limit';
import { PLACEHOLDERS, type Placeholders } from '../model/placeholders';
import { UPDATE_ENDS } from '../model/rule-diff';
import { SETS_CHANGE } from '../model/rule-sets';
import { type RuleTuning, TUNING_DRAFT } from '../model/rule-tuning';
import { SEARCH_MEMORY } from '../model/search-memory';
import type { AppState, CaseInfo } from './app-views';
import { ASKED_ID, NOTHING_ASKED } from './asked';
import { CLUSTER_REQUESTS, type ClusterAnswers, NEW_CLUSTER } from './cluster-requests';
import { EVENT_REQUESTS, type EventAnswers } from './event-requests';
import { EVIDENCE_REQUESTS, type EvidenceAnswers } from './evidence-requests';
import { type IndicatorAnswers, INDICATOR_REQUESTS } from './indicators';
import type {
  CaseResults,
  OwnRule,
  RuleImport,
  RulesRemoved,
  RuleTrial,
  RulesState,
} from './rule-views';
import { MOST_RULE_TEXT } from './tried-files';

/** What goes to the clipboard may be a whole value or record; the largest have tens of megabytes. */
const MOST_COPY = 128 << 20;
/** A rule of the examiner's own, to be kept; `file` is null for one that has none yet. */
const OWN_RULE_DRAFT = z
  .object({
    file: z.string().max(4_096).nullable(),
    text: z.string().max(MOST_RULE_TEXT),
    cases: z.string().max(MOST_RULE_TEXT),
  })
  .strict();

/** A rule that is being written, over everything published; `file` is null for one that has none yet. */
const RULE_TRIAL = z
  .object({
    file: z.string().max(4_096).nullable(),
    text: z.string().max(MOST_RULE_TEXT),
    placeholders: PLACEHOLDERS,
  })
  .strict();

/** The unit tests of a rule that is being written. */
export const RULE_CASES = z
  .object({
    rule: z.string().max(MOST_RULE_TEXT),
    cases: z.string().max(MOST_RULE_TEXT),
    placeholders: PLACEHOLDERS,
  })
  .strict();

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
  'case.openRecent': z.object({ recent: ASKED_ID }).strict(),
  'case.forgetRecent': z.object({ recent: ASKED_ID }).strict(),
  'case.openSample': NOTHING_ASKED,
  'case.close': NOTHING_ASKED,

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
  'tuning.remove': z.object({ id: ASKED_ID }).strict(),
  'rules.text': z.object({ file: z.string().max(4_096) }).strict(),
  'rules.try': RULE_TRIAL,
  /** What waits for `rules.update` tried on the case. */
  'rules.tryUpdate': NOTHING_ASKED,
  'rules.cases': RULE_CASES,
  /** A rule of the examiner's own and its cases. */
  'rules.own': z.object({ file: z.string().max(4_096) }).strict(),
  /** Answered once it is on the disk; `rules.gather` makes it run. */
  'rules.saveOwn': OWN_RULE_DRAFT,
  /** From now on rules run as they were written since. */
  'rules.gather': NOTHING_ASKED,
  'rules.removeOwn': z.object({ file: z.string().max(4_096) }).strict(),

  ...EVIDENCE_REQUESTS,
  ...EVENT_REQUESTS,
  ...INDICATOR_REQUESTS,
  ...CLUSTER_REQUESTS,
} as const;

export type RequestName = keyof typeof REQUESTS;
export type RequestInput<Name extends RequestName> = z.input<(typeof REQUESTS)[Name]>;

/** What each request is answered with when it goes well. */
export interface Answers extends EvidenceAnswers, EventAnswers, IndicatorAnswers, ClusterAnswers {
  'app.state': AppState;
  'app.setSettings': AppState;
  'app.copyText': null;
  'case.create': CaseInfo | null;
  'case.openDialog': CaseInfo | null;
  'case.openRecent': CaseInfo;
  'case.forgetRecent': AppState;
  'case.openSample': CaseInfo;
  'case.close': null;
  'rules.state': RulesState;
  'rules.importDialog': RuleImport;
  'rules.update': RulesState;
  'rules.removeImported': RulesRemoved;
  'rules.changeSets': RulesState;
  'rules.placeholders': Placeholders;
  'rules.setPlaceholders': RulesState;
  'tuning.list': readonly RuleTuning[];
  'tuning.add': readonly RuleTuning[];
  'tuning.remove': readonly RuleTuning[];
  'rules.text': { readonly text: string };
  'rules.try': RuleTrial;
  'rules.tryUpdate': RuleTrial;
  'rules.cases': CaseResults;
  'rules.own': OwnRule;
  'rules.saveOwn': { readonly file: string };
  'rules.gather': RulesState;
  'rules.removeOwn': RulesState;
}

/** How an answer crosses: errors the examiner can act on are values, with a code and a text. */
export type Reply<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly at?: number };
