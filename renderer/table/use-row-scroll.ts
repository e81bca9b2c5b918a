import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  firstRowShowing,
  isScaled,
  lastFirstRow,
  rowAt,
  type ScrollShape,
  scrollTopOf,
} from './scaled-scroll';

interface RowScroll {
  /** The element that scrolls. */
  readonly scroller: React.RefObject<HTMLDivElement | null>;
  readonly shape: ScrollShape;
  readonly viewWidthPx: number;
  readonly firstRow: number;
  readonly onScroll: () => void;
  /** Scrolls as little as it takes to bring a row into view. */
  readonly show: (row: number) => void;
}

function useViewSize(scroller: React.RefObject<HTMLDivElement | null>): {
  width: number;
  height: number;
} {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void =>
      setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return size;
}

/** Which rows a scrolled grid shows; see scaled-scroll.ts for why the scrollbar is not the truth. */
export function useRowScroll(rows: number, rowPx: number, headerPx: number): RowScroll {
  const scroller = useRef<HTMLDivElement | null>(null);
  const { width, height } = useViewSize(scroller);
  const [scrolledTo, setFirstRow] = useState(0);
  /** The scrollTop we wrote ourselves; its scroll event carries no news. */
  const written = useRef<number | null>(null);
  const shape: ScrollShape = { rows, rowPx, viewPx: Math.max(0, height - headerPx) };
  const firstRow = Math.min(scrolledTo, lastFirstRow(shape));
  const latest = useRef({ shape, firstRow });
  useLayoutEffect(() => {
    latest.current = { shape, firstRow };
  });

  const goTo = useCallback((row: number): void => {
    const element = scroller.current;
    if (element === null) return;
    const bounded = Math.min(Math.max(row, 0), lastFirstRow(latest.current.shape));
    latest.current.firstRow = bounded;
    setFirstRow(bounded);
    element.scrollTop = scrollTopOf(latest.current.shape, bounded);
    written.current = element.scrollTop;
  }, []);

  const onScroll = useCallback((): void => {
    const top = scroller.current?.scrollTop ?? 0;
    if (written.current !== null && Math.abs(top - written.current) < 1) return;
    written.current = null;
    setFirstRow(rowAt(latest.current.shape, top));
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      if (!isScaled(latest.current.shape) || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      goTo(latest.current.firstRow + event.deltaY / latest.current.shape.rowPx);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [goTo]);

  const show = useCallback(
    (row: number): void => {
      const next = firstRowShowing(latest.current.shape, latest.current.firstRow, row);
      if (next !== latest.current.firstRow) goTo(next);
    },
    [goTo],
  );
  return { scroller, shape, viewWidthPx: width, firstRow, onScroll, show };
}
