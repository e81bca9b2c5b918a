/** A rule without an id is known by its title, from its detections to its tuning: no two may have the same. */
import type { ParsedDocument } from './rule-source';

/**
 * Later rules of one title get a number behind it and a warning; those with an id keep theirs. The same rule given twice
 * keeps its title: it counts once (latest-versions.ts).
 */
export function withDistinctTitles(parsed: readonly ParsedDocument[]): ParsedDocument[] {
  const contents = new Map<string, string>();
  return parsed.map((one): ParsedDocument => {
    const { document } = one;
    const isRule = document.kind === 'rule' || document.kind === 'correlation';
    if (!isRule || document.id !== '') return one;
    const content = JSON.stringify(document);
    const title = freeTitle(document.title, content, contents);
    contents.set(title, content);
    if (title === document.title) return one;
    const message = `another rule without an id has the title ${document.title}: this one is called ${title}; give each an id`;
    const warnings = [...document.warnings, { message, written: document.title }];
    return { ...one, document: { ...document, title, warnings } };
  });
}

function freeTitle(title: string, content: string, taken: ReadonlyMap<string, string>): string {
  const isFree = (one: string): boolean => (taken.get(one) ?? content) === content;
  let free = title;
  for (let number = 2; !isFree(free); number++) free = `${title} (${number})`;
  return free;
}
