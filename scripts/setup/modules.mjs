// node_modules, exactly as package-lock.json says; skipped while the lock file is the one installed.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root, run, say } from './say.mjs';

const stamp = path.join(root, 'node_modules', '.casescope-lock');

export function installModules() {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'));
  const want = createHash('sha256').update(lock).digest('hex');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === want) return;
  say('Set-up: installing node modules (npm ci)…');
  // No install scripts: better-sqlite3 brings its binaries, Electron is provisioned by us.
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', ['ci', ...quiet], { shell: process.platform === 'win32' });
  fs.writeFileSync(stamp, want);
}
