import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import type { EventSearch } from '@shared/contract/event-search';
import type { FieldValues, ValueCount } from '@shared/contract/event-views';
import { useView } from '../../app/view-store';
import { formatCount } from '../../lib/format';
import { fieldFilter } from '../../lib/query-text';
import { useAsked } from '../../lib/use-asked';
import { Evidence } from '../../parts/evidence';
import { AddField } from './add-field';
import { toggleCounted, useLayout } from './use-layout';

/** Values of a field that stand in the panel; all of them are one click away. */
const FEW = 6;

interface CountedProps {
  readonly search: EventSearch;
  readonly version: string;
}

/** The most frequent values of some fields over everything found, each to be kept or left out. */
export function FieldCounts(props: CountedProps): ReactNode {
  const { counted } = useLayout();
  return (
    <section className="facets" aria-label="Values of the events found">
      {counted.map((field) => (
        <CountedField key={field} field={field} {...props} />
      ))}
      <AddField />
    </section>
  );
}

function CountedField({ field, search, version }: CountedProps & { field: string }): ReactNode {
  const asked = { search, field, holding: '', start: 0, end: FEW };
  const { answer, stale, problem } = useAsked('events.values', asked, version);
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
        <p className="dim">{problem.message}</p>
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
      {answer.total > answer.rows.length && (
        <button type="button" className="link" onClick={() => ask({ type: 'values', field })}>
          {formatCount(answer.total - answer.rows.length)} more
        </button>
      )}
    </>
  );
}

function CountedValue({ field, row }: { field: string; row: ValueCount }): ReactNode {
  const { value, count } = row;
  const put = (keeps: boolean): void => {
    if (value !== null)
      useView.getState().putFilter({ query: fieldFilter(field, value), keeps, isOn: true });
  };
  return (
    <div className="facet-value">
      <button
        type="button"
        className="facet-only"
        disabled={value === null}
        title="Only these (Alt: without these)"
        onClick={(event) => put(!event.altKey)}
      >
        {value === null ? (
          <span className="dim">no value</span>
        ) : (
          <Evidence text={value || 'empty'} title="" />
        )}
      </button>
      <small>{formatCount(count)}</small>
    </div>
  );
}
