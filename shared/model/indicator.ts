/** What an examiner seeks, and where it was met (domain.md, Indicators). */
import { z } from 'zod';
import type { IndicatorId } from './ids';
import { LEVELS } from './level';

export const INDICATOR_TYPES = [
  'ip',
  'domain',
  'url',
  'email',
  'hostname',
  'username',
  'sid',
  'md5',
  'sha1',
  'sha256',
  'imphash',
  'filename',
  'filepath',
  'process',
  'commandline',
  'registry',
  'service',
  'mutex',
  'pipe',
  'useragent',
  'text',
  'regex',
] as const;
export type IndicatorType = (typeof INDICATOR_TYPES)[number];

export const MATCH_MODES = ['literal', 'substring', 'wildcard', 'regex'] as const;
export type MatchMode = (typeof MATCH_MODES)[number];

/** All a hunt looks at. */
export interface SoughtIndicator {
  readonly id: IndicatorId;
  readonly type: IndicatorType;
  readonly value: string;
  readonly mode: MatchMode;
  readonly active: boolean;
}

/** Whom an indicator may be shown to (FIRST, Traffic Light Protocol 2.0), least strict first. */
export const TLPS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
export type Tlp = (typeof TLPS)[number];

export const MOST_INDICATOR_TEXT = 20_000;
const FACT_TEXT = z.string().max(MOST_INDICATOR_TEXT);

/** What is known of an indicator and changes nothing of what it hits. */
export const INDICATOR_FACTS = z.object({
  note: FACT_TEXT,
  /** Where it comes from: a report, a feed, who made the bundle. */
  source: FACT_TEXT,
  /** 0 to 100, as STIX 2.1 has it. */
  confidence: z.number().int().min(0).max(100).nullable(),
  tlp: z.enum(TLPS).nullable(),
  /** ISO 8601, UTC. Evidence may be older, so that nothing is switched off by it. */
  validUntil: z.string().max(40).nullable(),
  severity: z.enum(LEVELS).nullable(),
});
export type IndicatorFacts = Readonly<z.infer<typeof INDICATOR_FACTS>>;

export const NO_FACTS: IndicatorFacts = {
  ...{ note: '', source: '', confidence: null, tlp: null, validUntil: null, severity: null },
};

/** An indicator that has no number yet. */
export const INDICATOR_DRAFT = INDICATOR_FACTS.extend({
  type: z.enum(INDICATOR_TYPES),
  value: z.string().min(1).max(MOST_INDICATOR_TEXT),
  mode: z.enum(MATCH_MODES),
  active: z.boolean(),
}).strict();
export type IndicatorDraft = Readonly<z.infer<typeof INDICATOR_DRAFT>>;

export interface Indicator extends SoughtIndicator, IndicatorFacts {}

/** The `field` of a match in the record's raw text: a name or value that no field shows. */
export const RAW_TEXT = 'raw text';

/** Where an indicator stands in an event. `start` and `end` are UTF-16 positions in `value`. */
export interface IndicatorMatch {
  /** A field's name, two names joined by a backslash for a split account, or `RAW_TEXT`. */
  readonly field: string;
  /** The whole text that matched: a field's value, an element of its tuple, or a piece of the raw text. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * One indicator met in one event, however often it stands there: the one thing that is counted as a hit
 * (domain.md, Indicators). Type, mode and text are those it was hunted with.
 */
export interface IndicatorHit {
  readonly indicatorId: IndicatorId;
  readonly type: IndicatorType;
  readonly mode: MatchMode;
  readonly indicator: string;
  /** At least one; the first text of each field that has it. */
  readonly matches: readonly IndicatorMatch[];
}
