/** Rules of the library that tried ones refer to: without them a correlation would find nothing. */
import type { TriedFile } from '@shared/contract/tried-files';
import type { RuleRow } from '@shared/contract/views';
import { DraftLibrary } from '@shared/sigma/draft-library';
import { parseDocuments } from '@shared/sigma/rule-document';
import { foreignReferences } from '@shared/sigma/rule-references';

/** Texts of rule files; null for one that is gone. */
export type TextsOfFiles = (files: readonly string[]) => Promise<readonly (string | null)[]>;

/**
 * The files they stand in, and those that these refer to in turn.
 * @param rows of the whole library
 */
export async function companionsOf(
  tried: readonly TriedFile[],
  rows: readonly RuleRow[],
  textsOf: TextsOfFiles,
): Promise<TriedFile[]> {
  const known = new Set(tried.map(({ path }) => path));
  const library = new DraftLibrary(rows.filter(({ file }) => !known.has(file)));
  const companions: TriedFile[] = [];
  for (;;) {
    const wanted = filesOf(library, [...tried, ...companions]).filter((file) => !known.has(file));
    if (wanted.length === 0) return companions;
    const texts = await textsOf(wanted);
    wanted.forEach((path, at) => {
      known.add(path);
      companions.push({ path, text: texts[at] ?? '' });
    });
  }
}

/** Where the rules stand that files refer to without having them; each file once. */
function filesOf(library: DraftLibrary, files: readonly TriedFile[]): string[] {
  const documents = files.flatMap(({ text }) => parseDocuments(text));
  const found = foreignReferences(documents).flatMap((name) => library.find(name)?.file ?? []);
  return [...new Set(found)];
}
