/**
 * A rule without an id is known by its title, from its detections to its tuning: no two may have the same. Filters are
 * told apart by theirs when imports are compared; a rule and a filter may have one title.
 */
import type { ParsedDocument } from './rule-source';

/**
 * Later ones of one title get a number behind it and a warning; those with an id keep theirs. The same rule or filter
 * given twice keeps its title: the rule counts once (latest-versions.ts).
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
  const title = freeTitle(document.title, content, taken);
  taken.set(title, content);
  if (title === document.title) return one;
  const what = document.kind === 'filter' ? 'filter' : 'rule';
  const message = `another ${what} without an id has the title ${document.title}: this one is called ${title}; give each an id`;
  const warnings = [...document.warnings, { message, written: document.title }];
  return { ...one, document: { ...document, title, warnings } };
}

function freeTitle(title: string, content: string, taken: ReadonlyMap<string, string>): string {
  const isFree = (one: string): boolean => (taken.get(one) ?? content) === content;
  let free = title;
  for (let number = 2; !isFree(free); number++) free = `${title} (${number})`;
  return free;
}
