import type { ReactNode } from 'react';
import type { EventSearch } from '@shared/contract/event-search';
import { useAsked } from '../../lib/use-asked';
import { Evidence } from '../../parts/evidence';

/** Said below the query that finds nothing: the fields it asks that no event of the case has. */
export function FieldHints({
  search,
  version,
}: {
  search: EventSearch;
  version: string;
}): ReactNode {
  const { answer, stale } = useAsked('events.fieldHints', { search }, version);
  if (answer === null || answer.length === 0 || stale) return null;
  return answer.map((hint) => (
    <div key={hint} className="view-note" role="status">
      <Evidence text={hint} block />
    </div>
  ));
}
