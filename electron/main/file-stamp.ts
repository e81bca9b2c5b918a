import fs from 'node:fs';

/** Tells another content of a file by its size and time; null where it is gone. */
export function stampOf(file: string): string | null {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.size} ${stat.mtimeMs}`;
}
