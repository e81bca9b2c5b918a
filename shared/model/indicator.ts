/** What an examiner seeks, and where it was met (domain.md, Indicators). */
import type { IndicatorId } from './ids';

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

export interface Indicator {
  readonly id: IndicatorId;
  readonly type: IndicatorType;
  readonly value: string;
  readonly mode: MatchMode;
  readonly note: string;
  readonly active: boolean;
}

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
