import type { ReactNode } from 'react';
import { isWholeTime } from '../../app/time-trail';
import { useView } from '../../app/view-store';
import { TimeZoom } from './time-zoom';
import { useLayout } from './use-layout';
import { EmptyState } from '../../parts/empty-state';
import { useMarks } from '../marks/marks-store';

/** Said in place of rows; `any` tells whether the case has events at all. */
export function NoEvents({ any }: { any: boolean }): ReactNode {
  const { go, clearSearch } = useView.getState();
  const isInTime = useView(({ search }) => !isWholeTime(search));
  const { showsHistogram } = useLayout();
  const leavesHidden = useView((store) => !store.showsHidden);
  const hidden = useMarks((store) => store.hidden);
  if (!any) {
    return (
      <EmptyState
        title="No events yet"
        text="Events appear here as soon as a file of the case has been indexed."
      >
        <button type="button" className="primary" onClick={() => go('evidence')}>
          Go to Evidence
        </button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No event matches"
      text={
        leavesHidden && hidden > 0
          ? 'Widen the query, the time range or the files, or show hidden events.'
          : 'Widen the query, the time range or the files.'
      }
    >
      {isInTime && !showsHistogram && <TimeZoom />}
      <button type="button" onClick={clearSearch}>
        Clear search
      </button>
    </EmptyState>
  );
}
