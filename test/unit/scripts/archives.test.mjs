import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { pickFromTar } from '../../../scripts/setup/archives.mjs';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const CONTENT = {
  'package/a.txt': 'a'.repeat(700),
  'package/b.bin': 'wanted\0bytes',
  'package/c': '',
};

function tarball() {
  const folder = temporaryFolder();
  fs.mkdirSync(path.join(folder, 'package'));
  for (const [name, text] of Object.entries(CONTENT))
    fs.writeFileSync(path.join(folder, name), text);
  const file = path.join(folder, 'x.tar');
  const names = Object.keys(CONTENT);
  spawnSync('tar', ['-cf', file, '--format=ustar', '-C', folder, ...names]);
  return fs.readFileSync(file);
}

const pieces = (bytes, size) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );

const picked = async (bytes, size, name) =>
  (
    await buffer(Readable.from(pieces(bytes, size)).compose(pickFromTar((one) => one === name)))
  ).toString();

describe('one member of a tar stream', () => {
  const bytes = tarball();
  for (const size of [1, 7, 511, 512, 513, 1 << 20]) {
    it(`comes whole in pieces of ${size} bytes`, async () => {
      for (const [name, text] of Object.entries(CONTENT))
        expect(await picked(bytes, size, name)).toBe(text);
    });
  }

  it('that is not there is an error', async () => {
    await expect(picked(bytes, 512, 'package/d')).rejects.toThrow('not in the tarball');
  });
});
