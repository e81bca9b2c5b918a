// Everything a fresh clone needs, each step skipped when it is done already.
import { buildIfStale } from './build.mjs';
import { installLibraries } from './libraries.mjs';
import { installModules } from './modules.mjs';
import { installRuntime } from './runtime.mjs';
import { say } from './say.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);

export async function setUp({ build = true } = {}) {
  try {
    if (major < 20 || (major === 20 && minor < 19)) {
      throw new Error(`Node 20.19 or later is needed; this is ${process.version}.`);
    }
    installModules();
    await installRuntime();
    installLibraries();
    if (build) await buildIfStale();
  } catch (error) {
    say(`Set-up failed: ${error.message}`);
    process.exit(1);
  }
}
