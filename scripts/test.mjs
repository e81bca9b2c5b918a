// npm test: set-up, unit tests, tests with a real OpenSearch server, end-to-end tests in real Electron.
import { setUp } from './setup/setup.mjs';
import { conclude, runCluster, runEndToEnd, runVitest } from './tests.mjs';

await setUp();
conclude([await runVitest('unit'), await runCluster('skipped'), await runEndToEnd()]);
