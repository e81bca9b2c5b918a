// The shared libraries Electron needs on Debian, and Xvfb where there is no display.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root, run, say, succeeds } from './say.mjs';

const PACKAGES = [
  'xvfb',
  'xauth',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'fonts-dejavu-core',
];

export const hasDisplay = () =>
  process.platform !== 'linux' ||
  Boolean(process.env['DISPLAY']) ||
  Boolean(process.env['WAYLAND_DISPLAY']);

const needsXvfb = () => !hasDisplay() && !succeeds('sh', ['-c', 'command -v xvfb-run xauth']);

function missingLibraries() {
  const electron = path.join(root, 'node_modules', 'electron', 'dist', 'electron');
  if (!fs.existsSync(electron)) return false;
  const listed = spawnSync('ldd', [electron], { encoding: 'utf8' });
  return listed.status === 0 && listed.stdout.includes('not found');
}

/** Libraries of the Electron runtime; call after the runtime is in place. */
export function installLibraries() {
  if (process.platform !== 'linux' || !(needsXvfb() || missingLibraries())) return;
  const command = `apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`;
  if (process.getuid?.() !== 0 || !succeeds('sh', ['-c', 'command -v apt-get'])) {
    throw new Error(
      `System libraries are missing. Run this once, then try again:\n  sudo ${command}`,
    );
  }
  say('Set-up: installing system libraries and Xvfb (apt-get)…');
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
