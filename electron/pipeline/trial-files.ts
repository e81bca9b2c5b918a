/**
 * What a trial of an import compiles, out of all rules that would stand after it: the files of what is tried, and every
 * file that has a say in what this finds. Files are told apart by where they came from: two imports may have one of the
 * same path.
 */
import { fitsTrial, type TriedFile } from '@shared/contract/tried-files';
import { withDistinctTitles } from '@shared/sigma/distinct-titles';
import type { DocumentOutcome } from '@shared/sigma/rule-document';
import { filterApplies } from '@shared/sigma/rule-filters';
import { namesOf } from '@shared/sigma/rule-references';
import type { ParsedDocument, RuleSource } from '@shared/sigma/rule-source';

/**
 * In the order of all, so that of several versions of a rule the same one runs.
 * @param some documents of `all`
 * @returns null where they are too many to be tried
 */
export function trialFiles(
  some: readonly ParsedDocument[],
  all: readonly ParsedDocument[],
): TriedFile[] | null {
  const tried = new Map<RuleSource, number[]>();
  for (const { source, at } of some) put(tried, source, at);
  const library = new Library(withDistinctTitles(all));
  const needed = withWhatHasASay([...tried.keys()], library);
  const files = library.sources
    .filter((source) => needed.has(source))
    .map((source) => fileOf(source, tried.get(source) ?? [], library.documentsOf(source)));
  return fitsTrial(files) ? files : null;
}

const fileOf = (
  { path, text, unread }: RuleSource,
  tried: readonly number[],
  documents: readonly DocumentOutcome[],
): TriedFile => ({
  ...{ path, text, tried: [...tried], titles: documents.map(({ title }) => title) },
  ...(unread === undefined ? {} : { unread }),
});

/** And with these in turn, until nothing is missing. */
function withWhatHasASay(
  sources: readonly RuleSource[],
  library: Library,
): ReadonlySet<RuleSource> {
  const needed = new Set(sources);
  // A set is walked to its end, also over what is added meanwhile.
  for (const source of needed)
    for (const document of library.documentsOf(source))
      for (const other of library.sayingOf(document)) needed.add(other);
  return needed;
}

/** The names a correlation listens to, or has an alias for: it does not load without them. */
const heardBy = (document: DocumentOutcome): readonly string[] =>
  document.kind === 'correlation'
    ? [...document.body.rules, ...Object.values(document.body.aliases).flatMap(Object.keys)]
    : [];

class Library {
  readonly #documents = new Map<RuleSource, DocumentOutcome[]>();
  /** Where what has a name stands, and what listens to it. */
  readonly #concerned = new Map<string, RuleSource[]>();
  readonly #filters: readonly ParsedDocument[];

  constructor(all: readonly ParsedDocument[]) {
    this.#filters = all.filter(({ document }) => document.kind === 'filter');
    for (const { document, source } of all) {
      put(this.#documents, source, document);
      for (const name of [...namesOf(document), ...heardBy(document)])
        put(this.#concerned, name, source);
    }
  }

  get sources(): RuleSource[] {
    return [...this.#documents.keys()];
  }

  /** By place. */
  documentsOf(source: RuleSource): readonly DocumentOutcome[] {
    return this.#documents.get(source) ?? [];
  }

  /**
   * Files with other versions of it, with what it listens to, with correlations that listen to it and may keep it to
   * themselves, with filters that apply to it.
   */
  sayingOf(document: DocumentOutcome): RuleSource[] {
    const named = [...namesOf(document), ...heardBy(document)];
    return [
      ...named.flatMap((name) => this.#concerned.get(name) ?? []),
      ...this.#filters.flatMap((one) => (applies(one, document) ? [one.source] : [])),
    ];
  }
}

function put<Key, One>(lists: Map<Key, One[]>, key: Key, one: One): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [one]);
  else list.push(one);
}

const applies = ({ document: filter }: ParsedDocument, rule: DocumentOutcome): boolean =>
  filter.kind === 'filter' && rule.kind === 'rule' && filterApplies(filter, rule);
