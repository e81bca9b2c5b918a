// Runs the test programs and counts what passed and failed from their own JSON reports.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { hasDisplay } from './setup/libraries.mjs';
import { root } from './setup/say.mjs';

const node = (args, env = {}) =>
  spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });

/** A report written by this run; a missing one counts as a failure of its own. */
function readReport(file, status) {
  if (!fs.existsSync(file)) return null;
  const report = JSON.parse(fs.readFileSync(file, 'utf8'));
  return { report, crashed: status !== 0 };
}

const fresh = (name) => {
  const file = path.join(root, 'test-results', name);
  fs.rmSync(file, { force: true });
  return file;
};

/** vitest on Electron as Node. `kind` is `unit` or `conformance`. */
export function runVitest(kind) {
  const file = fresh(`${kind}.json`);
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = [path.join(root, 'scripts/with-electron-node.mjs'), vitest, 'run', ...reporters];
  const done = node(args, { CASESCOPE_TESTS: kind });
  const read = readReport(file, done.status);
  if (read === null) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, success } = read.report;
  // A test file that does not load fails the run without a failed test in it.
  const failed = numFailedTests > 0 || success ? numFailedTests : 1;
  return { passed: numPassedTests, failed, skipped: numPendingTests };
}

/** Playwright on real Electron windows, under Xvfb where there is no display. */
export function runEndToEnd() {
  const file = fresh('e2e.json');
  const cli = path.join(root, 'node_modules/playwright/cli.js');
  const args = [process.execPath, cli, 'test', '--config', path.join(root, 'playwright.config.ts')];
  const command = hasDisplay() ? args : ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24', ...args];
  const done = spawnSync(command[0], command.slice(1), { cwd: root, stdio: 'inherit' });
  const read = readReport(file, done.status);
  if (read === null) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = read.report.stats;
  const failed = unexpected + flaky;
  return { passed: expected, failed: failed > 0 || !read.crashed ? failed : 1, skipped };
}

export function sum(counts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const one of counts) for (const key of Object.keys(total)) total[key] += one[key];
  return total;
}

/** Prints the last line every test command ends with, and leaves with the matching exit code. */
export function conclude({ passed, failed, skipped }) {
  if (skipped > 0) console.log(`${skipped} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}
