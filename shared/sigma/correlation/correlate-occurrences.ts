/** All correlations of a set over occurrences that fit in memory, each after those it listens to. */
import {
  type CompiledCorrelation,
  heardCorrelations,
  hearsBursts,
  type OccurrenceKind,
} from './compiled-correlation';
import { CorrelationRun } from './correlation-run';
import {
  burstOccurrences,
  type CorrelationHit,
  type Occurrence,
  pointOccurrences,
} from './occurrence';

/** What occurred: a rule of the set or a correlation, by number. */
export interface Occurred {
  readonly source: OccurrenceKind;
  readonly number: number;
  readonly occurrence: Occurrence;
}

/**
 * @param feeds whether a hit of a correlation is heard by others
 * @returns the hits of each correlation, in their order
 */
export function correlateOccurrences(
  correlations: readonly CompiledCorrelation[],
  occurrences: readonly Occurred[],
  feeds: (hit: CorrelationHit, correlation: CompiledCorrelation) => boolean = () => true,
): readonly (readonly CorrelationHit[])[] {
  const occurred = [...occurrences];
  const isHeard = heardCorrelations(correlations);
  return correlations.map((correlation, number) => {
    const run = new CorrelationRun(correlation, isHeard.has(number));
    occurred.sort((a, b) => Number(a.occurrence.time - b.occurrence.time));
    const heard = hearsBursts(correlation) ? 'burst' : 'correlation';
    for (const { source, number: of, occurrence } of occurred) {
      if (source === 'rule') run.push('rule', of, occurrence);
      else if (source === heard) run.push('correlation', of, occurrence);
    }
    const hits = run.end();
    for (const hit of hits.filter((one) => feeds(one, correlation))) {
      for (const occurrence of burstOccurrences(hit))
        occurred.push({ source: 'burst', number, occurrence });
      for (const occurrence of pointOccurrences(hit))
        occurred.push({ source: 'correlation', number, occurrence });
    }
    return hits;
  });
}
