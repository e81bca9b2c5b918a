import { create } from 'zustand';
import { type ColumnWidths, MOST_KEPT_WIDTHS, type Widths } from '@shared/model/column-widths';
import { clampWidth } from './columns';

interface ColumnWidthsStore {
  readonly byGrid: Readonly<ColumnWidths>;
  setWidth(grid: string, column: string, px: number): void;
  reset(grid: string, column: string): void;
}

/** The width changed last stands last, and with too many the first goes. */
function withWidth(widths: Widths, column: string, px: number): Widths {
  const { [column]: _before, ...others } = widths;
  const kept = Object.entries(others).slice(1 - MOST_KEPT_WIDTHS);
  return { ...Object.fromEntries(kept), [column]: clampWidth(px) };
}

/** Column widths the examiner chose. */
export const useColumnWidths = create<ColumnWidthsStore>()((set) => ({
  byGrid: {},
  setWidth: (grid, column, px) =>
    set(({ byGrid }) => ({
      byGrid: { ...byGrid, [grid]: withWidth(byGrid[grid] ?? {}, column, px) },
    })),
  reset: (grid, column) =>
    set(({ byGrid }) => {
      const { [column]: _gone, ...rest } = byGrid[grid] ?? {};
      return { byGrid: { ...byGrid, [grid]: rest } };
    }),
}));
