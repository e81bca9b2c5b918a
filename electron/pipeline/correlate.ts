/**
 * The correlations of a case over all its published detections, in the order of time, across files. Rows are
 * sorted by SQLite in a file of their own, so memory does not grow with the case; correlations that listen to
 * others come after them and are fed their hits among the rows.
 */
import { z } from 'zod';
import type { StorePlace } from '@shared/contract/cluster';
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
  type Occurrence,
  matchesOf,
  pointOccurrences,
} from '@shared/sigma/correlation/occurrence';
import type { RuleSet } from '@shared/sigma/rule-set';
import { Tuner } from '@shared/sigma/tuning';
import { correlationsPath } from '@electron/store/case-paths';
import { isOfOneFile } from '@electron/store/search/case-facts';
import { CorrelationsWriter, type StoredCorrelation } from '@electron/store/sidecar/correlations';
import { DetectionTally } from '@electron/store/sidecar/detection-tally';
import type { CorrelatedRow } from '@electron/store/sidecar/detections';
import { OccurrenceSort, type OccurrenceSource } from '@electron/store/sidecar/occurrence-sort';
import { rulesOfPack } from './compiled-rules';
import { feedingRows } from './feeding-rows';

const FIELDS = z.record(z.string(), z.string().nullable());

/** Writes the case's correlations; without any in the rules, or anything to correlate, it writes nothing. */
export function correlate(order: CorrelationOrder): CorrelationsFound {
  const rules = rulesOfPack(order.rules);
  const tuner = new Tuner(order.tunings);
  if (rules.correlations.length === 0 || order.files.length === 0)
    return { run: null, unreadable: [], ...new DetectionTally(tuner).counts };
  const path = correlationsPath(order.caseDir, order.run);
  const sort = new OccurrenceSort(path);
  const writer = new CorrelationsWriter(path);
  const tally = new DetectionTally(tuner);
  try {
    const unreadable = gather(order, rules, tuner, sort);
    const found = (hit: StoredCorrelation): void => {
      writer.add(hit);
      tally.add({ rule: hit.rule, matches: matchesOf(hit) });
    };
    correlateSorted(rules.correlations, sort, found, tuner);
    writer.finish();
    return { run: order.run, unreadable, ...tally.counts };
  } catch (error) {
    writer.abandon();
    throw error;
  } finally {
    sort.close();
  }
}

/**
 * Rows of rules that are no longer there have nothing to feed; what tuning leaves out feeds nothing.
 * @returns the files whose detections cannot be read: nothing of them takes part
 */
function gather(
  { caseDir, store, files }: CorrelationOrder,
  rules: RuleSet,
  tuner: Tuner,
  sort: OccurrenceSort,
): number[] {
  const numbers = new Map(
    rules.rules.map((rule, number) => [ruleKey(rule.ruleId, rule.ruleTitle), number]),
  );
  const add = (detected: DetectedFile): void => {
    for (const { rule, event, occurrence } of occurredIn(caseDir, store, detected, tuner)) {
      const number = numbers.get(rule);
      if (number !== undefined) sort.add({ kind: 'rule', number }, occurrence, event);
    }
  };
  return files.flatMap((detected) => {
    try {
      add(detected);
      return [];
    } catch (error) {
      if (!(error instanceof CaseScopeError && error.code === 'shard-damaged')) throw error;
      process.stderr.write(`correlations: ${error.message}\n`);
      sort.forget(detected.file);
      return [detected.file];
    }
  });
}

interface Occurred {
  /** `ruleKey` of the rule that met the event. */
  readonly rule: string;
  readonly event: number;
  readonly occurrence: Occurrence;
}

/** @throws CaseScopeError `shard-damaged`, whatever goes wrong in reading */
function* occurredIn(
  caseDir: string,
  store: StorePlace,
  detected: DetectedFile,
  tuner: Tuner,
): Generator<Occurred, void, undefined> {
  const { file } = detected;
  try {
    for (const row of feedingRows(caseDir, store, detected, tuner)) yield occurredOf(file, row);
  } catch (error) {
    if (!isOfOneFile(error)) throw error;
    const message = `detections of file ${file} cannot be read: ${errorText(error)}`;
    throw new CaseScopeError('shard-damaged', message, { cause: error });
  }
}

function occurredOf(file: number, { rule, event, time, fields }: CorrelatedRow): Occurred {
  const contribution = { file, event, time: BigInt(time), rule: rule.ruleTitle };
  const occurrence = eventOccurrence(contribution, FIELDS.parse(JSON.parse(fields)));
  return { rule: ruleKey(rule.ruleId, rule.ruleTitle), event, occurrence };
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
