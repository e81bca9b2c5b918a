// npm run test:shipped: the tests of the store on the Node and the SQLite driver that ship.
import { setUp } from './setup/setup.mjs';
import { conclude, runShipped } from './tests.mjs';

await setUp({ build: false, window: false });
conclude([await runShipped()]);
