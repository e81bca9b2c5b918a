// npm test: set-up, unit tests, end-to-end tests in real Electron.
import { setUp } from './setup/setup.mjs';
import { conclude, runEndToEnd, runVitest, sum } from './tests.mjs';

await setUp();
conclude(sum([runVitest('unit'), runEndToEnd()]));
