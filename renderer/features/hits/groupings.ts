import type { HitGrouping } from '@shared/contract/hit-groups';

/** What hits are grouped by, as the window says it. */
export const GROUPING_WORDS: Readonly<Record<HitGrouping, string>> = {
  indicator: 'Indicator',
  host: 'Host',
  day: 'Day (UTC)',
};
