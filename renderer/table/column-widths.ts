import { create } from 'zustand';
import { clampWidth, type Widths } from './columns';

interface ColumnWidths {
  readonly byGrid: Readonly<Record<string, Widths>>;
  setWidth(grid: string, column: string, px: number): void;
  reset(grid: string, column: string): void;
}

/** Column widths the examiner chose; they outlive a change of view. */
export const useColumnWidths = create<ColumnWidths>()((set) => ({
  byGrid: {},
  setWidth: (grid, column, px) =>
    set(({ byGrid }) => ({
      byGrid: { ...byGrid, [grid]: { ...byGrid[grid], [column]: clampWidth(px) } },
    })),
  reset: (grid, column) =>
    set(({ byGrid }) => {
      const { [column]: _gone, ...rest } = byGrid[grid] ?? {};
      return { byGrid: { ...byGrid, [grid]: rest } };
    }),
}));
