/** `casescope process`: evidence in, run to the end, with the same scheduler as the window. */
import fs from 'node:fs';
import path from 'node:path';
import { OPERATIONS } from '@shared/model/file-states';
import type { Placeholders } from '@shared/model/placeholders';
import { compileRuleSet } from '@shared/sigma/rule-set';
import type { RuleSource } from '@shared/sigma/rule-source';
import { writeRulePack } from '@electron/pipeline/packs';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import { CaseDatabase } from '@electron/store/case/case-database';
import { casePaths } from '@electron/store/case-paths';
import { FLAG, readArguments, requireExisting, TEXT, TEXTS } from './arguments';
import { note, WrongUse } from './output';
import { placeholdersIn } from './placeholders-file';
import { starterRulesFolder } from './places';
import { ProcessRun } from './process-run';

const OPTIONS = {
  ...{ case: TEXT, operation: TEXT, workers: TEXT, rules: TEXTS, indicators: TEXT, json: FLAG },
  placeholders: TEXT,
};
const DEFAULT_WORKERS = 2;
/** As many as the window's setting allows. */
const MOST_WORKERS = 16;
const PROGRAM = 'the caseScope command line';

/**
 * A typing error in a rule must not put nothing in the place of a good result. A rule that waits for something of
 * the case, as for the values of a placeholder, is no error.
 * @throws WrongUse where no rule loads and one is invalid
 */
function sayWhatLoads(rules: readonly RuleSource[], placeholders: Placeholders): void {
  const { outcomes } = compileRuleSet(rules, placeholders);
  const loaded = outcomes.filter(({ state }) => state === 'loaded').length;
  note(`${loaded} of ${outcomes.length} rules loaded`);
  const invalid = outcomes.find(({ state }) => state === 'invalid');
  if (loaded > 0 || invalid === undefined) return;
  throw new WrongUse(`no rule loads (${invalid.file}: ${invalid.reason}); nothing was run`);
}

export async function processCommand(words: readonly string[]): Promise<number> {
  const given = readArguments(words, OPTIONS);
  const caseDir = path.resolve(given.required('case'));
  const operation = given.oneOf('operation', OPERATIONS);
  const workers = given.whole('workers', 1, MOST_WORKERS) ?? DEFAULT_WORKERS;
  const exists = fs.existsSync(casePaths.database(caseDir));
  if (!exists && given.paths.length === 0)
    throw new WrongUse(`there is no case in ${caseDir}, and no evidence was given`);
  const indicators = given.text('indicators');
  const named = indicators === null ? given.paths : [...given.paths, indicators];
  requireExisting(named);
  const rulePaths = given.all('rules');
  const rules = await readRuleSources(rulePaths.length > 0 ? rulePaths : [starterRulesFolder()]);
  const placeholders = placeholdersIn(given.text('placeholders'));
  if (rulePaths.length > 0) sayWhatLoads(rules, placeholders ?? {});
  const listed = indicators === null ? null : fs.readFileSync(indicators, 'utf8');
  const database = exists
    ? CaseDatabase.openToWrite(caseDir, PROGRAM)
    : CaseDatabase.create(caseDir, path.basename(caseDir), PROGRAM);
  const pack = writeRulePack(casePaths.packs(caseDir), rules);
  const run = new ProcessRun(database, {
    ...{ caseDir, workers, rules: pack, placeholders },
    json: given.flag('json'),
  });
  return run.complete(given.paths, operation, listed);
}
