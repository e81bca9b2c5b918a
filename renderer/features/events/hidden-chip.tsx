import type { ReactNode } from 'react';
import type { EventSearch } from '@shared/contract/event-search';
import { useView } from '../../app/view-store';
import { formatCount, plural } from '../../lib/format';
import { narrowedBy } from '../../lib/query-text';
import { useAsked } from '../../lib/use-asked';
import { useMarks } from '../marks/marks-store';

/** All of them are `true`; reasons that hold the word stand behind it. */
const HIDDEN = { field: 'hidden', holding: 'true', start: 0, end: 2 };

/** How many of the events found are out of sight, shown or not; null while that is unknown. */
function useHiddenFound(search: EventSearch | null, version: string): number | null {
  // Only files with hidden events are looked into.
  const asked = search && {
    ...HIDDEN,
    search: { ...search, query: narrowedBy(search.query, ['hidden:true']), withoutHidden: false },
  };
  const { answer, stale } = useAsked('events.values', asked, version);
  if (answer === null || stale) return null;
  return answer.rows.find(({ value }) => value === 'true')?.count ?? 0;
}

/** @param found null while it is unknown */
export function hiddenText(found: number | null, all: number): string {
  if (found === null) return 'Show hidden events';
  if (found === all) return `Show ${plural(all, 'hidden event')}`;
  return `Show ${formatCount(found)} of ${plural(all, 'hidden event')}`;
}

interface HiddenChipProps {
  /** Null where it cannot be searched. */
  readonly search: EventSearch | null;
  readonly version: string;
}

/** Shows events among the others that are out of sight; for a case that has some. */
export function HiddenChip({ search, version }: HiddenChipProps): ReactNode {
  const showsHidden = useView((store) => store.showsHidden);
  const all = useMarks((store) => store.hidden);
  const found = useHiddenFound(search, version);
  return (
    <label
      className="chip"
      title={`${plural(all, 'event')} of the case out of sight${found === null ? '' : `, ${formatCount(found)} of them found by this search`}`}
    >
      <input
        type="checkbox"
        checked={showsHidden}
        onChange={() => useView.getState().setShowsHidden(!showsHidden)}
      />
      {hiddenText(found, all)}
    </label>
  );
}
