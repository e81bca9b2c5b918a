import type { ReactNode } from 'react';
import { WHOLE_TIME } from '../../app/time-trail';
import { useView } from '../../app/view-store';

/** The ways out of a zoom: step by step, or all at once. */
export function TimeZoom(): ReactNode {
  const { zoomOut, setSearch } = useView.getState();
  return (
    <span className="time-zoom">
      <button
        type="button"
        className="link"
        title="Back to the time range before this one (Alt+←)"
        onClick={zoomOut}
      >
        Zoom out
      </button>
      <button type="button" className="link" onClick={() => setSearch(WHOLE_TIME)}>
        Whole time range
      </button>
    </span>
  );
}
