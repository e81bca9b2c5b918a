/**
 * `npm run fuzz:evtx -- --files N --seed S`: damages our own files and, where ../shared/samples stands
 * beside the checkout, small public ones; reads each and prints what fails as a recipe. Exit 1 if any did.
 */
import { parseArgs } from 'node:util';
import { FuzzRun, type FuzzTotals } from './fuzz-run';
import { allVictims } from './victims';

const MOST_CPU_MS = 1_000;
const FAILURES_SHOWN = 20;
const SAYS_EVERY = 10_000;

function told({
  files,
  bytes,
  events,
  laidOut,
  recovered,
  flaws,
  longestCpuMs,
}: FuzzTotals): string {
  const size = `${files} files (${(bytes / 2 ** 30).toFixed(1)} GiB)`;
  const found = `${events} events, ${laidOut} of them compiled, ${recovered} recovered, ${flaws} flaws`;
  return `${size}: ${found}; longest reading ${Math.round(longestCpuMs)} ms`;
}

const { values } = parseArgs({
  options: { files: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
});
const files = Number(values.files);
const run = new FuzzRun(allVictims(), Number(values.seed), MOST_CPU_MS);
let failures = 0;
for (let at = 1; at <= files && failures < FAILURES_SHOWN; at++) {
  const failure = run.next();
  if (failure !== null) {
    failures++;
    console.log(`${JSON.stringify(failure.recipe)}\n  ${failure.reason}`);
  }
  if (at % SAYS_EVERY === 0) console.error(told(run.totals));
}
console.log(`${told(run.totals)}; ${failures} failures`);
process.exitCode = failures > 0 ? 1 : 0;
