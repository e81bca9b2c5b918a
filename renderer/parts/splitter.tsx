import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';

interface SplitterProps {
  readonly label: string;
  /** Width of what stands at its right. */
  readonly widthPx: number;
  readonly leastPx: number;
  readonly mostPx: number;
  readonly onWidth: (px: number) => void;
}

const STEP_PX = 24;

/** Between a grid and its drawer: dragged, or moved with the arrow keys. */
export function Splitter({ label, widthPx, leastPx, mostPx, onWidth }: SplitterProps): ReactNode {
  const set = (px: number): void => onWidth(Math.min(mostPx, Math.max(leastPx, Math.round(px))));
  const onPointerDown = (down: PointerEvent<HTMLDivElement>): void => {
    const bar = down.currentTarget;
    bar.setPointerCapture(down.pointerId);
    bar.onpointermove = (move) => set(widthPx + down.clientX - move.clientX);
    bar.onlostpointercapture = () => {
      bar.onpointermove = null;
    };
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') set(widthPx + STEP_PX);
    else if (event.key === 'ArrowRight') set(widthPx - STEP_PX);
    else if (event.key === 'Home') set(mostPx);
    else if (event.key === 'End') set(leastPx);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="splitter"
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={widthPx}
      aria-valuemin={leastPx}
      aria-valuemax={mostPx}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
