// The two archive readers provisioning needs: one member of a tar stream, chosen members of a zip.
import fs from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const BLOCK_BYTES = 512;

/** A transform from a tar stream to the bytes of the one member `wanted` accepts. */
export function pickFromTar(wanted) {
  let held = Buffer.alloc(0);
  let leftBytes = 0;
  let padBytes = 0;
  let keep = false;
  let found = false;
  return new Transform({
    transform(bytes, _encoding, done) {
      let rest = held.length > 0 ? Buffer.concat([held, bytes]) : bytes;
      held = Buffer.alloc(0);
      while (rest.length > 0) {
        if (leftBytes > 0) {
          const take = Math.min(leftBytes, rest.length);
          if (keep) this.push(rest.subarray(0, take));
          leftBytes -= take;
          rest = rest.subarray(take);
        } else if (padBytes > 0) {
          const take = Math.min(padBytes, rest.length);
          padBytes -= take;
          rest = rest.subarray(take);
        } else if (rest.length < BLOCK_BYTES) {
          held = rest;
          break;
        } else {
          const header = rest.subarray(0, BLOCK_BYTES);
          rest = rest.subarray(BLOCK_BYTES);
          if (header[0] === 0) continue;
          const name = header.toString('latin1', 0, 100).replace(/\0.*$/, '');
          leftBytes = Number.parseInt(header.toString('latin1', 124, 136), 8) || 0;
          padBytes = (BLOCK_BYTES - (leftBytes % BLOCK_BYTES)) % BLOCK_BYTES;
          keep = wanted(name);
          found ||= keep;
        }
      }
      done();
    },
    flush(done) {
      done(found ? null : new Error('the wanted member is not in the tarball'));
    },
  });
}

const SYMLINK = 0o120000;

async function writeMember(zip, entry, file) {
  const mode = entry.externalFileAttributes >>> 16;
  if ((mode & 0o170000) === SYMLINK) throw new Error(`symlink in zip: ${entry.fileName}`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const stream = await new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  await pipeline(stream, fs.createWriteStream(file, { mode: mode & 0o111 ? 0o755 : 0o644 }));
}

/** Unzips the members for which `placeOf(name)` answers a relative path into a folder. */
export async function unzip(zipPath, placeOf, folder) {
  const { default: yauzl } = await import('yauzl');
  await new Promise((resolve, reject) => {
    yauzl.open(zipPath, { lazyEntries: true, strictFileNames: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject).on('end', resolve);
      zip.on('entry', (entry) => {
        const relative = placeOf(entry.fileName);
        if (relative === null) return zip.readEntry();
        const file = path.join(folder, relative);
        if (!file.startsWith(folder + path.sep)) return reject(new Error(`escapes: ${relative}`));
        writeMember(zip, entry, file).then(() => zip.readEntry(), reject);
      });
      zip.readEntry();
    });
  });
}
