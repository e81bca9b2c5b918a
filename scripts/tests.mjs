// Runs the test programs and counts what passed and failed from their own JSON reports.
import fs from 'node:fs';
import path from 'node:path';
import { withDisplay } from './setup/display.mjs';
import { missingPrograms, OPENSEARCH, serverEnvironment } from './setup/opensearch.mjs';
import { root, runToEnd } from './setup/say.mjs';
import { shippedNode } from './setup/shipped-node.mjs';

/** Ends this process as well when the program was stopped by a signal; answers its exit code otherwise. */
export function stopWhenInterrupted(code) {
  if (code > 128) process.exit(code);
  return code;
}

/**
 * Counts of a program's own report. A program that fails without a failed test in its report (a file
 * that does not load, no report at all) counts as one failure.
 */
async function counted(name, countsOf, runProgram) {
  const file = path.join(root, 'test-results', `${name}.json`);
  fs.rmSync(file, { force: true });
  const code = stopWhenInterrupted(await runProgram(file));
  try {
    const counts = countsOf(JSON.parse(fs.readFileSync(file, 'utf8')));
    if (code === 0 || counts.failures.length > 0) return counts;
    return added(counts, failure(`${name}: exit code ${code} without a failed test in the report`));
  } catch (error) {
    return failure(`${name}: no report of the tests (${error.message})`);
  }
}

/** Counts in which `failures` has a line for each failed test, and nothing else happened. */
const failure = (what) => ({ passed: 0, skipped: 0, failures: [what] });

/** npm run check, as one test. */
export async function runChecks() {
  const code = stopWhenInterrupted(await runToEnd(process.execPath, ['scripts/check.mjs']));
  return code === 0 ? { passed: 1, skipped: 0, failures: [] } : failure('npm run check');
}

/** Of what a failed test says, the lines told at the end; the rest stands where it failed. */
const REASON_LINES = 12;
// eslint-disable-next-line no-control-regex -- colours of a terminal begin with an escape
const COLOURS = /\u001B\[[\d;]*m/g;

/** A failed test, and under it the beginning of why: the end of a long output may be all that is kept. */
function withReason(test, why = 'no reason in the report') {
  const lines = why.replaceAll(COLOURS, '').split('\n').slice(0, REASON_LINES);
  return [test, ...lines.map((line) => `    ${line}`)].join('\n');
}

/** The failed tests of vitest's report, and the files of it that did not load. */
function vitestFailures({ testResults }) {
  const place = (file) => path.relative(root, file.name);
  return testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0 && file.status === 'failed') return [`${place(file)}: ${file.message}`];
    return failed.map(({ fullName, failureMessages }) =>
      withReason(`${place(file)}: ${fullName}`, failureMessages[0]),
    );
  });
}

/** The tests of Playwright's report that did not pass, or only at another try. */
const playwrightFailures = ({ suites = [], specs = [] }) => [
  ...suites.flatMap(playwrightFailures),
  ...specs
    .filter(({ tests }) => tests.some(({ status }) => ['unexpected', 'flaky'].includes(status)))
    .map(({ file, line, title, tests }) =>
      withReason(`${file}:${line}: ${title}`, firstError(tests)),
    ),
];

const firstError = (tests) =>
  tests.flatMap(({ results }) => results).find(({ error }) => error)?.error.message;

/** vitest on Electron as Node. `kind` as vitest.config.ts has them. */
export const runVitest = (kind, more = {}) =>
  runVitestWith(process.execPath, ['scripts/with-electron-node.mjs'], kind, more);

/** The tests of what depends on the runtime, on the Node of the Electron that ships. */
export const runShipped = async () => runVitestWith(await shippedNode(), [], 'shipped', {});

const runVitestWith = (program, words, kind, more) =>
  counted(
    kind,
    (report) => ({
      passed: report.numPassedTests,
      skipped: report.numPendingTests + report.numTodoTests,
      failures: vitestFailures(report),
    }),
    (file) => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
      const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...reporters];
      return runToEnd(program, [...words, ...vitest], {
        env: { ...process.env, ...more, CASESCOPE_TESTS: kind },
      });
    },
  );

/**
 * test/cluster, against a real OpenSearch server of the version. `asMissing` is what the suite counts as where
 * the server cannot be started for want of Java or Maven: `skipped` or `failed`.
 */
export async function runCluster(asMissing, version = OPENSEARCH) {
  const missing = missingPrograms(version);
  if (missing.length > 0) {
    const untested = `cluster: no ${missing.join(', ')} here, so the tests with OpenSearch ${version} did not run`;
    if (asMissing === 'failed') return failure(untested);
    console.log(untested);
    return { passed: 0, skipped: 1, failures: [] };
  }
  const env = await serverEnvironment(version);
  const inWindows = await runEndToEnd('cluster-e2e', { ...env, CASESCOPE_E2E: 'cluster' });
  return added(await runVitest('cluster', env), inWindows);
}

/** Playwright on real Electron windows, on a hidden display where there is none. */
export const runEndToEnd = (name = 'e2e', more = {}) =>
  counted(
    name,
    (report) => ({
      passed: report.stats.expected,
      skipped: report.stats.skipped,
      failures: [...report.errors.map(({ message }) => message), ...playwrightFailures(report)],
    }),
    () => {
      const playwright = [
        'node_modules/playwright/cli.js',
        'test',
        '--config',
        'playwright.config.ts',
      ];
      return withDisplay((env) =>
        runToEnd(process.execPath, playwright, { env: { ...env, ...more } }),
      );
    },
  );

const added = (one, other) => ({
  passed: one.passed + other.passed,
  skipped: one.skipped + other.skipped,
  failures: [...one.failures, ...other.failures],
});

/** Prints each failure again and the last line every test command ends with; sets the matching exit code. */
export function conclude(counts) {
  const total = counts.reduce(added);
  for (const what of total.failures) console.log(`failed: ${what}`);
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  console.log(`${total.passed} passed, ${total.failures.length} failed`);
  process.exitCode = total.failures.length > 0 ? 1 : 0;
}
