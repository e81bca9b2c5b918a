/** When an indicator is told to be common in this case. */
import type { Weight } from './use-weight';

const COMMON_SHARE = 0.01;
const COMMON_EVENTS = 100;

/** More than one event in a hundred, where there are enough to say so. */
export const isCommon = ({ hits, events }: Weight): boolean =>
  hits >= COMMON_EVENTS && hits > events * COMMON_SHARE;

/** `12 %`, `under 1 %`. */
export function shareText({ hits, events }: Weight): string {
  const percent = events === 0 ? 0 : Math.floor((hits / events) * 100);
  return percent < 1 ? 'under 1 %' : `${percent} %`;
}
