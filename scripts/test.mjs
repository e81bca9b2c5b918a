// npm test: set-up, unit tests, end-to-end tests in real Electron.
import { setUp } from './setup/setup.mjs';
import { conclude, runEndToEnd, runVitest } from './tests.mjs';

await setUp();
conclude([await runVitest('unit'), await runEndToEnd()]);
