// One set-up at a time: two commands started together would install into each other's folders. The lock
// stands outside node_modules, which `npm ci` removes, and falls to the next when its owner is gone.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root, say } from './say.mjs';

const LOCK = path.join(root, '.runtime', 'set-up.lock');
const RETRY_MS = 100;

function take(lock) {
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** The process that holds the lock; 0 while it is not written yet or already gone. */
function owner(lock) {
  try {
    return Number(fs.readFileSync(lock, 'utf8'));
  } catch {
    return 0;
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Moves a dead owner's lock aside; another's fresh lock, moved by a close race, is put back. */
function clear(lock, dead) {
  const aside = `${lock}.${process.pid}`;
  try {
    fs.renameSync(lock, aside);
    if (Number(fs.readFileSync(aside, 'utf8')) !== dead) fs.linkSync(aside, lock);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

export async function whileLocked(work, lock = LOCK) {
  let told = false;
  while (!take(lock)) {
    const pid = owner(lock);
    if (pid > 0 && !lives(pid)) clear(lock, pid);
    else if (!told && pid > 0) {
      say(`Set-up: waiting for the set-up of another command (process ${pid})…`);
      told = true;
    }
    await wait(RETRY_MS);
  }
  try {
    await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}
