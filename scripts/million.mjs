// The Events view over a million events in a real window: minutes long, so it is no part of `npm test`.
import { withDisplay } from './setup/display.mjs';
import { runToEnd } from './setup/say.mjs';
import { setUp } from './setup/setup.mjs';

await setUp({ window: true });
const words = ['node_modules/playwright/cli.js', 'test', '--config', 'playwright.config.ts'];
process.exitCode = await withDisplay((env) =>
  runToEnd(process.execPath, words, { env: { ...env, CASESCOPE_E2E: 'scale' } }),
);
