/** The view of events that is looked at, as it is saved, linked and opened again. */
import { useMemo } from 'react';
import type { EventView } from '@shared/contract/event-view';
import { useView } from '../../app/view-store';
import { changeLayout, useLayout } from '../events/use-layout';

type Searched = Pick<EventView, 'search' | 'filters'> & {
  readonly withoutFiles: readonly number[];
  readonly showsHidden: boolean;
};

/** Without its columns: those of the history would change what the examiner has set up since. */
export const searchedView = (searched: Searched): EventView => {
  const { search, filters, withoutFiles, showsHidden } = searched;
  return {
    ...{ search, filters },
    ...(withoutFiles.length === 0 ? {} : { withoutFiles }),
    ...(showsHidden ? { showsHidden } : {}),
  };
};

export function useSearchedView(): EventView {
  const search = useView((store) => store.search);
  const filters = useView((store) => store.filters);
  const withoutFiles = useView((store) => store.withoutFiles);
  const showsHidden = useView((store) => store.showsHidden);
  return useMemo(
    () => searchedView({ search, filters, withoutFiles, showsHidden }),
    [search, filters, withoutFiles, showsHidden],
  );
}

export function usePresentView(): EventView {
  const view = useSearchedView();
  const { columns, frozen } = useLayout();
  return useMemo(() => ({ ...view, columns, frozen }), [view, columns, frozen]);
}

/** Shows it, with its columns where it has some. */
export function openView(view: EventView): void {
  const { columns, frozen } = view;
  if (columns !== undefined)
    changeLayout(() => ({ columns, ...(frozen === undefined ? {} : { frozen }) }));
  useView.getState().showView(view);
}
