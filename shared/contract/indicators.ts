/** Requests about indicators: what they ask with, and what they are answered with. */
import { z } from 'zod';
import type { Indicator } from '../model/indicator';
import { INDICATOR_DRAFT, INDICATOR_FACTS, INDICATOR_TYPES, MATCH_MODES } from '../model/indicator';
import { COLUMN_ROLES, INDICATOR_FORMATS } from '../model/indicator-reading';

/** Above the largest list a reading takes. */
export const MOST_DRAFTS = 500_000;
/** Of a list or report, pasted or in a file. */
export const MOST_LIST_CHARACTERS = 64 << 20;

/** Changed by one request: main writes them without standing still. The window sends more in slices. */
export const MOST_CHANGED = 250;
const CHANGED_DRAFTS = z.array(INDICATOR_DRAFT).max(MOST_CHANGED);

const indicatorIds = z.array(z.number().int().positive()).max(MOST_DRAFTS);

const changedIds = z.array(z.number().int().positive()).max(MOST_CHANGED);

/** What several indicators get at once; what is left out stays. */
export const INDICATOR_CHANGE = INDICATOR_FACTS.extend({ active: z.boolean() }).partial().strict();
export type IndicatorChange = z.infer<typeof INDICATOR_CHANGE>;

const READING_CHOICE = z
  .object({
    format: z.enum(INDICATOR_FORMATS).nullable(),
    roles: z.partialRecord(z.enum(COLUMN_ROLES), z.number().int().nonnegative()).nullable(),
  })
  .strict();

/** What the search process reads: a text, or the file main was given in a dialog. */
export const READING_ORDER = z.object({
  choice: READING_CHOICE,
  from: z.discriminatedUnion('type', [
    z.object({ type: z.literal('text'), text: z.string().max(MOST_LIST_CHARACTERS) }),
    z.object({ type: z.literal('file'), path: z.string() }),
  ]),
});

export const SOUGHT = z.object({
  type: z.enum(INDICATOR_TYPES),
  value: z.string(),
  mode: z.enum(MATCH_MODES),
});

export const SOUGHT_LIST = z.array(SOUGHT).max(MOST_DRAFTS);

/**
 * What each would hit in the case, before it is kept: a `SOUGHT_LIST` in JSON. As text, here and in what a list was read
 * as, a hundred thousand pass through main without being taken apart there.
 */
export const INDICATORS_WEIGHED = z.object({ sought: z.string().max(256 << 20) });

/** The case it is meant for: changes are sent in slices, and another may be opened between two of them. */
const OF_CASE = { caseFolder: z.string() };

export const INDICATOR_REQUESTS = {
  /** The next ones, in the order they came, until none is left. */
  'indicators.list': z.object({ after: z.number().int().nonnegative() }).strict(),
  'indicators.put': INDICATOR_DRAFT.extend({ id: z.number().int().positive().nullable() }),
  'indicators.add': z.object({ ...OF_CASE, drafts: CHANGED_DRAFTS }).strict(),
  'indicators.change': z.object({ ...OF_CASE, ids: changedIds, change: INDICATOR_CHANGE }).strict(),
  'indicators.delete': z.object({ ...OF_CASE, ids: changedIds }).strict(),
  'indicators.read': z
    .object({ text: z.string().max(MOST_LIST_CHARACTERS), choice: READING_CHOICE })
    .strict(),
  /** Asks for the file in a dialog, or reads the last one again as another kind of list; null: none was chosen. */
  'indicators.readFile': z.object({ again: z.boolean(), choice: READING_CHOICE }).strict(),
  'indicators.weigh': INDICATORS_WEIGHED,
  /** All, or some; asks for the file in a dialog. */
  'indicators.export': z
    .object({ ids: indicatorIds.nullable(), format: z.enum(['csv', 'stix']) })
    .strict(),

  /** Indicators for all cases. */
  'library.list': z.object({}).strict(),
  /** Indicators of the open case go into the library. */
  'library.keep': z.object({ ids: indicatorIds }).strict(),
  /** Indicators of the library come into the open case. */
  'library.take': z.object({ ...OF_CASE, ids: changedIds }).strict(),
  'library.delete': z.object({ ids: indicatorIds }).strict(),
} as const;

export interface AddedIndicators {
  readonly added: number;
  /** The case had them already. */
  readonly merged: number;
  /** Of those: switched off in the case, and so they stay. */
  readonly off: number;
  /** All of them, as the case has them now. */
  readonly indicators: readonly Indicator[];
}

export interface ReadFile {
  readonly name: string;
  readonly reading: ReadingText;
}

/** An `IndicatorReading` in JSON. */
export type ReadingText = string & { readonly brand: 'IndicatorReading' };

export interface WeighedIndicators {
  /** Events each would hit, in step with what was asked. */
  readonly hits: readonly number[];
  /** Events that were looked at. */
  readonly events: number;
  readonly problems: readonly string[];
}

/** Indicators that are not in the file. */
export interface LeftOut {
  readonly reason: string;
  readonly indicators: number;
}

export interface ExportedIndicators {
  readonly fileName: string;
  readonly indicators: number;
  /** What the format cannot say, by reason. */
  readonly left: readonly LeftOut[];
}

/** Changes answer what they changed. */
export interface IndicatorAnswers {
  'indicators.list': readonly Indicator[];
  'indicators.put': readonly Indicator[];
  'indicators.add': AddedIndicators;
  'indicators.change': readonly Indicator[];
  /** Ids of those that are gone. */
  'indicators.delete': readonly number[];
  'indicators.read': ReadingText;
  'indicators.readFile': ReadFile | null;
  'indicators.weigh': WeighedIndicators;
  'indicators.export': ExportedIndicators | null;
  'library.list': readonly Indicator[];
  'library.keep': readonly Indicator[];
  'library.take': AddedIndicators;
  'library.delete': readonly Indicator[];
}
