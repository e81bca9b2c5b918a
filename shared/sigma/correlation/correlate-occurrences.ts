/** All correlations of a set over occurrences that fit in memory, each after those it listens to. */
import type { CompiledCorrelation } from './compiled-correlation';
import { CorrelationRun } from './correlation-run';
import { type CorrelationHit, hitOccurrence, type Occurrence } from './occurrence';

/** What occurred: a rule of the set or a correlation, by number. */
export interface Occurred {
  readonly source: 'rule' | 'correlation';
  readonly number: number;
  readonly occurrence: Occurrence;
}

/** @returns the hits of each correlation, in their order */
export function correlateOccurrences(
  correlations: readonly CompiledCorrelation[],
  occurrences: readonly Occurred[],
): readonly (readonly CorrelationHit[])[] {
  const occurred = [...occurrences];
  return correlations.map((correlation, number) => {
    const run = new CorrelationRun(correlation);
    occurred.sort((a, b) => Number(a.occurrence.time - b.occurrence.time));
    for (const one of occurred) run.push(one.source, one.number, one.occurrence);
    const hits = run.end();
    for (const hit of hits)
      occurred.push({ source: 'correlation', number, occurrence: hitOccurrence(hit) });
    return hits;
  });
}
