/** A rule without an id is known by its title, from its detections to its tuning: no two may have the same. */
import type { ParsedDocument } from './rule-source';

/** Later rules of one title get a number behind it and a warning; those with an id keep theirs. */
export function withDistinctTitles(parsed: readonly ParsedDocument[]): ParsedDocument[] {
  const titles = new Set<string>();
  return parsed.map((one): ParsedDocument => {
    const { document } = one;
    const isRule = document.kind === 'rule' || document.kind === 'correlation';
    if (!isRule || document.id !== '') return one;
    const title = freeTitle(document.title, titles);
    titles.add(title);
    if (title === document.title) return one;
    const message = `another rule without an id has the title ${document.title}: this one is called ${title}; give each an id`;
    const warnings = [...document.warnings, { message, written: document.title }];
    return { ...one, document: { ...document, title, warnings } };
  });
}

function freeTitle(title: string, taken: ReadonlySet<string>): string {
  let free = title;
  for (let number = 2; taken.has(free); number++) free = `${title} (${number})`;
  return free;
}
