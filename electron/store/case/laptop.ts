/** Who this case folder is among those that share a case in a cluster. */
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import type { Laptop } from '../cluster/book';
import type { CaseDatabase } from './case-database';

/** Setting of the case: two folders on one computer are two laptops. */
const LAPTOP = 'laptop';

export function laptopOf(database: CaseDatabase): Laptop {
  const known = database.setting(LAPTOP);
  const id = known ?? randomUUID();
  if (known === null) database.putSetting(LAPTOP, id);
  return { id, name: os.hostname() };
}
