// node_modules, exactly as package-lock.json says; done while the lock file is the one installed.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root, run, say } from './say.mjs';

const stamp = path.join(root, 'node_modules', '.casescope-lock');

function lockHash() {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).digest('hex');
}

/** `npm ci` empties node_modules first, so an interrupted one leaves no stamp behind. */
export const modules = {
  isDone: () => fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === lockHash(),

  async complete() {
    say('Set-up: installing node modules (npm ci)…');
    const want = lockHash();
    // Whatever NODE_ENV and the user's npm settings leave out otherwise. No install scripts:
    // better-sqlite3 brings its binaries, Electron is fetched or provisioned by us.
    const all = ['--include=dev', '--include=optional', '--ignore-scripts'];
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['ci', ...all, ...quiet], { shell: process.platform === 'win32' });
    fs.writeFileSync(stamp, want);
  },
};
