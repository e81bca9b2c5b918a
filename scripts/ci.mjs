// .ci/run: npm test, npm run check and the conformance tests, as one count.
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { root } from './setup/say.mjs';
import { setUp } from './setup/setup.mjs';
import { conclude, runEndToEnd, runVitest, sum } from './tests.mjs';

await setUp();
const check = spawnSync(process.execPath, ['scripts/check.mjs'], { cwd: root, stdio: 'inherit' });
const counts = [
  check.status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 },
];
counts.push(runVitest('unit'), runEndToEnd());
if (fs.existsSync(path.join(root, '../shared/samples'))) counts.push(runVitest('conformance'));
else console.log('conformance: ../shared/samples is not beside this checkout, so it did not run');
conclude(sum(counts));
