// .ci/run: npm run check, npm test and the conformance tests, as one count.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './setup/say.mjs';
import { setUp } from './setup/setup.mjs';
import { conclude, runChecks, runCluster, runEndToEnd, runShipped, runVitest } from './tests.mjs';

await setUp({ types: true });
const counts = [
  ...[await runChecks(), await runVitest('unit'), await runShipped()],
  await runCluster('failed'),
  await runEndToEnd(),
];
if (fs.existsSync(path.join(root, '../shared/samples')))
  counts.push(await runVitest('conformance'));
else console.log('conformance: ../shared/samples is not beside this checkout, so it did not run');
conclude(counts);
