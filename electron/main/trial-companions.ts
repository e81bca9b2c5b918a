/**
 * Rules and filters of the library that belong to a rule that is written: without the ones a correlation would find nothing,
 * without the others a rule would find what it does not in a real run.
 */
import type { TriedFile } from '@shared/contract/tried-files';
import type { RuleRow } from '@shared/contract/rule-row';
import { DraftLibrary } from '@shared/sigma/draft-library';
import {
  type DocumentOutcome,
  parseDocuments,
  type RuleDocument,
} from '@shared/sigma/rule-document';
import { filterApplies } from '@shared/sigma/rule-filters';
import { foreignReferences } from '@shared/sigma/rule-references';

/** What is being written; `file` is null where it has none yet, whatever a file of the library is called. */
export interface RuleDraft {
  readonly file: string | null;
  readonly text: string;
}

/** Texts of rule files; null for one that is gone. */
export type TextsOfFiles = (files: readonly string[]) => Promise<readonly (string | null)[]>;

/**
 * The files that a draft refers to, those these refer to in turn, and the filters that apply to any of their rules.
 * @param rows of the whole library
 */
export async function companionsOf(
  draft: RuleDraft,
  rows: readonly RuleRow[],
  textsOf: TextsOfFiles,
): Promise<TriedFile[]> {
  const others = rows.filter(({ file }) => file !== draft.file);
  const read = async (files: readonly string[]): Promise<TriedFile[]> => {
    if (files.length === 0) return [];
    const texts = await textsOf(files);
    return files.map((path, at) => ({ path, text: texts[at] ?? '', tried: [] }));
  };
  const referred = await referredTo(draft, new DraftLibrary(others), read);
  const taken = new Set(referred.map(({ path }) => path));
  const filters = others.filter(
    ({ kind, state, file }) => isFilter(kind, state) && !taken.has(file),
  );
  const rules = [draft, ...referred].flatMap(documentsOf).filter((one) => one.kind === 'rule');
  const candidates = rules.length === 0 ? [] : await read(filesOf(filters));
  return [...referred, ...candidates.filter((file) => filtersAny(file, rules))];
}

const isFilter = (kind: RuleRow['kind'], state: RuleRow['state']): boolean =>
  kind === 'filter' && state === 'loaded';

const documentsOf = ({ text }: Pick<TriedFile, 'text'>): DocumentOutcome[] => parseDocuments(text);

const filesOf = (rows: readonly { readonly file: string }[]): string[] => [
  ...new Set(rows.map(({ file }) => file)),
];

const filtersAny = (file: TriedFile, rules: readonly RuleDocument[]): boolean =>
  documentsOf(file).some(
    (one) => one.kind === 'filter' && rules.some((rule) => filterApplies(one, rule)),
  );

/** Where the rules stand that files refer to without having them, and those they refer to; each file once. */
async function referredTo(
  draft: RuleDraft,
  library: DraftLibrary,
  read: (files: readonly string[]) => Promise<TriedFile[]>,
): Promise<TriedFile[]> {
  const known = new Set<string>();
  const found: TriedFile[] = [];
  for (;;) {
    const names = foreignReferences([draft, ...found].flatMap(documentsOf));
    const wanted = filesOf(names.flatMap((name) => library.find(name) ?? []));
    const fresh = wanted.filter((file) => !known.has(file));
    if (fresh.length === 0) return found;
    for (const file of fresh) known.add(file);
    found.push(...(await read(fresh)));
  }
}
