/** What is published in the case, summed over its files. */
import type { EvidenceRow, QueueView } from '@shared/contract/evidence-views';
import type { FileState } from '@shared/model/file-states';
import { isActive } from '@shared/model/file-states';
import { type Level, LEVELS, noLevelCounts } from '@shared/model/level';
import { plural } from '../../lib/format';

export interface CaseTotals {
  readonly files: number;
  readonly unused: number;
  readonly states: Readonly<Partial<Record<FileState, number>>>;
  readonly events: number;
  /** Correlations among them. */
  readonly detections: number;
  /** Detections that tuning leaves out, beside these. */
  readonly suppressed: number;
  readonly byLevel: Readonly<Record<Level, number>>;
  /** Indicator × event. */
  readonly hits: number;
  readonly eventsWithHits: number;
  /** Differs whenever other events, detections or hits are published. */
  readonly published: string;
}

/** @param correlations published for the case as a whole; null before the queue is known */
export function caseTotals(
  rows: Iterable<EvidenceRow>,
  correlations: QueueView['correlations'] | null,
): CaseTotals {
  const states: Partial<Record<FileState, number>> = {};
  const byLevel = noLevelCounts();
  let suppressed = correlations?.suppressed ?? 0;
  let [files, unused, events, detections, hits, eventsWithHits, runs] = [0, 0, 0, 0, 0, 0, 0];
  for (const row of rows) {
    files++;
    if (row.intake.type !== 'accepted') unused++;
    if (row.lastRun !== null) states[row.lastRun.state] = (states[row.lastRun.state] ?? 0) + 1;
    if (row.published === null) continue;
    const { counts, generation, detectionsRun, hitsRun } = row.published;
    events += counts.events;
    detections += counts.detections;
    suppressed += counts.suppressed;
    hits += counts.hits;
    eventsWithHits += counts.eventsWithHits;
    for (const level of LEVELS) byLevel[level] += counts.detectionsByLevel[level];
    runs += row.id * 31 + generation * 7 + (detectionsRun ?? 0) * 3 + (hitsRun ?? 0);
  }
  detections += correlations?.detections ?? 0;
  for (const level of LEVELS) byLevel[level] += correlations?.byLevel[level] ?? 0;
  runs += (correlations?.run ?? 0) * 13;
  const published = `${files}/${runs}/${events}/${detections}/${suppressed}/${hits}/${Object.values(byLevel).join('-')}`;
  const hunted = { detections, suppressed, byLevel, hits, eventsWithHits };
  return { files, unused, states, events, ...hunted, published };
}

/** `12 files · 9 completed · 2 active · 1 failed` */
export function evidenceSummary(totals: CaseTotals): string {
  const { states } = totals;
  const active = Object.entries(states)
    .filter(([state]) => isActive(state as FileState))
    .reduce((sum, [, count]) => sum + count, 0);
  const parts: readonly [number, string][] = [
    [states.completed ?? 0, 'completed'],
    [active, 'active'],
    [states.queued ?? 0, 'queued'],
    [states.failed ?? 0, 'failed'],
    [states.cancelled ?? 0, 'cancelled'],
    [totals.unused, 'not used'],
  ];
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return [plural(totals.files, 'file'), ...told].join(' · ');
}
