import type { ReactNode } from 'react';
import { useAsked } from '../../lib/use-asked';
import { Evidence } from '../../parts/evidence';

/** Said below the query that finds nothing: the fields it asks that no event of the case has. */
export function FieldHints({ query, version }: { query: string; version: string }): ReactNode {
  const { answer, stale } = useAsked('events.fieldHints', { query }, version);
  if (answer === null || answer.length === 0 || stale) return null;
  return answer.map((hint) => (
    <div key={hint} className="view-note" role="status">
      <Evidence text={hint} block />
    </div>
  ));
}
