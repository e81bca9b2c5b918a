/** The difference between the indicators files were hunted with and those of now. */
import { type FollowedOrder, MOST_FOLLOWED, type UntouchedOrder } from '@shared/contract/untouched';
import type { SoughtIndicator } from '@shared/model/indicator';
import { readIndicatorPack } from './packs';

/** Null where more came than is followed. @throws CaseScopeError where a pack cannot be read any more */
export function untouchedOrder({ files, before, now }: FollowedOrder): UntouchedOrder | null {
  const change = changeOf(readIndicatorPack(before), readIndicatorPack(now));
  return change.added.length > MOST_FOLLOWED ? null : { files, ...change };
}

/** One that is written otherwise goes and comes: its hits say how it was written. */
function changeOf(
  before: readonly SoughtIndicator[],
  now: readonly SoughtIndicator[],
): Pick<UntouchedOrder, 'added' | 'removed'> {
  const keysBefore = new Set(before.map(keyOf));
  const keysNow = new Set(now.map(keyOf));
  return {
    added: now
      .filter((one) => !keysBefore.has(keyOf(one)))
      .map(({ type, value, mode }) => ({ type, value, mode })),
    removed: before.filter((one) => !keysNow.has(keyOf(one))).map(({ id }) => id),
  };
}

const keyOf = ({ id, type, value, mode }: SoughtIndicator): string =>
  JSON.stringify([id, type, value, mode]);
