import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { EventSearch } from '@shared/contract/event-search';
import type { EventRow } from '@shared/contract/event-views';
import { useView } from '../../app/view-store';
import { type AskError, problemOf } from '../../lib/ask';
import { formatCount, plural } from '../../lib/format';
import type { SourcePart } from '../../table/data-source';
import type { PageCache } from '../../table/page-cache';
import { RowProblems } from '../../parts/row-problems';
import { ViewHead } from '../../parts/view-head';
import { useMarks } from '../marks/marks-store';
import { useCaseTotals } from '../evidence/use-case-totals';
import { fieldsShown } from './event-columns';
import { EventGrid } from './event-grid';
import { EventTools } from './event-tools';
import { FieldCounts } from './field-counts';
import { FieldHints } from './field-hints';
import { FileChip, LeftOutFiles } from './file-chip';
import { FilterChips } from './filter-chips';
import { HiddenChip } from './hidden-chip';
import { NoEvents } from './no-events';
import { QueryBar } from './query-bar';
import { marksAsked, useSearchInForce } from './search-in-force';
import { TimeHistogram } from './time-histogram';
import { useHistory } from '../searches/use-history';
import { useEventRows } from './use-event-rows';
import { useOneTotal } from './use-one-total';
import { useLayout } from './use-layout';
import { useOpenRow } from './use-shown-event';
import './events.css';

/** Whether it is the query that went wrong, and is to be put right there. */
const isOfQuery = (problem: AskError): boolean =>
  problem.at !== null || problem.code === 'query-invalid';

function summaryOf(
  problem: AskError | null,
  { exactTotal, part }: PageCache<EventRow>,
  events: number,
): string {
  if (problem !== null) return 'not searched';
  if (exactTotal !== null) return `${formatCount(exactTotal)} of ${formatCount(events)}`;
  return part === null ? 'Searching…' : partText(part);
}

const partText = ({ found, searched, files }: SourcePart<EventRow>): string =>
  `Searching… ${formatCount(found)} found so far, ${formatCount(searched)} of ${plural(files, 'file')} searched`;

/** Search over every event of the case. */
export function EventsView(): ReactNode {
  const typed = useView((store) => store.search);
  const search = useSearchInForce();
  const { published, events } = useCaseTotals();
  const { columns, showsCounts, showsHistogram } = useLayout();
  const fields = useMemo(() => fieldsShown(columns), [columns]);
  const [tries, setTries] = useState(0);
  const marks = useMarks((store) => store.version);
  const hidden = useMarks((store) => store.hidden);
  const version = `${published}#${tries}#${marks}`;
  const asking = marksAsked(search, { version: marks, hidden });
  const list = JSON.stringify([published, tries, asking]);
  const rows = useEventRows(search, fields, tries, { version, list });
  const problem = rows.error === null ? null : problemOf(rows.error);
  const queryProblem = problem !== null && isOfQuery(problem) ? problem : null;
  const isFound = rows.exactTotal !== null && problem === null;
  const askAgain = useCallback(() => setTries((before) => before + 1), []);
  const asked = JSON.stringify([search, published, marks]);
  const total = rows.of.version === version ? rows.exactTotal : null;
  const onTotal = useOneTotal(asked, tries, total, askAgain);
  useHistory(isFound);
  useOpenRow(search, isFound);
  const isSearched = queryProblem === null && events > 0;
  const counted = { search, version, onTotal };
  return (
    <>
      <ViewHead title="Events" summary={summaryOf(problem, rows, events)}>
        <EventTools search={search} found={rows.exactTotal} />
      </ViewHead>
      <QueryBar
        search={typed}
        problem={queryProblem}
        onSearch={(change) => {
          useView.getState().runSearch(change);
          // The same search once more is asked once more.
          if (problem !== null) askAgain();
        }}
      />
      {isFound && rows.total === 0 && events > 0 && (
        <FieldHints query={search.query} version={version} />
      )}
      <RowProblems
        error={queryProblem === null ? problem : null}
        problems={rows.problems}
        onRetry={askAgain}
      />
      <Narrowed files={typed.files} search={isSearched ? search : null} version={version} />
      {isSearched && showsHistogram && <TimeHistogram {...counted} />}
      <EventGrid
        search={search}
        listKey={JSON.stringify([search, rows.of.list])}
        rows={rows}
        panel={isSearched && showsCounts && <FieldCounts {...counted} />}
      >
        {problem === null && <NoEvents any={events > 0} />}
      </EventGrid>
    </>
  );
}

/** What narrows the search beside the query. */
function Narrowed(props: {
  readonly files: EventSearch['files'];
  /** Null where it cannot be searched. */
  readonly search: EventSearch | null;
  readonly version: string;
}): ReactNode {
  const { files, search, version } = props;
  const filters = useView((store) => store.filters);
  const without = useView((store) => store.withoutFiles);
  const hidden = useMarks((store) => store.hidden);
  const some = files !== null || filters.length > 0 || without.length > 0;
  if (!some && hidden === 0) return null;
  return (
    <div className="view-tools filters">
      {files !== null && <FileChip files={files} />}
      <LeftOutFiles />
      <FilterChips />
      {hidden > 0 && <HiddenChip search={search} version={version} />}
    </div>
  );
}
