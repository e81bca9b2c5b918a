/** What is searched: the typed query narrowed by the filters that are on. */
import { useMemo } from 'react';
import type { EventSearch } from '@shared/contract/event-search';
import { fieldsAsked } from '@shared/query/fields-asked';
import { asksMarks } from '@shared/query/mark-fields';
import { parseQuery } from '@shared/query/parser';
import type { EventFilter } from '@shared/contract/event-view';
import type { EvidenceRow } from '@shared/contract/evidence-views';
import { useView } from '../../app/view-store';
import { narrowedBy } from '../../lib/query-text';
import { usePaced } from '../../lib/use-paced';
import { useEvidence } from '../evidence/evidence-store';
import { useMarks } from '../marks/marks-store';

const textOf = ({ query, keeps }: EventFilter): string => (keeps ? query : `NOT ${query}`);

/** Whether a query speaks of hidden events itself: then it says which of them are found. */
function asksHidden(text: string): boolean {
  const parsed = parseQuery(text);
  return parsed.ok && fieldsAsked(parsed.query).some((name) => name.toLowerCase() === 'hidden');
}

/** Stands for the marks that have a say in what is found: while it is the same, marks have changed nothing of that. */
export function marksAsked(
  { query, withoutHidden }: EventSearch,
  { version, hidden }: { readonly version: number; readonly hidden: number },
): string {
  const parsed = parseQuery(query);
  if (parsed.ok && asksMarks(parsed.query)) return `of version ${version}`;
  return withoutHidden === true ? `without ${hidden}` : '';
}

/** A query that cannot be read is asked as it was typed: the place of its fault counts from its begin. */
export function searchInForce(
  search: EventSearch,
  filters: readonly EventFilter[],
  leavesOutHidden: boolean,
): EventSearch {
  const on = filters.filter(({ isOn }) => isOn).map(textOf);
  const typed = parseQuery(search.query);
  if (!typed.ok) return search;
  const withoutHidden = leavesOutHidden && ![search.query, ...on].some(asksHidden);
  return { ...search, query: narrowedBy(search.query, on), withoutHidden };
}

/** The files that are searched: those chosen, or else all with events, but for those left out. */
export function filesInForce(
  chosen: EventSearch['files'],
  without: readonly number[],
  indexed: readonly number[],
): EventSearch['files'] {
  if (without.length === 0) return chosen;
  const left = new Set(without);
  return (chosen ?? indexed).filter((file) => !left.has(file));
}

/** As a text, so that progress of the files is no other search. */
const indexedFiles = (rows: ReadonlyMap<number, EvidenceRow>): string =>
  JSON.stringify([...rows.values()].flatMap(({ id, published }) => (published ? [id] : [])));

const FILES_MS = 2_000;

function useFilesInForce(chosen: EventSearch['files']): EventSearch['files'] {
  const without = useView((store) => store.withoutFiles);
  const published = useEvidence(({ rows }) => (without.length === 0 ? '[]' : indexedFiles(rows)));
  // Each file more is another search, which ends the one before.
  const indexed = usePaced(published, FILES_MS);
  return useMemo(
    () => filesInForce(chosen, without, JSON.parse(indexed) as number[]),
    [chosen, without, indexed],
  );
}

export function useSearchInForce(): EventSearch {
  const search = useView((store) => store.search);
  const filters = useView((store) => store.filters);
  const showsHidden = useView((store) => store.showsHidden);
  const hidden = useMarks((store) => store.hidden);
  const leavesOut = hidden > 0 && !showsHidden;
  const files = useFilesInForce(search.files);
  return useMemo(
    () => searchInForce({ ...search, files }, filters, leavesOut),
    [search, files, filters, leavesOut],
  );
}
