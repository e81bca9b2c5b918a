/** Why a search may have found nothing: it asks fields that no event of the case has. */
import type { EventSearch } from '@shared/contract/event-search';
import { fieldsAsked } from '@shared/query/fields-asked';
import { parseQuery } from '@shared/query/parser';
import { printField } from '@shared/query/printer';
import type { CaseSearcher } from '@electron/store/event-store';

/** Each is one more search of the case. */
const MOST_ASKED = 5;

/** @param search that found nothing */
export function fieldHints(searcher: CaseSearcher, search: EventSearch): readonly string[] {
  const answer = parseQuery(search.query);
  if (!answer.ok) return [];
  const isAnywhere = (name: string): boolean => {
    const query = `${printField(name)}:*`;
    const { count, problems } = searcher.find({ ...search, query, from: null, to: null });
    return count > 0 || problems.length > 0;
  };
  return fieldsAsked(answer.query)
    .slice(0, MOST_ASKED)
    .filter((name) => !isAnywhere(name))
    .map(
      (name) =>
        `No event has a field ${printField(name)}. To search for a text, put all of it in quotation marks.`,
    );
}
