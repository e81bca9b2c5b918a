/** What the main process asks the search process, and what it hears back. */
import { z } from 'zod';
import { STORE_PLACE } from './cluster';
import type { StableKey } from '../model/event-mark';
import { PLACEHOLDERS } from '../model/placeholders';
import { CHOSEN_SETS } from '../model/rule-sets';
import { EVENT_KEYS, EVENT_SEARCHES } from './event-requests';
import { FLAW_ROWS } from './evidence-requests';
import { type Answers, RULE_CASES } from './requests';
import { SEARCH_MEMORY } from '../model/search-memory';
import { INDICATORS_WEIGHED, READING_ORDER } from './indicators';
import { TRIED_FILE } from './tried-files';
import { FOLLOWED_ORDER, type UntouchedFile } from './untouched';

/**
 * Rules that are tried, among others that have a say in what they find, and the sets the case has chosen. Of several
 * versions of a rule the last runs.
 */
export const TRIAL_ORDER = z.object({
  files: z.array(TRIED_FILE),
  placeholders: PLACEHOLDERS,
  sets: CHOSEN_SETS,
});

/** What the search process answers, most of it requests of the window, with their schemas. */
export const SEARCHES = {
  ...EVENT_SEARCHES,
  'events.keys': EVENT_KEYS,
  'evidence.flaws': FLAW_ROWS,
  'rules.try': TRIAL_ORDER,
  'rules.cases': RULE_CASES,
  'indicators.read': READING_ORDER,
  'indicators.weigh': INDICATORS_WEIGHED,
  'indicators.untouched': FOLLOWED_ORDER,
} as const;
export type SearchName = keyof typeof SEARCHES;

/** What each is answered with. */
export type SearchAnswers = Pick<Answers, Extract<SearchName, keyof Answers>> & {
  'events.keys': readonly StableKey[];
  'indicators.untouched': readonly UntouchedFile[];
};
export const SEARCH_NAMES = Object.keys(SEARCHES) as [SearchName, ...SearchName[]];

export const SEARCH_ORDER = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ask'),
    id: z.number(),
    caseDir: z.string(),
    store: STORE_PLACE,
    name: z.enum(SEARCH_NAMES),
    input: z.unknown(),
    /** Most of decoded columns that is kept, from this question on. */
    memoryMb: SEARCH_MEMORY,
  }),
  /** Close the store of a file that is about to be replaced or removed; null: everything of the case. */
  z.object({
    type: z.literal('release'),
    id: z.number(),
    caseDir: z.string(),
    file: z.number().nullable(),
  }),
]);
export type SearchOrder = z.infer<typeof SEARCH_ORDER>;

/** Asked and answered at once, whatever is searched: whether the process lives. */
export const SEARCH_BEAT = { type: 'beat' } as const;
export const SEARCH_BEAT_ORDER = z.object({ type: z.literal(SEARCH_BEAT.type) });

const SEARCH_ANSWER = z.object({
  type: z.literal('answer'),
  id: z.number(),
  lockErrors: z.number().int().nonnegative(),
  /** The answer itself is made of evidence: main passes it on to the window and reads nothing in it. */
  reply: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), answer: z.unknown() }),
    z.object({
      ok: z.literal(false),
      code: z.string(),
      message: z.string(),
      at: z.number().optional(),
    }),
  ]),
});
/** What was found before the answer, made of evidence likewise. */
const SEARCH_PART = z.object({ type: z.literal('part'), id: z.number(), part: z.unknown() });

export const SEARCH_REPORT = z.discriminatedUnion('type', [SEARCH_ANSWER, SEARCH_PART]);
export type SearchReport = z.infer<typeof SEARCH_REPORT>;
