// One package's tarball as the ordinary npm client fetches it: its cache, proxy and registry apply.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Fetches into a folder and answers the tarball's path. */
export function npmPack(name, folder) {
  const args = ['pack', name, '--json', '--loglevel=error', '--pack-destination', folder];
  const printed = execFileSync('npm', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 26,
    shell: process.platform === 'win32',
  });
  // npm 10 and 11 answer with an array, later ones with an object keyed by name.
  const [packed] = Object.values(JSON.parse(printed));
  return path.join(folder, packed.filename.replace(/^@/, '').replace('/', '-'));
}
