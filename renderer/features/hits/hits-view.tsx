import { type ReactNode, useMemo, useState } from 'react';
import { Target } from 'lucide-react';
import { HIT_GROUPINGS, type HitGroup, type HitGrouping } from '@shared/contract/hit-groups';
import type { HitRow } from '@shared/contract/finding-views';
import { useView } from '../../app/view-store';
import { ask } from '../../lib/ask';
import { plural } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { useSettled } from '../../lib/use-settled';
import { EmptyState } from '../../parts/empty-state';
import { useCaseTotals } from '../evidence/use-case-totals';
import { type PlaceKind, PlacesView } from '../places/places-view';
import { type PlaceQuestion, sortIn, usePlaceRows } from '../places/use-place-rows';
import { HIT_CELLS, HIT_COLUMNS } from './hit-columns';
import { GroupPane } from './group-pane';
import { GROUPING_WORDS } from './groupings';
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

/** The question of a group, or of all hits. */
const findIn =
  (group: HitGroup | null) =>
  ({ filter, order, start, end }: PlaceQuestion) =>
    ask('hits.rows', { filter, files: null, group, sort: sortIn(ORDERS, order), start, end });

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

interface GroupSelectProps {
  readonly by: HitGrouping | null;
  readonly onBy: (by: HitGrouping | null) => void;
}

function GroupSelect({ by, onBy }: GroupSelectProps): ReactNode {
  return (
    <label className="group-by">
      Group by{' '}
      <select
        value={by ?? ''}
        onChange={({ target }) => onBy(HIT_GROUPINGS.find((one) => one === target.value) ?? null)}
      >
        <option value="">nothing</option>
        {HIT_GROUPINGS.map((one) => (
          <option key={one} value={one}>
            {GROUPING_WORDS[one].toLowerCase()}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Every indicator met in an event, all of them or by what they have in common. */
export function HitsView(): ReactNode {
  const first = useView((store) => store.hitGroup);
  const [group, setGroup] = useState(first);
  const [by, setBy] = useState(first?.by ?? null);
  const find = useMemo(() => findIn(group), [group]);
  const list = usePlaceRows(find, { column: 'time', direction: 'asc' });
  const settled = useSettled(list.filter);
  const { hits, eventsWithHits } = useCaseTotals();
  const groupBy = (chosen: HitGrouping | null): void => {
    setBy(chosen);
    setGroup(null);
  };
  const showAll = (): void => {
    list.setFilter('');
    setGroup(null);
  };
  return (
    <PlacesView
      kind={HITS}
      list={list}
      total={hits}
      detail={plural(eventsWithHits, 'event with hits', 'events with hits')}
      tools={<GroupSelect by={by} onBy={groupBy} />}
      beside={
        by !== null &&
        // Its own for each grouping: groups of the one before must not be chosen as those of this.
        hits > 0 && (
          <GroupPane key={by} by={by} filter={settled} chosen={group} onChoose={setGroup} />
        )
      }
    >
      {hits === 0 ? (
        <NoHits />
      ) : (
        <EmptyState title="No hit matches" text="No hit of this case matches the filter.">
          <button type="button" onClick={showAll}>
            Show all hits
          </button>
        </EmptyState>
      )}
    </PlacesView>
  );
}
