// Names the compiler of rules: the same name, the same compiled rules. Kept compiled rules carry it, so that
// another version of the program never takes them for its own.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Where what compiling leaves is decided. */
const ROOMS = ['shared/sigma', 'shared/model', 'shared/text'];

/** @param {string} root of the repository */
export function ruleCompiler(root) {
  const hash = createHash('sha256');
  for (const room of ROOMS) {
    const files = fs.readdirSync(path.join(root, room), { recursive: true, withFileTypes: true });
    const names = files
      .filter((one) => one.isFile())
      .map((one) => path.join(one.parentPath, one.name));
    for (const name of names.toSorted()) hash.update(fs.readFileSync(name));
  }
  return hash.digest('hex').slice(0, 16);
}
