/** `casescope process`: evidence in, run to the end, with the same scheduler as the window. */
import fs from 'node:fs';
import path from 'node:path';
import { OPERATIONS } from '@shared/model/file-states';
import { writeRulePack } from '@electron/pipeline/packs';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import { CaseDatabase } from '@electron/store/case/case-database';
import { casePaths } from '@electron/store/case-paths';
import { FLAG, readArguments, requireExisting, TEXT, TEXTS } from './arguments';
import { WrongUse } from './output';
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
