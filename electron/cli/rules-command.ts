/** `casescope rules check` and `casescope rules test`. */
import fs from 'node:fs';
import type { RuleOutcome } from '@shared/sigma/rule-outcomes';
import { compileRuleSet } from '@shared/sigma/rule-set';
import { exportedEvent } from '@shared/ndjson/exported-record';
import { runRuleCases } from '@shared/sigma/rule-cases';
import { HUNT_CLOCK } from '@electron/process/hunt-clock';
import { errorText } from '@shared/model/errors';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import { FLAG, readArguments, TEXT } from './arguments';
import { placeholdersIn } from './placeholders-file';
import { note, print, printJson, WrongUse } from './output';

export async function rulesCommand(words: readonly string[]): Promise<number> {
  const [what, ...rest] = words;
  if (what === 'check') return check(rest);
  if (what === 'test') return test(rest);
  throw new WrongUse('rules takes check or test');
}

async function check(words: readonly string[]): Promise<number> {
  const given = readArguments(words, { json: FLAG, placeholders: TEXT });
  if (given.paths.length === 0)
    throw new WrongUse('name the rules: a folder, a file, or a rule archive');
  const rows = compileRuleSet(
    await readRuleSources(given.paths),
    placeholdersIn(given.text('placeholders')) ?? {},
  ).outcomes;
  const of = (state: string): number => rows.filter((row) => row.state === state).length;
  const isJson = given.flag('json');
  for (const row of rows) {
    if (isJson) printJson(lineOf(row));
    else sayRow(row);
  }
  const counts = {
    loaded: of('loaded'),
    notRun: of('notRun'),
    invalid: of('invalid'),
    skipped: of('skipped'),
    warnings: rows.reduce((sum, { warnings }) => sum + warnings.length, 0),
  };
  if (isJson) printJson({ type: 'summary', rules: rows.length, ...counts });
  else {
    print(
      `${counts.loaded} of ${rows.length} rules loaded, ${counts.notRun} not run, ` +
        `${counts.invalid} invalid, ${counts.skipped} skipped` +
        (counts.warnings > 0 ? `; warnings: ${counts.warnings}` : ''),
    );
  }
  return counts.invalid > 0 ? 1 : 0;
}

const lineOf = ({ id, title, file, state, reason, warnings }: RuleOutcome) => ({
  ...{ id, title, file, state, reason },
  warnings: warnings.map(({ message }) => message),
});

/** Why it is not loaded, and what it says that may not be meant; nothing of a rule that is as it should be. */
function sayRow({ file, title, state, reason, warnings }: RuleOutcome): void {
  if (state !== 'loaded') print(`${state.padEnd(8)} ${file}: ${reason}`);
  for (const { message } of warnings) print(`warning  ${file} (${title}): ${message}`);
}

function test(words: readonly string[]): number {
  const given = readArguments(words, { rule: TEXT, placeholders: TEXT });
  if (given.paths.length === 0) throw new WrongUse('name the file of rule cases');
  const rule = given.text('rule');
  const setting = {
    rule: rule === null ? null : ruleIn(rule),
    placeholders: placeholdersIn(given.text('placeholders')) ?? {},
    ...{ clock: HUNT_CLOCK, exported: exportedEvent },
  };
  let passed = 0;
  let failed = 0;
  for (const file of given.paths) {
    try {
      const result = runRuleCases(fs.readFileSync(file, 'utf8'), setting);
      for (const { name, reason } of result.failures) print(`FAILED ${name}: ${reason}`);
      passed += result.passed;
      failed += result.failures.length;
    } catch (error) {
      note(`${file} is no list of rule cases: ${errorText(error)}`);
      failed++;
    }
  }
  print(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

function ruleIn(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new WrongUse(`--rule: ${errorText(error)}`);
  }
}
