// Builds out/ when it was not made from the sources as they are.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root, run, say } from './say.mjs';

const SOURCES = [
  ...['electron', 'renderer', 'shared'],
  ...['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json'],
  'scripts/setup/constants.mjs',
];
const stamp = path.join(root, 'out', '.built');

/** Name, size and modification time of every file: an older copy put back is a change as well. */
function* listing(name) {
  const stat = fs.statSync(path.join(root, name));
  if (!stat.isDirectory()) yield `${name} ${stat.size} ${stat.mtimeMs}\n`;
  else
    for (const inside of fs.readdirSync(path.join(root, name)).sort())
      yield* listing(`${name}/${inside}`);
}

function sourcesHash() {
  const hash = createHash('sha256');
  for (const name of SOURCES) for (const line of listing(name)) hash.update(line);
  return hash.digest('hex');
}

export const build = {
  isDone: () => fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === sourcesHash(),

  async complete() {
    say('Building…');
    // Taken before the build: what changes during it makes it stale.
    const built = sourcesHash();
    fs.rmSync(stamp, { force: true });
    const bin = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
    await run(process.execPath, [bin, 'build', '--logLevel', 'warn']);
    fs.writeFileSync(stamp, built);
  },
};
