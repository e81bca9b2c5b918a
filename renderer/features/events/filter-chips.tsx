import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import type { EventFilter } from '@shared/contract/event-view';
import { useView } from '../../app/view-store';
import { Evidence } from '../../parts/evidence';

/** The filters beside the query: each can be switched off, turned round and removed. */
export function FilterChips(): ReactNode {
  const filters = useView((store) => store.filters);
  return filters.map((filter) => <FilterChip key={filter.query} filter={filter} />);
}

function FilterChip({ filter }: { filter: EventFilter }): ReactNode {
  const { putFilters, removeFilter } = useView.getState();
  const { query, keeps, isOn } = filter;
  const kind = keeps ? 'only' : 'without';
  return (
    <span className={`chip filter-chip${isOn ? '' : ' off'}${keeps ? '' : ' without'}`}>
      <input
        type="checkbox"
        aria-label={`${kind} ${query}`}
        title={isOn ? 'Switch off' : 'Switch on'}
        checked={isOn}
        onChange={() => putFilters({ ...filter, isOn: !isOn })}
      />
      <button
        type="button"
        className="chip-kind"
        title={keeps ? 'Leave these out instead' : 'Only these instead'}
        onClick={() => putFilters({ ...filter, keeps: !keeps })}
      >
        {kind}
      </button>
      <Evidence text={query} />
      <button
        type="button"
        className="icon"
        aria-label={`Remove filter ${query}`}
        title="Remove"
        onClick={() => removeFilter(query)}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}
