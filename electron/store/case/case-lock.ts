/**
 * One writer per case: an exclusive SQLite lock on `case.lock`, which the operating system drops when its
 * process dies, however it dies. Who holds it stands beside it for the message, never as the truth.
 */
import fs from 'node:fs';
import { z } from 'zod';
import { CaseScopeError, errorText } from '@shared/model/errors';
import { casePaths } from '../case-paths';
import { unusableFolder } from './case-folder';
import { isLockError, openLockFile, type SqliteWriter } from '../sqlite';

const HOLDER = z.object({ pid: z.number(), program: z.string() });

export class CaseLock {
  readonly #writer: SqliteWriter;
  readonly #holderPath: string;

  private constructor(writer: SqliteWriter, holderPath: string) {
    this.#writer = writer;
    this.#holderPath = holderPath;
  }

  /** @throws CaseScopeError `case-locked` naming the holder, `case-folder` where no lock can be written */
  static take(caseDir: string, program: string): CaseLock {
    const holderPath = casePaths.lockHolder(caseDir);
    const writer = lockOrNull(caseDir);
    if (writer === null) {
      const who = holderText(holderPath);
      throw new CaseScopeError('case-locked', `The case is open in ${who}. Close it there first.`);
    }
    fs.writeFileSync(holderPath, JSON.stringify({ pid: process.pid, program }));
    return new CaseLock(writer, holderPath);
  }

  release(): void {
    fs.rmSync(this.#holderPath, { force: true });
    this.#writer.close();
  }
}

function lockOrNull(caseDir: string): SqliteWriter | null {
  const file = casePaths.lock(caseDir);
  try {
    return openLockFile(file);
  } catch (error) {
    if (isLockError(error)) return null;
    throw unusableFolder(caseDir, `${file}: ${errorText(error)}`, error);
  }
}

function holderText(file: string): string {
  try {
    const holder = HOLDER.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
    return `${holder.program} (process ${holder.pid})`;
  } catch {
    return 'another program';
  }
}
