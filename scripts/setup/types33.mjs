// Electron 33's type file: the code must compile against the oldest Electron it runs on as well.
import fs from 'node:fs';
import path from 'node:path';
import { npmPack } from './npm-pack.mjs';
import { root, run, say } from './say.mjs';

const PACKAGE = 'electron@33.2.1';
const folder = path.join(root, '.runtime', 'types33');
const types = path.join(folder, 'index.d.ts');

export const types33 = {
  isDone: () => fs.existsSync(types),

  async complete() {
    say(`Set-up: fetching the types of ${PACKAGE}…`);
    fs.mkdirSync(folder, { recursive: true });
    const tarball = npmPack(PACKAGE, folder);
    const unpack = ['-xzf', path.basename(tarball), '--strip-components=1'];
    await run('tar', [...unpack, 'package/electron.d.ts'], { cwd: folder });
    fs.rmSync(tarball);
    fs.renameSync(path.join(folder, 'electron.d.ts'), types);
  },
};
