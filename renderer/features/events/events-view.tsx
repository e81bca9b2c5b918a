import { type ReactNode, useState } from 'react';
import { useView } from '../../app/view-store';
import { type AskError, problemOf } from '../../lib/ask';
import { formatCount } from '../../lib/format';
import { RowProblems } from '../../parts/row-problems';
import { ViewHead } from '../../parts/view-head';
import { useCaseTotals } from '../evidence/use-case-totals';
import { EventGrid } from './event-grid';
import { FileChip } from './file-chip';
import { NoEvents } from './no-events';
import { QueryBar } from './query-bar';
import { useEventRows } from './use-event-rows';
import './events.css';

/** Whether it is the query that went wrong, and is to be put right there. */
const isOfQuery = (problem: AskError): boolean =>
  problem.at !== null || problem.code === 'query-invalid';

function summaryOf(problem: AskError | null, found: number | null, events: number): string {
  if (problem !== null) return 'not searched';
  return found === null ? 'Searching…' : `${formatCount(found)} of ${formatCount(events)}`;
}

/** Search over every event of the case. */
export function EventsView(): ReactNode {
  const search = useView((store) => store.search);
  const { setSearch } = useView.getState();
  const { published, events } = useCaseTotals();
  const [tries, setTries] = useState(0);
  const rows = useEventRows(search, `${published}#${tries}`);
  const problem = rows.error === null ? null : problemOf(rows.error);
  const queryProblem = problem !== null && isOfQuery(problem) ? problem : null;
  return (
    <>
      <ViewHead title="Events" summary={summaryOf(problem, rows.exactTotal, events)} />
      <QueryBar search={search} problem={queryProblem} onSearch={setSearch} />
      <RowProblems
        error={queryProblem === null ? problem : null}
        problems={rows.problems}
        onRetry={() => setTries(tries + 1)}
      />
      {search.files !== null && (
        <div className="view-tools">
          <FileChip files={search.files} />
        </div>
      )}
      <EventGrid search={search} rows={rows}>
        {problem === null && <NoEvents any={events > 0} />}
      </EventGrid>
    </>
  );
}
