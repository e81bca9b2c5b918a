/** Which folder of a case is which laptop. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { CaseDatabase } from '@electron/store/case/case-database';
import { laptopOf } from '@electron/store/case/laptop';
import { temporaryFolder } from '../../../fixtures/temporary-folder';

function idOf(caseDir: string): string {
  const database = CaseDatabase.openToWrite(caseDir, 'a test');
  try {
    return laptopOf(database).id;
  } finally {
    database.close();
  }
}

it('a folder is one laptop each time it is opened, and its copy is another', () => {
  const folder = temporaryFolder('laptops');
  const [mine, copy] = [path.join(folder, 'mine'), path.join(folder, 'copy')];
  CaseDatabase.create(mine, 'a case', 'a test').close();
  const id = idOf(mine);
  fs.cpSync(mine, copy, { recursive: true });
  expect(idOf(mine)).toBe(id);
  expect(idOf(copy)).not.toBe(id);
  // The same way to the same name, on another disk.
  fs.renameSync(mine, path.join(folder, 'away'));
  fs.renameSync(copy, mine);
  expect(idOf(mine)).not.toBe(id);
});
