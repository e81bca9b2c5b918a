// npm run check: format, lint, types (against Electron 45 and 33), architecture.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './setup/say.mjs';
import { setUp } from './setup/setup.mjs';
import { electron33Types } from './setup/types33.mjs';

await setUp({ build: false });
electron33Types();

const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const CHECKS = [
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['lint', bin('oxlint'), ['--type-aware', '--deny-warnings', '--tsconfig', 'tsconfig.lint.json']],
  ['types', bin('tsc'), ['--build', 'tsconfig.json']],
  ['types of Electron 33', bin('tsc'), ['-p', 'tsconfig.e33.json']],
  [
    'architecture',
    process.execPath,
    [
      'scripts/with-electron-node.mjs',
      'node_modules/vitest/vitest.mjs',
      'run',
      'test/architecture.test.ts',
    ],
  ],
];

const failed = CHECKS.filter(([name, program, args]) => {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  return status !== 0;
});
console.log(`${CHECKS.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length > 0 ? 1 : 0);
