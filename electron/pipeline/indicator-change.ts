/** The difference between the indicators files were hunted with and those of now. */
import { type FollowedOrder, MOST_FOLLOWED, type UntouchedOrder } from '@shared/contract/untouched';
import type { SoughtIndicator } from '@shared/model/indicator';
import { type IndicatorPack, readIndicatorPack } from './packs';

/** Null where more came than is followed. @throws CaseScopeError where a pack cannot be read any more */
export function untouchedOrder({ files, before, now }: FollowedOrder): UntouchedOrder | null {
  const change = changeOf(readIndicatorPack(before), readIndicatorPack(now));
  return change.added.length > MOST_FOLLOWED ? null : { files, ...change };
}

/**
 * One that is written otherwise goes and comes: its hits say how it was written. So do all when what a hit is has
 * another definition.
 */
function changeOf(
  before: IndicatorPack,
  now: IndicatorPack,
): Pick<UntouchedOrder, 'added' | 'removed'> {
  const keysBefore = keysOf(before);
  const keysNow = keysOf(now);
  return {
    added: now.indicators
      .filter((one) => !keysBefore.has(keyOf(one, now)))
      .map(({ type, value, mode }) => ({ type, value, mode })),
    removed: before.indicators
      .filter((one) => !keysNow.has(keyOf(one, before)))
      .map(({ id }) => id),
  };
}

const keysOf = (pack: IndicatorPack): Set<string> =>
  new Set(pack.indicators.map((one) => keyOf(one, pack)));

const keyOf = (
  { id, type, value, mode }: SoughtIndicator,
  { definition }: Pick<IndicatorPack, 'definition'>,
): string => JSON.stringify([definition, id, type, value, mode]);
