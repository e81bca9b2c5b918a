import type { ReactNode } from 'react';
import type { EventSearch } from '@shared/contract/requests';
import { useView } from '../../app/view-store';
import { changeLayout, useLayout } from './use-layout';

/** What can be shown beside the rows, and which columns these have. */
export function EventTools(_: { search: EventSearch; found: number | null }): ReactNode {
  const { showsCounts, showsHistogram } = useLayout();
  const { ask } = useView.getState();
  return (
    <>
      <button
        type="button"
        className="toggle"
        aria-pressed={showsCounts}
        onClick={() => changeLayout(() => ({ showsCounts: !showsCounts }))}
      >
        Values
      </button>
      <button
        type="button"
        className="toggle"
        aria-pressed={showsHistogram}
        onClick={() => changeLayout(() => ({ showsHistogram: !showsHistogram }))}
      >
        Histogram
      </button>
      <button type="button" onClick={() => ask({ type: 'columns' })}>
        Columns…
      </button>
    </>
  );
}
