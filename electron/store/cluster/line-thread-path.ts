/** Where the built thread of a cluster line stands: beside what is built, also when the code runs from its source. */
import fs from 'node:fs';
import path from 'node:path';

const FROM = ['.', '..', '../../../out/main', '../../out/main'];

export function lineThreadPath(): string {
  const paths = FROM.map((from) => path.resolve(import.meta.dirname, from, 'cluster-line.js'));
  const found = paths.find((one) => fs.existsSync(one));
  if (found === undefined) throw new Error('cluster-line.js is not built');
  return found;
}
