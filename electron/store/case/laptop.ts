/** Who this case folder is among those that share a case in a cluster. */
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import type { Laptop } from '../cluster/book';
import type { CaseDatabase } from './case-database';

/** Setting of the case. A copy of the folder has it too, and is another laptop all the same. */
const LAPTOP = 'laptop';

/** The folder in its place on its computer: two folders on one computer are two laptops, and so is a copy of one. */
export function laptopOf(database: CaseDatabase): Laptop {
  const known = database.setting(LAPTOP);
  const stored = known ?? randomUUID();
  if (known === null) database.putSetting(LAPTOP, stored);
  const folder = fs.realpathSync(database.caseDir);
  // Computers made of one image have the same name and paths; their folders are not at the same place of the disk.
  const { ino } = fs.statSync(folder, { bigint: true });
  const place = JSON.stringify([stored, os.hostname(), folder, String(ino)]);
  return { id: createHash('sha256').update(place).digest('hex'), name: os.hostname() };
}
