/** The folder a case is made in: it must be there, be writable, and hold nothing of the names a case needs. */
import fs from 'node:fs';
import { CaseScopeError, errorText } from '@shared/model/errors';
import { casePaths } from '../case-paths';

/** A case folder that cannot be used, with the path and why. */
export function unusableFolder(caseDir: string, why: string, cause?: unknown): CaseScopeError {
  const message = `The case folder ${caseDir} cannot be used: ${why}.`;
  return new CaseScopeError('case-folder', message, { cause });
}

/**
 * @throws CaseScopeError `case-exists` where the folder already holds a case, `case-folder` where it cannot
 *   be made, or holds a folder whose name a case needs: what lies there is not ours to tidy
 */
export function makeCaseFolder(caseDir: string): void {
  try {
    fs.mkdirSync(caseDir, { recursive: true });
    fs.accessSync(caseDir, fs.constants.W_OK);
  } catch (error) {
    throw unusableFolder(caseDir, errorText(error), error);
  }
  if (fs.existsSync(casePaths.database(caseDir))) {
    throw new CaseScopeError(
      'case-exists',
      `There is already a case in ${caseDir}. Open it instead.`,
    );
  }
  for (const taken of [casePaths.events, casePaths.packs, casePaths.backups]) {
    const inside = taken(caseDir);
    if (fs.existsSync(inside)) throw unusableFolder(caseDir, `${inside} is there already`);
  }
}
