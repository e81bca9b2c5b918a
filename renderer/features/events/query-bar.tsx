import { Crosshair } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { EventSearch } from '@shared/contract/event-search';
import { parseIsoTime } from '@shared/model/time-text';
import { useTimeZone } from '../../app/app-store';
import { useView } from '../../app/view-store';
import type { AskError } from '../../lib/ask';
import { type ReadLink, viewOfLink } from '../../lib/view-link';
import { formatCount } from '../../lib/format';
import { useEvidence } from '../evidence/evidence-store';
import { openView } from '../searches/present-view';
import { indicatorOfQuery } from '../indicators/query-indicator';
import { QueryInput } from './query-input';
import { readEnd, readStart, shownEnd, shownStart, type TypedEnd } from './range-ends';

interface QueryBarProps {
  readonly search: EventSearch;
  readonly problem: AskError | null;
  readonly onSearch: (change: Partial<EventSearch>) => void;
}

/** The event's own time, by its name. */
const ASKS_TIME = /(?:^|[\s(-])time:/i;

/** Characters of the query before and behind its fault. */
const SHOWN_BESIDE = 300;

/** The query up to and from where it went wrong. */
function QueryProblem({ query, problem }: { query: string; problem: AskError }): ReactNode {
  const { at } = problem;
  return (
    <div className="problem query-problem" role="alert" id="query-problem">
      <span>
        {problem.message}
        {at !== null && ` (at character ${formatCount(at + 1)})`}
      </span>
      {at !== null && query !== '' && (
        <code>
          {at > SHOWN_BESIDE && '…'}
          {query.slice(Math.max(0, at - SHOWN_BESIDE), at)}
          <mark>{query.slice(at, at + 1) || '␣'}</mark>
          {query.slice(at + 1, at + 1 + SHOWN_BESIDE)}
          {at + 1 + SHOWN_BESIDE < query.length && '…'}
        </code>
      )}
    </div>
  );
}

type BadLink = Exclude<ReadLink['kind'], 'view'>;

const WHY_NOT: Readonly<Record<BadLink, string>> = {
  unreadable:
    'This link cannot be read: it may have been cut or changed. “Copy link” gives a whole one.',
  numbered:
    'This link names files by numbers, which may stand for other files by now. “Copy link” gives one that names them by what they hold.',
  fileMissing: 'This link names a file that is not in this case.',
};

const HOW_WRITTEN = {
  inclusive: 'YYYY-MM-DD HH:MM:SS, inclusive',
  exclusive: 'YYYY-MM-DD HH:MM:SS, exclusive; inclusive behind <=',
} as const;

interface WhenBoxProps {
  readonly label: string;
  readonly bound: 'inclusive' | 'exclusive';
  /** What was typed, read. */
  readonly iso: TypedEnd;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** One end of the time range, written in the time zone of the view. */
function WhenBox({ label, bound, iso, value, onChange }: WhenBoxProps): ReactNode {
  const zone = useTimeZone();
  return (
    <input
      className="when"
      aria-label={label}
      aria-invalid={iso === undefined}
      // The zone stands in the first of them: together with it the other would be cut.
      placeholder={bound === 'exclusive' ? `${label}, exclusive` : `${label} (${zone})`}
      title={`${HOW_WRITTEN[bound]}; ${zone}`}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

const isBefore = (one: string, other: string): boolean =>
  (parseIsoTime(one) ?? 0n) < (parseIsoTime(other) ?? 0n);

/** However either is written. Undefined is no time, and that of nobody. */
const isSameTime = (typed: TypedEnd, inForce: string | null): boolean =>
  typed === null || inForce === null
    ? typed === inForce
    : typed !== undefined && parseIsoTime(typed) === parseIsoTime(inForce);

/** Takes what is typed for what shall be sought in the whole case. */
function QueryIndicatorButton({ query }: { query: string }): ReactNode {
  const draft = useMemo(() => indicatorOfQuery(query), [query]);
  return (
    <button
      type="button"
      className="icon"
      disabled={draft === null}
      aria-label="Add the query as indicator"
      title="Add what the query seeks as an indicator"
      onClick={() => draft !== null && useView.getState().ask({ type: 'indicator', draft })}
    >
      <Crosshair size={16} aria-hidden="true" />
    </button>
  );
}

/** Query and time range. A search from elsewhere (a cell, the evidence table) replaces what is typed here. */
export function QueryBar({ search, problem, onSearch }: QueryBarProps): ReactNode {
  const zone = useTimeZone();
  const [query, setQuery] = useState(search.query);
  const [from, setFrom] = useState(shownStart(search.from, zone));
  const [to, setTo] = useState(shownEnd(search.to, zone));
  const inForce = JSON.stringify([search.query, search.from, search.to, zone]);
  const [badLink, setBadLink] = useState<{ readonly link: string; readonly why: BadLink } | null>(
    null,
  );
  const isBadLink = badLink?.link === query;
  const given = useView((store) => store.given);
  const [basis, setBasis] = useState({ inForce, search, given });
  const show = (shown: EventSearch): void => {
    setQuery(shown.query);
    setFrom(shownStart(shown.from, zone));
    setTo(shownEnd(shown.to, zone));
  };
  if (basis.inForce !== inForce || basis.given !== given) {
    setBasis({ inForce, search, given });
    // Whoever marks a stretch of the histogram has not taken back what is being typed.
    const isTypedOn = basis.given === given && basis.search.query === search.query;
    show(isTypedOn ? { ...search, query } : search);
  }
  const fromIso = readStart(from, zone);
  const toIso = readEnd(to, zone);
  const timesValid = fromIso !== undefined && toIso !== undefined;
  const isEmptyRange =
    timesValid && fromIso !== null && toIso !== null && !isBefore(fromIso, toIso);
  const isTyped =
    query !== search.query || !isSameTime(fromIso, search.from) || !isSameTime(toIso, search.to);
  const submit = (): void => {
    const linked = viewOfLink(query.trim(), useEvidence.getState().rows);
    if (linked?.kind === 'view') openView(linked.view);
    else if (linked !== null) setBadLink({ link: query, why: linked.kind });
    else if (fromIso !== undefined && toIso !== undefined)
      onSearch({ query, from: fromIso, to: toIso });
  };
  return (
    <>
      <form
        className="view-tools query-bar"
        role="search"
        data-region
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <QueryInput
          query={query}
          invalid={problem !== null || isBadLink}
          describedBy={problem !== null || isBadLink ? 'query-problem' : undefined}
          onQuery={setQuery}
        />
        <WhenBox label="From" bound="inclusive" iso={fromIso} value={from} onChange={setFrom} />
        <WhenBox label="To" bound="exclusive" iso={toIso} value={to} onChange={setTo} />
        <button
          type="submit"
          className={isTyped ? 'primary search-now' : 'search-now'}
          aria-label="Search"
          title={isTyped ? 'What is typed is not searched yet' : undefined}
          disabled={!timesValid}
        >
          {isTyped ? 'Search ↵' : 'Search'}
        </button>
        <button type="button" onClick={() => useView.getState().ask({ type: 'searches' })}>
          Searches…
        </button>
        <QueryIndicatorButton query={query} />
      </form>
      {!timesValid && (
        <div className="problem" role="alert">
          Times are written like 2026-03-14 02:11:07 (seconds and clock may be left out).
        </div>
      )}
      {zone !== 'UTC' && ASKS_TIME.test(query) && (
        <p className="view-note" role="status">
          Times in a query are UTC, or have their offset behind them: 2026-03-14T02:11+09:00. The
          grid shows {zone}.
        </p>
      )}
      {isEmptyRange && (
        <div className="problem" role="alert">
          From is not before To: no event lies between. “To” itself is left out, unless &lt;= stands
          before it.
        </div>
      )}
      {isBadLink && (
        <div className="problem" role="alert" id="query-problem">
          {WHY_NOT[badLink.why]}
        </div>
      )}
      {problem !== null && !isBadLink && <QueryProblem query={search.query} problem={problem} />}
    </>
  );
}
