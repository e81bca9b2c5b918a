/**
 * The correlations of a case over all its published detections, in the order of time, across files. Rows are
 * sorted by SQLite in a file of their own, so memory does not grow with the case; correlations that listen to
 * others come after them and are fed their hits among the rows.
 */
import { z } from 'zod';
import type {
  CorrelationOrder,
  CorrelationsFound,
  DetectedFile,
} from '@shared/contract/correlations';
import { CaseScopeError, errorText } from '@shared/model/errors';
import { ruleKey } from '@shared/model/rule-key';
import {
  type CompiledCorrelation,
  hearsBursts,
  silentCorrelations,
} from '@shared/sigma/correlation/compiled-correlation';
import { CorrelationRun } from '@shared/sigma/correlation/correlation-run';
import {
  burstOccurrence,
  type CorrelationFound,
  eventOccurrence,
  matchesOf,
  pointOccurrences,
} from '@shared/sigma/correlation/occurrence';
import type { RuleSet } from '@shared/sigma/rule-set';
import { Tuner } from '@shared/sigma/tuning';
import { CaseReader } from '@electron/store/case/case-reader';
import { correlationsPath } from '@electron/store/case-paths';
import type { CorrelatedRow } from '@electron/store/sidecar/detections';
import { CorrelationsWriter, type StoredCorrelation } from '@electron/store/sidecar/correlations';
import { DetectionTally } from '@electron/store/sidecar/detection-tally';
import { OccurrenceSort, type OccurrenceSource } from '@electron/store/sidecar/occurrence-sort';
import { rulesOfPack } from './compiled-rules';
import { feedingRows } from './feeding-rows';

const FIELDS = z.record(z.string(), z.string().nullable());

/** Writes the case's correlations; without any in the rules, or anything to correlate, it writes nothing. */
export function correlate(order: CorrelationOrder): CorrelationsFound {
  const rules = rulesOfPack(order.rules);
  const tuner = new Tuner(order.tunings);
  if (rules.correlations.length === 0 || order.files.length === 0)
    return { run: null, ...new DetectionTally(tuner).counts };
  const path = correlationsPath(order.caseDir, order.run);
  const sort = new OccurrenceSort(path);
  const writer = new CorrelationsWriter(path);
  const tally = new DetectionTally(tuner);
  try {
    gather(order, rules, tuner, sort);
    const found = (hit: StoredCorrelation): void => {
      writer.add(hit);
      tally.add({ rule: hit.rule, matches: matchesOf(hit) });
    };
    correlateSorted(rules.correlations, sort, found, tuner);
    writer.finish();
    return { run: order.run, ...tally.counts };
  } catch (error) {
    writer.abandon();
    throw error;
  } finally {
    sort.close();
  }
}

/** Rows of rules that are no longer there have nothing to feed; what tuning leaves out feeds nothing. */
function gather(
  { caseDir, files }: CorrelationOrder,
  rules: RuleSet,
  tuner: Tuner,
  sort: OccurrenceSort,
): void {
  const numbers = new Map(
    rules.rules.map((rule, number) => [ruleKey(rule.ruleId, rule.ruleTitle), number]),
  );
  for (const detected of files) {
    const { file } = detected;
    for (const row of rowsOf(caseDir, detected, tuner)) {
      const number = numbers.get(ruleKey(row.rule.ruleId, row.rule.ruleTitle));
      if (number === undefined) continue;
      const contribution = {
        file,
        event: row.event,
        time: BigInt(row.time),
        rule: row.rule.ruleTitle,
      };
      const fields = FIELDS.parse(JSON.parse(row.fields));
      const occurrence = eventOccurrence(contribution, fields);
      sort.add({ kind: 'rule', number }, occurrence, row.event);
    }
  }
}

/** @throws CaseScopeError `shard-damaged`, naming the file and what mends it */
function* rowsOf(
  caseDir: string,
  detected: DetectedFile,
  tuner: Tuner,
): Generator<CorrelatedRow, void, undefined> {
  try {
    yield* feedingRows(caseDir, detected, tuner);
  } catch (error) {
    const name = nameOf(caseDir, detected);
    const message = `The detections of ${name} cannot be read (${errorText(error)}): run SIGMA on it again.`;
    throw new CaseScopeError('shard-damaged', message, { cause: error });
  }
}

function nameOf(caseDir: string, { file }: DetectedFile): string {
  const reader = CaseReader.open(caseDir);
  try {
    return reader.files().find(({ id }) => id === file)?.name ?? `file ${file}`;
  } finally {
    reader.close();
  }
}

/** Tells what is found but for correlations that only feed others; their hits are added to the sorted. */
export function correlateSorted(
  correlations: readonly CompiledCorrelation[],
  sort: OccurrenceSort,
  found: (hit: StoredCorrelation) => void,
  tuner: Tuner = new Tuner([]),
): void {
  const silent = silentCorrelations(correlations);
  correlations.forEach((correlation, number) => {
    const { reference: rule } = correlation;
    const hits = huntOne(correlation, sort);
    hits.forEach((hit, at) => {
      if (tuner.tune({ rule, matches: matchesOf(hit) }).suppressedBy !== null) return;
      sort.add({ kind: 'burst', number }, burstOccurrence(hit), at);
      for (const point of pointOccurrences(hit))
        sort.add({ kind: 'correlation', number }, point, at);
    });
    if (silent.has(number)) return;
    for (const hit of hits) found({ ...hit, rule });
  });
}

function huntOne(
  correlation: CompiledCorrelation,
  sort: OccurrenceSort,
): readonly CorrelationFound[] {
  const run = new CorrelationRun(correlation);
  const heard = hearsBursts(correlation) ? 'burst' : 'correlation';
  const sources = correlation.inputs.map(({ kind, number }): OccurrenceSource => ({
    kind: kind === 'rule' ? kind : heard,
    number,
  }));
  for (const { source, occurrence } of sort.inOrder(sources))
    run.push(source.kind === 'rule' ? 'rule' : 'correlation', source.number, occurrence);
  return run.end();
}
