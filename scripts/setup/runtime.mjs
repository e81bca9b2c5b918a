// The Electron runtime: the official one where it can be fetched, otherwise a provisioned 33.2.1 that is
// for development and tests only (docs/decisions/0001).
import fs from 'node:fs';
import path from 'node:path';
import { root, run, runToEnd, say } from './say.mjs';

const electronDir = path.join(root, 'node_modules', 'electron');
/** How long the official download may take to answer at all (house.md, Runtime). */
const PROBE_MS = 5_000;

/** `path.txt` is written last, by Electron's installer and by ours. */
function isInstalled() {
  const named = path.join(electronDir, 'path.txt');
  if (!fs.existsSync(named)) return false;
  return fs.existsSync(path.join(electronDir, 'dist', fs.readFileSync(named, 'utf8')));
}

async function officialAnswers() {
  const mirror = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/';
  try {
    const answer = await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) });
    return answer.ok;
  } catch {
    return false;
  }
}

async function fetchOfficial() {
  const script = path.join(electronDir, 'install.js');
  const code = await runToEnd(process.execPath, [script], { stdio: ['ignore', 2, 2] });
  return code === 0 && isInstalled();
}

export const runtime = {
  isDone: isInstalled,

  async complete() {
    if (await officialAnswers()) {
      say('Set-up: fetching the official Electron…');
      if (await fetchOfficial()) return;
    }
    say('Set-up: the official Electron cannot be fetched here; provisioning a test runtime…');
    await run(process.execPath, [path.join(root, 'scripts/setup/provision-electron.mjs')]);
  },
};
