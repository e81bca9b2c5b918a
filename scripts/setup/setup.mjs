// Everything a fresh clone needs. Each step knows whether it is done; when all are, nothing is locked,
// started or said.
import { build } from './build.mjs';
import { displayTools, libraries } from './libraries.mjs';
import { modules } from './modules.mjs';
import { isTooOld, oldestNode } from './node-version.mjs';
import { runtime } from './runtime.mjs';
import { say } from './say.mjs';
import { whileLocked } from './set-up-lock.mjs';
import { types33 } from './types33.mjs';

/** In order: a step may count on those before it. */
const stepsFor = (needs) => [
  modules,
  runtime,
  libraries,
  ...(needs.window ? [displayTools] : []),
  ...(needs.types ? [types33] : []),
  ...(needs.build ? [build] : []),
];

/**
 * `window`: the command opens windows, so it needs a display or Xvfb. `types`: it checks types. Ends the
 * process with 1 and a reason where a step cannot be done.
 */
export async function setUp({ build: needsBuild = true, window = true, types = false } = {}) {
  const steps = stepsFor({ build: needsBuild, window, types });
  try {
    if (isTooOld(process.versions.node)) {
      throw new Error(`Node ${oldestNode} or later is needed; this is ${process.version}.`);
    }
    if (steps.every((step) => step.isDone())) return;
    await whileLocked(async () => {
      for (const step of steps) if (!step.isDone()) await step.complete();
    });
  } catch (error) {
    say(`Set-up failed: ${error.message}`);
    process.exit(1);
  }
}
