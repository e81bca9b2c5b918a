/** A histogram as bars: what stands upon what, and how high. */
import type { EventHistogram } from '@shared/contract/event-views';
import { type Level, LEVELS } from '@shared/model/level';

interface BarPart {
  /** Null for events without detections. */
  readonly level: Level | null;
  /** Of the whole height, from below. */
  readonly begin: number;
  readonly share: number;
}

export interface HistogramBar {
  readonly parts: readonly BarPart[];
}

/** A single event among millions can still be seen. */
const LEAST_SHARE = 0.04;

/**
 * Heights grow with the square root: a burst must not flatten everything else. Of a bar with detections the
 * parts are of its height as their events are of its events, the highest level at the bottom.
 */
export function barsOf({ events, levels }: EventHistogram): readonly HistogramBar[] {
  const most = events.reduce((high, count) => Math.max(high, count), 1);
  return events.map((count, at) => ({
    parts: count === 0 ? [] : partsOf(count, levels[at], heightOf(count, most)),
  }));
}

const heightOf = (count: number, most: number): number =>
  Math.max(LEAST_SHARE, Math.sqrt(count / most));

function partsOf(
  count: number,
  levels: EventHistogram['levels'][number] | undefined,
  height: number,
): BarPart[] {
  let begin = 0;
  const parts: BarPart[] = [];
  for (const level of LEVELS.toReversed()) {
    const detected = levels?.[level] ?? 0;
    if (detected === 0) continue;
    const share = Math.min(
      height - begin,
      Math.max(LEAST_SHARE, height * (detected / Math.max(1, count))),
    );
    parts.push({ level, begin, share });
    begin += share;
  }
  if (height > begin) parts.push({ level: null, begin, share: height - begin });
  return parts;
}
