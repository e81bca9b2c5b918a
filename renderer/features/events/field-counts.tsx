import { type ReactNode, useEffect } from 'react';
import { X } from 'lucide-react';
import type { EventSearch } from '@shared/contract/event-search';
import type { FieldValues, ValueCount } from '@shared/contract/event-views';
import { isCaseField } from '@shared/query/case-fields';
import { printField } from '@shared/query/printer';
import { useView } from '../../app/view-store';
import { formatCount } from '../../lib/format';
import { fieldFilter } from '../../lib/query-text';
import { useAsked } from '../../lib/use-asked';
import { Evidence } from '../../parts/evidence';
import { ValueText } from '../../parts/value-text';
import { AddField } from './add-field';
import { toggleCounted, useLayout } from './use-layout';

/** Values of a field that stand in the panel; all of them are one click away. */
const FEW = 6;

/** What is counted over everything that a search finds. */
export interface CountedProps {
  readonly search: EventSearch;
  readonly version: string;
  /** Told how many events were counted. */
  readonly onTotal: (events: number) => void;
}

/** The most frequent values of some fields over everything found, each to be kept or left out. */
export function FieldCounts(props: CountedProps): ReactNode {
  const { counted } = useLayout();
  return (
    <section className="facets" aria-label="Values of the events found" data-region>
      {counted.map((field) => (
        <CountedField key={field} field={field} {...props} />
      ))}
      <AddField />
    </section>
  );
}

function CountedField({
  field,
  search,
  version,
  onTotal,
}: CountedProps & { field: string }): ReactNode {
  const asked = { search, field, holding: '', start: 0, end: FEW };
  const { answer, stale, problem } = useAsked('events.values', asked, version);
  useEffect(() => {
    if (answer !== null && !stale) onTotal(answer.events);
  }, [answer, stale, onTotal]);
  // What has no value here says nothing; the next search may have some.
  if (answer !== null && answer.total === 0) return null;
  return (
    <fieldset className={stale ? 'stale' : undefined}>
      <legend>
        <Evidence text={field} />
        <button
          type="button"
          className="icon"
          aria-label={`Count ${field} no more`}
          title="Remove from this panel"
          onClick={() => toggleCounted(field)}
        >
          <X size={12} aria-hidden="true" />
        </button>
      </legend>
      {problem !== null && problem.code !== 'query-invalid' && (
        <p className="dim" title={problem.message}>
          not counted
        </p>
      )}
      {answer !== null && <Values field={field} answer={answer} />}
    </fieldset>
  );
}

function Values({ field, answer }: { field: string; answer: FieldValues }): ReactNode {
  const { ask } = useView.getState();
  return (
    <>
      {answer.rows.map((row) => (
        <CountedValue key={row.value ?? '\0'} field={field} row={row} />
      ))}
      <WithoutField field={field} events={answer.events - answer.having} />
      {answer.total > answer.rows.length && (
        <button type="button" className="link" onClick={() => ask({ type: 'values', field })}>
          {formatCount(answer.total - answer.rows.length)} more
        </button>
      )}
    </>
  );
}

/** Of the events found, those that lack the field; what the case tells has no such events to speak of. */
function WithoutField({ field, events }: { field: string; events: number }): ReactNode {
  if (events === 0 || isCaseField(field)) return null;
  const query = `${printField(field)}:*`;
  return (
    <FacetValue filter={query} isWithout title={`Events without ${field}`} count={events}>
      <span className="dim">no value</span>
    </FacetValue>
  );
}

/** What a value is called, how it is written, and what a click does. */
const titleOf = (spellings: number): string =>
  spellings > 1
    ? `${ONLY_THESE} Written in ${formatCount(spellings)} ways: letter case is no difference.`
    : ONLY_THESE;

const ONLY_THESE = 'Only these (Alt or Delete: without these).';

function CountedValue({ field, row }: { field: string; row: ValueCount }): ReactNode {
  const { value, count, spellings } = row;
  return (
    <FacetValue
      filter={value === null ? null : fieldFilter(field, value)}
      title={titleOf(spellings)}
      count={count}
    >
      {value === null ? <span className="dim">null</span> : <ValueText text={value} title="" />}
    </FacetValue>
  );
}

interface FacetValueProps {
  /** Null where no query asks for it. */
  readonly filter: string | null;
  /** The filter finds all others. */
  readonly isWithout?: boolean;
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

/** Keys that leave a value out, as Alt and a click do. */
const LEAVES_OUT = new Set(['Delete', '-']);

function FacetValue(props: FacetValueProps): ReactNode {
  const { filter, isWithout = false, title, count, children } = props;
  const put = (takes: boolean): void => {
    if (filter !== null)
      useView.getState().putFilters({ query: filter, keeps: takes !== isWithout, isOn: true });
  };
  return (
    <div className="facet-value">
      <button
        type="button"
        className="facet-only"
        disabled={filter === null}
        title={title}
        onClick={(event) => put(!event.altKey)}
        onKeyDown={(event) => {
          if (!LEAVES_OUT.has(event.key)) return;
          event.preventDefault();
          put(false);
        }}
      >
        {children}
      </button>
      <small>{formatCount(count)}</small>
    </div>
  );
}
