/** What is searched: the typed query narrowed by the filters that are on. */
import { useMemo } from 'react';
import type { EventSearch } from '@shared/contract/event-search';
import { parseQuery } from '@shared/query/parser';
import type { EventFilter } from '@shared/contract/event-view';
import { useView } from '../../app/view-store';
import { narrowedBy } from '../../lib/query-text';
import { useMarks } from '../marks/marks-store';

const textOf = ({ query, keeps }: EventFilter): string => (keeps ? query : `NOT ${query}`);

/** A query that cannot be read is asked as it was typed: the place of its fault counts from its begin. */
export function searchInForce(
  search: EventSearch,
  filters: readonly EventFilter[],
  leavesOutHidden: boolean,
): EventSearch {
  const on = filters.filter(({ isOn }) => isOn).map(textOf);
  if (leavesOutHidden) on.push('NOT hidden:true');
  if (!parseQuery(search.query).ok) return search;
  return { ...search, query: narrowedBy(search.query, on) };
}

export function useSearchInForce(): EventSearch {
  const search = useView((store) => store.search);
  const filters = useView((store) => store.filters);
  const showsHidden = useView((store) => store.showsHidden);
  const hidden = useMarks((store) => store.hidden);
  const leavesOut = hidden > 0 && !showsHidden;
  return useMemo(() => searchInForce(search, filters, leavesOut), [search, filters, leavesOut]);
}
