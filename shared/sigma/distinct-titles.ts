/**
 * A rule without an id is known by its title, from its detections to its tuning: no two may have the same. Filters are
 * told apart by theirs when imports are compared; a rule and a filter may have one title.
 */
import type { SigmaDocument } from './rule-document';
import type { ParsedDocument } from './rule-source';

/**
 * Later ones of one title get a number behind it and a warning; those with an id keep theirs. The same rule or filter
 * given twice keeps its title: the rule counts once (latest-versions.ts). A filter without a title is called by its file.
 */
export function withDistinctTitles(parsed: readonly ParsedDocument[]): ParsedDocument[] {
  const [ofRules, ofFilters] = [new Map<string, string>(), new Map<string, string>()];
  const named = new Map(
    inOrderOfNaming(parsed).map((one) => {
      const taken = one.document.kind === 'filter' ? ofFilters : ofRules;
      return [one, withFreeTitle(one, taken)];
    }),
  );
  return parsed.map((one) => named.get(one) ?? one);
}

/**
 * Imports in the order in which theirs first came, not in that in which they run: a newer version keeps its numbers. Rules
 * that are no imports come first: whatever is imported, the examiner's own keep their titles.
 */
const inOrderOfNaming = (parsed: readonly ParsedDocument[]): ParsedDocument[] =>
  parsed.toSorted((a, b) => sinceOf(a) - sinceOf(b));

const sinceOf = ({ source }: ParsedDocument): number => source.since ?? 0;

function withFreeTitle(one: ParsedDocument, taken: Map<string, string>): ParsedDocument {
  const { document } = one;
  if (document.kind === 'invalid' || document.id !== '') return one;
  const content = JSON.stringify(document);
  // A filter may have no title.
  const asked = document.title === '' ? one.source.path : document.title;
  const title = freeTitle(asked, content, taken);
  taken.set(title, content);
  if (title === document.title) return one;
  const warnings = title === asked ? [] : [numbered(document, asked, title)];
  return {
    ...one,
    document: { ...document, title, warnings: [...document.warnings, ...warnings] },
  };
}

function numbered({ kind, title: written }: SigmaDocument, asked: string, title: string) {
  const what = kind === 'filter' ? 'filter' : 'rule';
  const message = `another ${what} without an id has the title ${asked}: this one is called ${title}; give each an id`;
  return { message, written };
}

function freeTitle(title: string, content: string, taken: ReadonlyMap<string, string>): string {
  const isFree = (one: string): boolean => (taken.get(one) ?? content) === content;
  let free = title;
  for (let number = 2; !isFree(free); number++) free = `${title} (${number})`;
  return free;
}
