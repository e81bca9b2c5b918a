import fs from 'node:fs';
import path from 'node:path';

/** Writes a small file of the program's own, whole or not at all; folders are made. */
export function replaceFile(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const building = `${file}.building`;
  fs.writeFileSync(building, text);
  fs.renameSync(building, file);
}
