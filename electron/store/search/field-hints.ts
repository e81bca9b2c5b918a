/** Why a search may have found nothing: it asks fields that no event of the case has. */
import { fieldsAsked } from '@shared/query/fields-asked';
import { parseQuery } from '@shared/query/parser';
import { printField } from '@shared/query/printer';
import type { CaseSearcher } from '../event-store';

const EVERYWHERE = { from: null, to: null, sort: 'asc', files: null } as const;

/** Each is one more search of the case. */
const MOST_ASKED = 5;

/** @param text query that found nothing */
export function fieldHints(searcher: CaseSearcher, text: string): readonly string[] {
  const answer = parseQuery(text);
  if (!answer.ok) return [];
  const isAnywhere = (name: string): boolean => {
    const query = `${printField(name)}:*`;
    const counted = { search: { ...EVERYWHERE, query }, start: 0, end: 0, columns: [] };
    const { total, problems } = searcher.eventRows(counted);
    return total > 0 || problems.length > 0;
  };
  return fieldsAsked(answer.query)
    .slice(0, MOST_ASKED)
    .filter((name) => !isAnywhere(name))
    .map(
      (name) =>
        `No event has a field ${printField(name)}. To search for a text, put all of it in quotation marks.`,
    );
}
