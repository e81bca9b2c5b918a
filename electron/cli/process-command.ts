/** `casescope process`: evidence in, run to the end, with the same scheduler as the window. */
import fs from 'node:fs';
import path from 'node:path';
import type { StorePlace } from '@shared/contract/cluster';
import { OPERATIONS } from '@shared/model/file-states';
import { readIndicators } from '@shared/ioc/reading/read-indicators';
import type { Placeholders } from '@shared/model/placeholders';
import type { RuleSource } from '@shared/sigma/rule-source';
import { textOfListFile } from '@electron/pipeline/list-file';
import { writeRulePack } from '@electron/pipeline/packs';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import { type GivenRules, lastRulesOf } from '@electron/scheduler/case-rules';
import { joinCluster } from '@electron/scheduler/join-cluster';
import { CaseDatabase } from '@electron/store/case/case-database';
import { isCaseThere } from '@electron/store/cluster/whole-case';
import { keepCluster, keptCluster } from '@electron/store/case/kept-cluster';
import { casePaths } from '@electron/store/case-paths';
import { FLAG, lineLimitIn, readArguments, requireExisting, TEXT, TEXTS } from './arguments';
import { CLUSTER_OPTIONS, givenCluster, placeOf } from './cluster-options';
import { rulesOfSources } from './hunt-rules';
import { note, WrongUse } from './output';
import { placeholdersIn } from './placeholders-file';
import { starterRulesFolder } from './places';
import { ProcessRun } from './process-run';

const OPTIONS = {
  ...{ case: TEXT, operation: TEXT, workers: TEXT, rules: TEXTS, indicators: TEXT, json: FLAG },
  ...{ placeholders: TEXT, templates: TEXT, 'line-limit': TEXT },
  ...CLUSTER_OPTIONS,
};
/** Whose templates event logs are read with. */
const TEMPLATES_OF = ['case', 'own'] as const;
const DEFAULT_WORKERS = 2;
/** As many as the window's setting allows. */
const MOST_WORKERS = 16;
const PROGRAM = 'the caseScope command line';

/** Rules that do not load, named at most. */
const MOST_NAMED = 10;

/**
 * A typing error in a rule must not put nothing in the place of a good result. A rule that waits for the values of
 * a placeholder is no error.
 * @throws WrongUse where no rule loads and none waits
 */
async function sayWhatLoads(
  sources: readonly RuleSource[],
  placeholders: Placeholders,
): Promise<void> {
  const { outcomes, rules, correlations } = await rulesOfSources(sources, placeholders);
  const others = outcomes.filter(({ state }) => state !== 'loaded');
  note(`${outcomes.length - others.length} of ${outcomes.length} rules loaded`);
  for (const { file, title, state, reason } of others.slice(0, MOST_NAMED))
    note(`${state}: ${file}${title === '' ? '' : ` (${title})`}: ${reason}`);
  const warned = outcomes.flatMap(({ file, warnings }) =>
    warnings.map((one) => ({ file, ...one })),
  );
  for (const { file, message } of warned.slice(0, MOST_NAMED)) note(`warning: ${file}: ${message}`);
  if (others.length > MOST_NAMED) note(`and ${others.length - MOST_NAMED} more: see rules check`);
  const hunts = rules.length + correlations.length > 0;
  if (!hunts && others.every(({ state }) => state !== 'notRun'))
    throw new WrongUse('no rule loads; nothing was run');
}

/**
 * The rules that were named; else those the case was last run with, so that going on with it changes no result; at
 * first the starter rules. Called once the case is there.
 */
async function rulesFor(
  caseDir: string,
  paths: readonly string[],
  lists: Placeholders | null,
): Promise<() => GivenRules> {
  const exists = fs.existsSync(casePaths.database(caseDir));
  const last = exists ? lastRulesOf(caseDir) : null;
  const isNamed = paths.length > 0;
  const given = last?.given ?? null;
  if (!isNamed && given !== null) return () => given;
  const sources = await readRuleSources(isNamed ? paths : [starterRulesFolder()]);
  if (isNamed) await sayWhatLoads(sources, lists ?? last?.placeholders ?? {});
  return () => ({ pack: writeRulePack(casePaths.packs(caseDir), sources), everySet: isNamed });
}

/** Without evidence a new folder can only join a case. @throws WrongUse where there is none */
async function requireJoined(place: StorePlace, caseDir: string): Promise<void> {
  if (place.type === 'embedded')
    throw new WrongUse(`there is no case in ${caseDir}, and no evidence was given`);
  if (!(await isCaseThere(place)))
    throw new WrongUse(
      `there is no case ${place.clusterCase} in the cluster to join, and no evidence was given`,
    );
}

export async function processCommand(words: readonly string[]): Promise<number> {
  const given = readArguments(words, OPTIONS);
  const caseDir = path.resolve(given.required('case'));
  const operation = given.oneOf('operation', OPERATIONS);
  const templates = given.oneOf('templates', TEMPLATES_OF);
  const workers = given.whole('workers', 1, MOST_WORKERS) ?? DEFAULT_WORKERS;
  const lineLimitBytes = lineLimitIn(given);
  const exists = fs.existsSync(casePaths.database(caseDir));
  const indicators = given.text('indicators');
  const named = indicators === null ? given.paths : [...given.paths, indicators];
  requireExisting(named);
  const cluster = givenCluster(given);
  if (exists && cluster !== null)
    throw new WrongUse(
      `there is a case in ${caseDir} already; where its events are does not change`,
    );
  const place = placeOf(cluster);
  if (!exists && given.paths.length === 0) await requireJoined(place, caseDir);
  const placeholders = placeholdersIn(given.text('placeholders'));
  const rulesOfRun = await rulesFor(caseDir, given.all('rules'), placeholders);
  // Before the case is opened, and where an interrupt still ends the process at once.
  const listed = indicators === null ? null : readIndicators(textOfListFile(indicators));
  if (place.type === 'cluster') await joinCluster(place, path.basename(caseDir));
  const database = exists
    ? CaseDatabase.openToWrite(caseDir, PROGRAM)
    : CaseDatabase.create(caseDir, path.basename(caseDir), PROGRAM);
  if (cluster !== null) keepCluster(database, cluster);
  const run = new ProcessRun(database, {
    ...{ caseDir, workers, lineLimitBytes, rules: rulesOfRun(), placeholders },
    store: placeOf(keptCluster(database)),
    json: given.flag('json'),
  });
  return run.complete(given.paths, { operation, listed, templates });
}
