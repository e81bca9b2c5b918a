import type { ReactNode } from 'react';
import { Target } from 'lucide-react';
import type { HitRow } from '@shared/contract/views';
import { useView } from '../../app/view-store';
import { ask } from '../../lib/ask';
import { plural } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { EmptyState } from '../../parts/empty-state';
import { useCaseTotals } from '../evidence/use-case-totals';
import { type PlaceKind, PlacesView } from '../places/places-view';
import { type PlaceQuestion, sortIn, usePlaceRows } from '../places/use-place-rows';
import { HIT_CELLS, HIT_COLUMNS } from './hit-columns';
import { HitPane } from './hit-pane';

const ORDERS = ['time', 'indicator', 'field', 'computer', 'file'] as const;
const HITS: PlaceKind<HitRow> = {
  title: 'Hits',
  one: 'Hit',
  filterLabel: 'Filter hits',
  filterHint: 'Filter by indicator, field, value…',
  columns: HIT_COLUMNS,
  cells: HIT_CELLS,
  keyOf: (row) => `${row.file}:${row.event}:${row.indicatorId}`,
  labelOf: (row) => escapeHidden(row.indicator),
  pane: (row, onClose) => <HitPane row={row} onClose={onClose} />,
};

const findHits = ({ filter, order, start, end }: PlaceQuestion) =>
  ask('hits.rows', {
    filter,
    files: null,
    sort: sortIn(ORDERS, order),
    start,
    end,
  });

function NoHits(): ReactNode {
  return (
    <EmptyState
      icon={<Target size={28} aria-hidden="true" />}
      title="No hits"
      text="When an indicator of this case is found in an event, it stands here with the field and the matched part marked. Start by listing what you seek."
    >
      <button type="button" onClick={() => useView.getState().go('indicators')}>
        Go to Indicators
      </button>
    </EmptyState>
  );
}

/** Every indicator met in an event. */
export function HitsView(): ReactNode {
  const list = usePlaceRows(findHits, { column: 'time', direction: 'asc' });
  const { hits, eventsWithHits } = useCaseTotals();
  return (
    <PlacesView
      kind={HITS}
      list={list}
      total={hits}
      detail={plural(eventsWithHits, 'event with hits', 'events with hits')}
    >
      {hits === 0 ? (
        <NoHits />
      ) : (
        <EmptyState title="No hit matches" text="No hit of this case matches the filter.">
          <button type="button" onClick={() => list.setFilter('')}>
            Show all hits
          </button>
        </EmptyState>
      )}
    </PlacesView>
  );
}
