// Runs the test programs and counts what passed and failed from their own JSON reports.
import fs from 'node:fs';
import path from 'node:path';
import { withDisplay } from './setup/display.mjs';
import { missingPrograms, OPENSEARCH, serverEnvironment } from './setup/opensearch.mjs';
import { root, runToEnd, say } from './setup/say.mjs';

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
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = countsOf(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch (error) {
    say(`${name}: no report of the tests (${error.message})`);
    counts.failed = 1;
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** npm run check, as one test. */
export async function runChecks() {
  const code = stopWhenInterrupted(await runToEnd(process.execPath, ['scripts/check.mjs']));
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** vitest on Electron as Node. `kind` as vitest.config.ts has them. */
export const runVitest = (kind, more = {}) =>
  counted(
    kind,
    (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    }),
    (file) => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
      const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...reporters];
      return runToEnd(process.execPath, ['scripts/with-electron-node.mjs', ...vitest], {
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
    const wanted = missing.join(', ');
    console.log(`cluster: no ${wanted} here, so the tests with OpenSearch ${version} did not run`);
    return { passed: 0, failed: 0, skipped: 0, [asMissing]: 1 };
  }
  const env = await serverEnvironment(version);
  const inWindows = await runEndToEnd('cluster-e2e', { ...env, CASESCOPE_E2E: 'cluster' });
  return added(await runVitest('cluster', env), inWindows);
}

/** Playwright on real Electron windows, on a hidden display where there is none. */
export const runEndToEnd = (name = 'e2e', more = {}) =>
  counted(
    name,
    ({ stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
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
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

/** Prints the last line every test command ends with, and sets the matching exit code. */
export function conclude(counts) {
  const total = (key) => counts.reduce((sum, count) => sum + count[key], 0);
  if (total('skipped') > 0) console.log(`${total('skipped')} skipped`);
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  process.exitCode = total('failed') > 0 ? 1 : 0;
}
