// Builds out/ when a source is newer than the last build. A lock folder keeps two commands that start at
// the same moment from building into each other's files.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root, run, say } from './say.mjs';

const ROOMS = ['electron', 'renderer', 'shared'];
const FILES = [
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];
const stamp = path.join(root, 'out', '.built');
const lock = path.join(root, 'node_modules', '.casescope-build');

/** Newest change below a folder, in ms; folders count, so that a removed file is noticed. */
function newest(target) {
  const stat = fs.statSync(target);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = fs.readdirSync(target).map((name) => newest(path.join(target, name)));
  return Math.max(stat.mtimeMs, ...inside);
}

const sourcesAt = () =>
  Math.max(...[...ROOMS, ...FILES].map((name) => newest(path.join(root, name))));
const current = () =>
  fs.existsSync(stamp) && Number(fs.readFileSync(stamp, 'utf8')) === Math.floor(sourcesAt());

/** True when the lock was taken; a lock whose owner is gone is taken over. */
function takeLock() {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = Number(fs.readFileSync(lock, 'utf8').trim() || 0);
    try {
      process.kill(owner, 0);
    } catch {
      fs.rmSync(lock, { force: true });
    }
    return false;
  }
}

export async function buildIfStale() {
  if (current()) return;
  while (!takeLock()) await wait(100);
  try {
    if (current()) return;
    say('Building…');
    const at = Math.floor(sourcesAt());
    const bin = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
    run(process.execPath, [bin, 'build', '--logLevel', 'warn']);
    fs.writeFileSync(stamp, String(at));
  } finally {
    fs.rmSync(lock, { force: true });
  }
}
