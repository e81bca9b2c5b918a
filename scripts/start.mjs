// Opens the app. With no display: processes the sample case through the real app under Xvfb and prints
// the result. Paths after `--` are imported.
import { createRequire } from 'node:module';
import path from 'node:path';
import { hasDisplay, withDisplay } from './setup/display.mjs';
import { root, runToEnd, say } from './setup/say.mjs';
import { setUp } from './setup/setup.mjs';

await setUp();
const electron = createRequire(import.meta.url)('electron');
const paths = process.argv
  .slice(2)
  .filter((given) => given !== '--')
  .map((given) => path.resolve(given));
const headless = !hasDisplay();
// Chromium's own sandbox cannot run as root; this is for containers only, never in the packaged app.
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
// No graphics card and no message bus there: Chromium's remarks about them are not the result.
const quiet = headless ? ['--disable-gpu', '--log-level=3'] : [];
const args = [root, ...asRoot, ...quiet, ...(headless ? ['--run-sample'] : []), ...paths];
if (headless) say('No display: processing the sample case in a hidden window.');
process.exitCode = await withDisplay((env) => runToEnd(electron, args, { env }));
