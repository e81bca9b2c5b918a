// What Electron needs of a Debian system: shared libraries, and Xvfb for windows where there is no display.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { hasDisplay } from './display.mjs';
import { root, run, say, succeeds } from './say.mjs';

const LIBRARIES = [
  ...['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0', 'libdrm2'],
  'fonts-dejavu-core',
];

/** Names of shared libraries Electron's binary does not find; call after the runtime is in place. */
function missingLibraries() {
  if (process.platform !== 'linux') return [];
  const folder = path.join(root, 'node_modules', 'electron', 'dist');
  const { stdout } = spawnSync('ldd', [path.join(folder, 'electron')], { encoding: 'utf8' });
  return notFound(stdout ?? '');
}

/** What ldd could not resolve, by its output. */
export const notFound = (printed) =>
  [...printed.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);

export const onPath = (program) =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .some((folder) => fs.existsSync(path.join(folder, program)));

/** Since 2024 some names end in t64; apt-get does not choose between two that provide the old one. */
const nameHere = (name) => (succeeds('apt-cache', ['show', `${name}t64`]) ? `${name}t64` : name);

async function aptInstall(missing, packages) {
  const install = ['install', '-y', '--no-install-recommends'];
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    const command = ['sudo apt-get', ...install, ...packages.map(nameHere)].join(' ');
    throw new Error(
      `Electron needs ${missing}. Install it, on Debian and Ubuntu like this, then try again:\n  ${command}`,
    );
  }
  say(`Set-up: installing ${missing} (apt-get)…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  await run('apt-get', [...install, '-qq', ...packages.map(nameHere)], { env });
}

export const libraries = {
  isDone: () => missingLibraries().length === 0,

  async complete() {
    await aptInstall(missingLibraries().join(', '), LIBRARIES);
    const left = missingLibraries();
    if (left.length > 0) throw new Error(`Electron still does not find ${left.join(', ')}.`);
  },
};

/** Only for commands that open windows: the command line runs without. */
export const displayTools = {
  isDone: () => hasDisplay() || onPath('Xvfb'),
  complete: () => aptInstall('Xvfb, as there is no display', ['xvfb']),
};
