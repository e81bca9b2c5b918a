import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { type PlacedColumn, scrollLeftShowing } from './columns';

/** Brings the column the keyboard is on into view, whenever it is another. */
export function useColumnScroll<Row>(
  scroller: RefObject<HTMLDivElement | null>,
  placed: readonly PlacedColumn<Row>[],
  column: number,
): void {
  const latest = useRef(placed);
  useLayoutEffect(() => {
    latest.current = placed;
  });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const view = { scrollLeftPx: element.scrollLeft, widthPx: element.clientWidth };
    element.scrollTo({ left: scrollLeftShowing(latest.current, column, view) });
  }, [scroller, column]);
}
