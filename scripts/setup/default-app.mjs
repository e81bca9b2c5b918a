// The app a bare `electron <folder>` starts. Same contract as the official default app: an ES module with
// top-level await, so that Electron holds `ready` back until the app's main module is evaluated, and
// `-r/--require`, through which Playwright attaches.
import fs from 'node:fs';
import path from 'node:path';

const MAIN = `import { app } from 'electron';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const load = createRequire(import.meta.url);
const args = process.argv.slice(1);
const preloads = [];
let target;
for (let at = 0; at < args.length; at++) {
  if (args[at] === '-r' || args[at] === '--require') preloads.push(args[++at]);
  else if (!args[at].startsWith('-')) {
    target = args[at];
    break;
  }
}
process.defaultApp = true;
for (const file of preloads) load(path.resolve(file));
if (target === undefined) {
  console.error('no app given');
  app.exit(2);
} else {
  let file = path.resolve(target);
  if (fs.statSync(file).isDirectory()) {
    const manifest = JSON.parse(fs.readFileSync(path.join(file, 'package.json'), 'utf8'));
    app.setAppPath(file);
    file = path.join(file, manifest.main ?? 'index.js');
    app.setName(manifest.productName ?? manifest.name);
    if (!app.commandLine.hasSwitch('user-data-dir')) {
      app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
    }
    if (manifest.version) app.setVersion(manifest.version);
  } else app.setAppPath(path.dirname(file));
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    console.error(error);
    app.exit(1);
  }
}
`;

export function writeDefaultApp(folder, version) {
  fs.mkdirSync(folder, { recursive: true });
  const manifest = { name: 'electron-default', version, type: 'module', main: 'main.js' };
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  fs.writeFileSync(path.join(folder, 'main.js'), MAIN);
}
