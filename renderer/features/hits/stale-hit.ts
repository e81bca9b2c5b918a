import type { HitRow } from '@shared/contract/finding-views';
import type { Indicator } from '@shared/model/indicator';

/** Why a hit is of an indicator the case no longer seeks like this. */
export type Staleness = 'deleted' | 'changed' | 'off';

/** What each means, for the examiner. */
export const STALENESS_TEXTS: Readonly<Record<Staleness, string>> = {
  deleted: 'The indicator of this hit was deleted. The hit goes when the file is hunted again.',
  changed: 'The indicator was changed since it was hunted. Hunt again to see what it finds now.',
  off: 'The indicator was switched off. The hit goes when the file is hunted again.',
};

/** Null where the case still seeks what the hit was found with. */
export function stalenessOf(hit: HitRow, indicators: readonly Indicator[]): Staleness | null {
  const now = indicators.find(({ id }) => id === hit.indicatorId);
  if (now === undefined) return 'deleted';
  const same = now.value === hit.indicator && now.type === hit.type && now.mode === hit.mode;
  if (!same) return 'changed';
  return now.active ? null : 'off';
}
