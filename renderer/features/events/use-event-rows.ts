import { useEffect, useMemo } from 'react';
import type { EventSearch } from '@shared/contract/event-search';
import type { EventRow } from '@shared/contract/event-views';
import type { Feeds } from '@shared/contract/feeds';
import { useView } from '../../app/view-store';
import { ask } from '../../lib/ask';
import type { DataSource, Order } from '../../table/data-source';
import type { PageCache, RowsState } from '../../table/page-cache';
import { usePagedRows } from '../../table/use-paged-rows';

/** Tells the status bar how many were found. A count stays while the next is awaited, not when it fails. */
function useFound({ exactTotal, error }: PageCache<EventRow>): void {
  const isKnown = exactTotal !== null || error !== null;
  const found = error === null ? exactTotal : null;
  useEffect(() => {
    if (isKnown) useView.getState().setFound(found);
  }, [isKnown, found]);
}

const partKey = ({ search, columns }: Feeds['eventPart']): string => {
  const { query, from, to, files, sort, withoutCopies, withoutHidden } = search;
  return JSON.stringify([{ query, from, to, files, sort, withoutCopies, withoutHidden }, columns]);
};

/**
 * Rows of a search, with the values of some fields.
 * @param tries another one is asked at once; @param state other published events make another list
 */
export function useEventRows(
  search: EventSearch,
  columns: readonly string[],
  tries: number,
  state: Required<RowsState>,
): PageCache<EventRow> {
  const { query, from, to, files, sort, withoutCopies, withoutHidden } = search;
  const source = useMemo<DataSource<EventRow>>(
    () => ({
      tries,
      rows: (range, asked, order) =>
        ask('events.rows', {
          search: { query, from, to, files, withoutCopies, withoutHidden, sort: order.direction },
          ...range,
          columns: [...asked],
        }),
      follow: (asked, order, onPart) => {
        const wanted = JSON.stringify([
          { query, from, to, files, sort: order.direction, withoutCopies, withoutHidden },
          asked,
        ]);
        return window.casescope.follow('eventPart', (part) => {
          if (partKey(part) === wanted) onPart(part);
        });
      },
    }),
    [query, from, to, files, withoutCopies, withoutHidden, tries],
  );
  const order = useMemo<Order>(() => ({ column: 'time', direction: sort }), [sort]);
  const rows = usePagedRows({ source, columns, order, ...state });
  useFound(rows);
  return rows;
}
