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

/** One indicator in one field of one event. `start` and `end` are UTF-16 positions in the field's value. */
export interface IndicatorMatch {
  readonly indicatorId: IndicatorId;
  readonly type: IndicatorType;
  readonly indicator: string;
  readonly field: string;
  /** The whole value of the field (or the tuple's element) that matched. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}
