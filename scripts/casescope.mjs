// The command line from a checkout: set up, build when stale, then the built command on Electron as Node.
import path from 'node:path';
import { root } from './setup/say.mjs';
import { setUp } from './setup/setup.mjs';

await setUp({ window: false });
process.argv.splice(2, 0, path.join(root, 'out/main/cli.js'));
await import('./with-electron-node.mjs');
