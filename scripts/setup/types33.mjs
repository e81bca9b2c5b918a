// Electron 33's type file: the code must compile against the oldest Electron it runs on as well.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root, run, say } from './say.mjs';

const PACKAGE = 'electron@33.2.1';

export function electron33Types() {
  const folder = path.join(root, '.runtime', 'types33');
  if (fs.existsSync(path.join(folder, 'index.d.ts'))) return;
  say(`Set-up: fetching the types of ${PACKAGE}…`);
  fs.mkdirSync(folder, { recursive: true });
  const args = ['pack', PACKAGE, '--json', '--pack-destination', folder];
  const printed = execFileSync('npm', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = Object.values(JSON.parse(printed));
  const tarball = path.join(folder, packed.filename);
  run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1', 'package/electron.d.ts']);
  fs.rmSync(tarball);
  fs.renameSync(path.join(folder, 'electron.d.ts'), path.join(folder, 'index.d.ts'));
}
