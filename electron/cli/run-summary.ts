/**
 * The end of `process`: a line for each file, what went wrong on stderr, and the summary. The files' lines
 * tell what is published of them; the summary counts what this command did.
 */
import type { EvidenceFile, PublishedCounts } from '@shared/model/evidence-file';
import type { FileState } from '@shared/model/file-states';
import type { FileId } from '@shared/model/ids';
import { fileLine, type FileLine, liveEvents } from './file-line';
import { note, print, printJson } from './output';

interface RunFacts {
  readonly json: boolean;
  /** The state each file that ran ended in. */
  readonly ran: ReadonlyMap<FileId, FileState>;
  readonly lockErrors: number;
  /** What correlations found over the whole case. */
  readonly correlations: number;
  /** Events without a time, which take no part in them. */
  readonly correlationsTimeless: number;
  /** Why they are not of all detections there are; null where they are. */
  readonly correlationsProblem: string | null;
  /** Files of the case that were hunted with other indicators than it has now. */
  readonly unhunted: number;
  readonly seconds: number;
  readonly peakRssMb: number;
}

/** @returns how many files failed or lost records */
export function sayRunSummary(touched: readonly EvidenceFile[], facts: RunFacts): number {
  const { ran, json } = facts;
  for (const file of touched) sayFile(file, json);
  const trouble = touched
    .filter(({ id }) => ran.has(id))
    .map(troubleOf)
    .filter((text) => text !== null);
  for (const text of trouble) note(text);
  if (facts.unhunted > 0) note(unhuntedText(facts.unhunted));
  const summary = summaryOf(touched, facts);
  if (json) printJson(summary);
  else print(summaryText(summary));
  return trouble.length;
}

const unhuntedText = (files: number): string =>
  `${files} ${files === 1 ? 'file has' : 'files have'} not been hunted for the indicators of now: ` +
  'run process --operation ioc_only on this case';

/** Why the exit code is not 0. Records are lost by reading, so a hunt over a shard loses none. */
function troubleOf({ path, lastRun, published }: EvidenceFile): string | null {
  if (lastRun?.state === 'failed') return `${path}: ${lastRun.error ?? 'failed'}`;
  const reads = lastRun?.operation === 'full' || lastRun?.operation === 'reindex';
  const lost = published?.counts.failedRecords ?? 0;
  return reads && lost > 0 ? `${path}: ${lost} records could not be read` : null;
}

function summaryOf(touched: readonly EvidenceFile[], facts: RunFacts) {
  const { ran, lockErrors, seconds, peakRssMb } = facts;
  const { correlations, correlationsTimeless, correlationsProblem } = facts;
  const completed = touched.filter(({ id }) => ran.get(id) === 'completed');
  const sum = (count: (counts: PublishedCounts) => number): number =>
    completed.reduce(
      (total, { published }) => total + (published ? count(published.counts) : 0),
      0,
    );
  const events = sum(liveEvents);
  return {
    type: 'summary',
    files: touched.length,
    completed: completed.length,
    failed: touched.filter(({ id }) => ran.get(id) === 'failed').length,
    events,
    recovered: sum((counts) => counts.recovered),
    borrowed: sum((counts) => counts.borrowed),
    unresolved: sum((counts) => counts.unresolved ?? 0),
    detections: sum((counts) => counts.detections),
    correlations,
    ...(correlationsTimeless > 0 && { correlationsTimeless }),
    ...(correlationsProblem !== null && { correlationsProblem }),
    hits: sum((counts) => counts.hits),
    eventsWithHits: sum((counts) => counts.eventsWithHits),
    ...(facts.unhunted > 0 && { unhunted: facts.unhunted }),
    lockErrors,
    seconds,
    eventsPerSecond: Math.round(events / Math.max(seconds, 0.001)),
    peakRssMb,
  };
}

const NOT_APPLICABLE = 'no detections (not applicable: no rule is about such events)';

const summaryText = (summary: ReturnType<typeof summaryOf>): string =>
  `${summary.files} files: ${summary.completed} completed, ${summary.failed} failed; ` +
  `${summary.events} events, ${summary.recovered} recovered, ${summary.detections} detections, ${summary.correlations} correlations, ` +
  `${summary.hits} hits in ${summary.eventsWithHits} events; lock errors ${summary.lockErrors}; ` +
  `${summary.seconds} s, ${summary.eventsPerSecond} events/s, peak ${summary.peakRssMb} MB`;

/** `12 recovered (8 borrowed, 4 unresolved)` */
function recoveredText({ recovered, borrowed, unresolved }: FileLine): string {
  const isPlain = borrowed === 0 && (unresolved ?? 0) === 0;
  const parts = `${borrowed} borrowed, ${unresolved ?? 0} unresolved`;
  return isPlain ? `${recovered} recovered` : `${recovered} recovered (${parts})`;
}

function sayFile(file: EvidenceFile, json: boolean): void {
  const line = fileLine(file);
  if (json) return printJson(line);
  const { state, result, events, hits, eventsWithHits, error } = line;
  const detections = line.rulesApplied === 0 ? NOT_APPLICABLE : `${line.detections} detections`;
  const counts = `${events} events, ${recoveredText(line)}, ${detections}, ${hits} hits in ${eventsWithHits} events`;
  const why = error === undefined ? '' : `  (${error})`;
  print(`${state.padEnd(10)} ${result ?? ''} ${counts}  ${file.path}${why}`);
}
