// Runs a script on the Electron binary as Node: one runtime for unit tests, benchmarks and command line.
import { createRequire } from 'node:module';
import { runToEnd } from './setup/say.mjs';

const electron = createRequire(import.meta.url)('electron');
process.exitCode = await runToEnd(electron, process.argv.slice(2), {
  cwd: process.cwd(),
  env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
});
