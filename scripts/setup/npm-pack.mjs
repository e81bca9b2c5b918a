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
  return path.join(folder, tarballName(printed));
}

/** The tarball's name by what `npm pack --json` printed: an array in npm 10 and 11, an object by name later. */
export function tarballName(printed) {
  const [packed] = Object.values(JSON.parse(printed));
  return packed.filename.replace(/^@/, '').replace('/', '-');
}
