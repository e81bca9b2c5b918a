/** Paths of a case's evidence by id: what lines name a file by, where the window has ids. */
import { CaseReader } from '@electron/store/case/case-reader';

/** @throws CaseScopeError `case-missing`, `case-damaged` */
export function evidencePaths(caseDir: string): ReadonlyMap<number, string> {
  const reader = CaseReader.open(caseDir);
  try {
    return new Map(reader.files().map(({ id, path }) => [id, path]));
  } finally {
    reader.close();
  }
}
