import { type PointerEvent, useState } from 'react';

/** A press that moves less is a click. */
const LEAST_DRAG_PX = 5;

interface ColumnDrag {
  readonly column: string;
  /** The column would stand before the one at this place now; the number of columns: last. */
  readonly to: number;
}

export interface ColumnDragging {
  /** Null while none is dragged. */
  readonly drag: ColumnDrag | null;
  readonly onPointerDown: (column: string, down: PointerEvent<HTMLElement>) => void;
}

/** Drags a column's head to another place. `onDrop` is told where; a click that ends a drag is swallowed. */
export function useColumnDrag(onDrop: (column: string, to: number) => void): ColumnDragging {
  const [drag, setDrag] = useState<ColumnDrag | null>(null);
  const onPointerDown = (column: string, down: PointerEvent<HTMLElement>): void => {
    if (down.button !== 0) return;
    const head = down.currentTarget;
    let to: number | null = null;
    const end = (): void => {
      head.onpointermove = head.onpointerup = head.onlostpointercapture = null;
      setDrag(null);
    };
    head.setPointerCapture(down.pointerId);
    head.onpointermove = (move) => {
      if (to === null && Math.abs(move.clientX - down.clientX) < LEAST_DRAG_PX) return;
      to = placeAt(head, move.clientX);
      setDrag({ column, to });
    };
    head.onpointerup = () => {
      if (to === null) return;
      head.addEventListener('click', (click) => click.stopPropagation(), {
        ...{ capture: true, once: true },
      });
      onDrop(column, to);
    };
    head.onlostpointercapture = end;
  };
  return { drag, onPointerDown };
}

/** How many heads beside this one have their middle left of a place on the screen. */
function placeAt(head: HTMLElement, clientX: number): number {
  const heads = [...(head.parentElement?.children ?? [])];
  return heads.filter((one) => {
    const { left, width } = one.getBoundingClientRect();
    return left + width / 2 < clientX;
  }).length;
}
