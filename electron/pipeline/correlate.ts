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
  heardCorrelations,
  hearsBursts,
  silentCorrelations,
} from '@shared/sigma/correlation/compiled-correlation';
import { CorrelationRun } from '@shared/sigma/correlation/correlation-run';
import {
  burstOccurrences,
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
import { isDamaged } from '@electron/store/shard/shard-damage';
import { CorrelationsWriter, type StoredCorrelation } from '@electron/store/sidecar/correlations';
import { DetectionTally } from '@electron/store/sidecar/detection-tally';
import type { CorrelatedRow } from '@electron/store/sidecar/detections';
import { OccurrenceSort, type OccurrenceSource } from '@electron/store/sidecar/occurrence-sort';
import { rulesOfPack } from './compiled-rules';
import { feedingRows } from './feeding-rows';

const FIELDS = z.record(z.string(), z.string().nullable());

/** Writes the case's correlations; without any in the rules, or anything to correlate, it writes nothing. */
export function correlate(order: CorrelationOrder): CorrelationsFound {
  const tuner = new Tuner(order.tunings);
  const parts = partsOf(order);
  if (parts.length === 0)
    return { run: null, unreadable: [], timeless: 0, ...new DetectionTally(tuner).counts };
  const path = correlationsPath(order.caseDir, order.run);
  const writer = new CorrelationsWriter(path);
  const tally = new DetectionTally(tuner);
  const found = (hit: StoredCorrelation): void => {
    writer.add(hit);
    tally.add({ rule: hit.rule, matches: matchesOf(hit) });
  };
  try {
    const gathered = parts.map((part) => correlatePart(order, part, tuner, found));
    writer.finish();
    const unreadable = [...new Set(gathered.flatMap((one) => one.unreadable))];
    const timeless = new Set(gathered.flatMap((one) => one.timeless)).size;
    return { run: order.run, unreadable, timeless, ...tally.counts };
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

/** Correlations of one set of rules, and the files they are made of. */
interface Part {
  readonly rules: RuleSet;
  readonly files: readonly DetectedFile[];
  /** `ruleKey` of the correlations that are told: later rules do not have them. */
  readonly told: ReadonlySet<string>;
}

/**
 * A file keeps what it was hunted with until it is hunted again, and so do its correlations: rules that do not have
 * one take nothing away. The latest rules see all files, so that a window reaches over them.
 */
function partsOf({ hunts }: CorrelationOrder): Part[] {
  const known = new Set<string>();
  const all = hunts.flatMap(({ files }) => files);
  return hunts.flatMap(({ rules: pack, files }, at): Part[] => {
    const rules = rulesOfPack(pack);
    const told = new Set(rules.correlations.map(keyOf).filter((key) => !known.has(key)));
    for (const key of told) known.add(key);
    return told.size === 0 ? [] : [{ rules, files: at === 0 ? all : files, told }];
  });
}

const keyOf = ({ reference: { ruleId, ruleTitle } }: CompiledCorrelation): string =>
  ruleKey(ruleId, ruleTitle);

function correlatePart(
  { caseDir, store, run }: CorrelationOrder,
  { rules, files, told }: Part,
  tuner: Tuner,
  found: (hit: StoredCorrelation) => void,
): Gathered {
  const sort = new OccurrenceSort(correlationsPath(caseDir, run));
  try {
    const gathered = gather({ caseDir, store, files }, rules, tuner, sort);
    const tell = (hit: StoredCorrelation): void => {
      if (told.has(ruleKey(hit.rule.ruleId, hit.rule.ruleTitle))) found(hit);
    };
    correlateSorted(rules.correlations, sort, tell, tuner);
    return gathered;
  } finally {
    sort.close();
  }
}

interface Gathered {
  /** Files whose detections cannot be read: nothing of them takes part. */
  readonly unreadable: readonly number[];
  /** `file event` of those without a time. */
  readonly timeless: readonly string[];
}

/** Rows of rules that are no longer there have nothing to feed; what tuning leaves out feeds nothing. */
function gather(
  {
    caseDir,
    store,
    files,
  }: Pick<CorrelationOrder, 'caseDir' | 'store'> & {
    readonly files: readonly DetectedFile[];
  },
  rules: RuleSet,
  tuner: Tuner,
  sort: OccurrenceSort,
): Gathered {
  const timeless: string[] = [];
  const numbers = new Map(
    rules.rules.map((rule, number) => [ruleKey(rule.ruleId, rule.ruleTitle), number]),
  );
  const add = (detected: DetectedFile): void => {
    for (const { rule, event, occurrence } of occurredIn(caseDir, store, detected, tuner)) {
      const number = numbers.get(rule);
      if (number === undefined) continue;
      if (occurrence === null) timeless.push(`${detected.file} ${event}`);
      else sort.add({ kind: 'rule', number }, occurrence, event);
    }
  };
  const unreadable = files.flatMap((detected) => {
    try {
      add(detected);
      return [];
    } catch (error) {
      if (!isDamaged(error)) throw error;
      process.stderr.write(`correlations: ${error.message}\n`);
      sort.forget(detected.file);
      return [detected.file];
    }
  });
  return { unreadable, timeless };
}

interface Occurred {
  /** `ruleKey` of the rule that met the event. */
  readonly rule: string;
  readonly event: number;
  /** Null for an event without a time. */
  readonly occurrence: Occurrence | null;
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
  const key = ruleKey(rule.ruleId, rule.ruleTitle);
  if (time === '') return { rule: key, event, occurrence: null };
  const contribution = { file, event, time: BigInt(time), rule: rule.ruleTitle };
  const occurrence = eventOccurrence(contribution, FIELDS.parse(JSON.parse(fields)));
  return { rule: key, event, occurrence };
}

/** Tells what is found but for correlations that only feed others; their hits are added to the sorted. */
export function correlateSorted(
  correlations: readonly CompiledCorrelation[],
  sort: OccurrenceSort,
  found: (hit: StoredCorrelation) => void,
  tuner: Tuner = new Tuner([]),
): void {
  const silent = silentCorrelations(correlations);
  const heard = heardCorrelations(correlations);
  correlations.forEach((correlation, number) => {
    const { reference: rule } = correlation;
    const hits = huntOne(correlation, sort, heard.has(number));
    hits.forEach((hit, at) => {
      if (tuner.tune({ rule, matches: matchesOf(hit) }).suppressedBy !== null) return;
      for (const burst of burstOccurrences(hit)) sort.add({ kind: 'burst', number }, burst, at);
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
  isHeard: boolean,
): readonly CorrelationFound[] {
  const run = new CorrelationRun(correlation, isHeard);
  const heard = hearsBursts(correlation) ? 'burst' : 'correlation';
  const sources = correlation.inputs.map(({ kind, number }): OccurrenceSource => ({
    kind: kind === 'rule' ? kind : heard,
    number,
  }));
  for (const { source, occurrence } of sort.inOrder(sources))
    run.push(source.kind === 'rule' ? 'rule' : 'correlation', source.number, occurrence);
  return run.end();
}
