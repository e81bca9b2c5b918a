/** How hits are spread over time, in equal parts of the time that most hits of the case stand in. */
import { SPARK_PARTS } from '@shared/contract/hit-groups';
import type { FileTime } from '@shared/model/file-time';

/** In 100 ns, to the precision of a double. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Two of a hundred hits, or one of a few, may have come from a clock that was wrong. */
const MOST_OUTSIDE = 0.02;

/**
 * From the first hit to the last, unless a few that stand far off would press all others into a single part: then the
 * narrowest range that holds the others, with what is no further from it than it is long. Null without times.
 */
export function rangeOfHits(times: Iterable<FileTime>): Range | null {
  const sorted = Float64Array.from(times, Number).sort();
  const [from, to] = [sorted[0], sorted.at(-1)];
  if (from === undefined || to === undefined) return null;
  const inner = narrowest(sorted, Math.max(1, Math.floor(sorted.length * MOST_OUTSIDE)));
  const part = (to - from) / SPARK_PARTS;
  const length = inner === null ? 0 : inner.to - inner.from;
  if (inner === null || length >= part) return { from, to };
  const near = sorted.filter((time) => time >= inner.from - length && time <= inner.to + length);
  return { from: near[0] ?? inner.from, to: near.at(-1) ?? inner.to };
}

/** Of the ranges that leave out so many; null where less than two would be left. */
function narrowest(sorted: Float64Array, leftOut: number): Range | null {
  let found: Range | null = null;
  const kept = sorted.length - leftOut;
  if (kept < 2) return null;
  for (let at = 0; at <= leftOut; at++) {
    const [from, to] = [sorted[at] ?? 0, sorted[at + kept - 1] ?? 0];
    if (found === null || to - from < found.to - found.from) found = { from, to };
  }
  return found;
}

export interface Spread {
  /** Those outside of the range count in the first and last part. */
  readonly spark: readonly number[];
  readonly earlier: number;
  readonly later: number;
}

export function spreadOf(times: readonly FileTime[], range: Range | null): Spread {
  const spark = Array.from({ length: SPARK_PARTS }, () => 0);
  let [earlier, later] = [0, 0];
  if (range === null) return { spark, earlier, later };
  const width = (range.to - range.from) / SPARK_PARTS;
  for (const time of times.map(Number)) {
    if (time < range.from) earlier++;
    if (time > range.to) later++;
    const part = width === 0 ? 0 : Math.floor((time - range.from) / width);
    const at = time > range.to ? SPARK_PARTS - 1 : Math.min(SPARK_PARTS - 1, Math.max(0, part));
    spark[at] = (spark[at] ?? 0) + 1;
  }
  return { spark, earlier, later };
}
