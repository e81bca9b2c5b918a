// npm run check: format, lint, types (against Electron 45 and 33), architecture.
import { runToEnd } from './setup/say.mjs';
import { setUp } from './setup/setup.mjs';
import { stopWhenInterrupted } from './tests.mjs';

await setUp({ build: false, window: false, types: true });

const CHECKS = {
  format: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  lint: [
    'oxlint/bin/oxlint',
    '--type-aware',
    '--deny-warnings',
    '--tsconfig',
    'tsconfig.lint.json',
  ],
  types: ['typescript/bin/tsc', '--build', 'tsconfig.json'],
  'types of Electron 33': ['typescript/bin/tsc', '-p', 'tsconfig.e33.json'],
  architecture: ['vitest/vitest.mjs', 'run', 'test/architecture.test.ts'],
};

let failed = 0;
for (const [name, [script, ...rest]] of Object.entries(CHECKS)) {
  const args = [`node_modules/${script}`, ...rest];
  if (script.startsWith('vitest')) args.unshift('scripts/with-electron-node.mjs');
  const code = stopWhenInterrupted(await runToEnd(process.execPath, args));
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  if (code !== 0) failed++;
}
console.log(`${Object.keys(CHECKS).length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
