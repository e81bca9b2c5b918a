import { type ReactNode, useCallback, useState } from 'react';
import type { EventKey } from '../../app/view-store';
import { Menu, type MenuEntry } from '../../parts/menu';
import type { GridMenuPlace } from '../../table/grid-props';
import { pivotEntries } from './pivots';
import { type CellValue, indicatorEntry, valueMenu } from './value-menu';

/** What a row holds in each column, by column id. */
export type CellValues<Row> = Readonly<Record<string, (row: Row) => CellValue>>;

interface RowMenuQuestion<Row> {
  /** Accessible name of the menu. */
  readonly label: string;
  readonly openLabel: string;
  readonly open: (row: Row) => void;
  readonly cells: CellValues<Row>;
  /** What else can be done with the row. */
  readonly more?: (row: Row) => readonly MenuEntry[];
}

interface RowMenu<Row> {
  readonly onMenu: (place: GridMenuPlace<Row>) => void;
  /** The menu while it is open. */
  readonly menu: ReactNode;
}

/** Values of the columns that say where an event stands. */
export const PLACE_CELLS: CellValues<{
  readonly time: string | null;
  readonly computer: string | null;
  readonly file: number;
  readonly fileName: string;
}> = {
  time: (row) => ({ field: null, value: row.time }),
  computer: (row) => ({ field: 'Computer', value: row.computer }),
  file: (row) => ({ field: 'file', value: row.fileName, file: row.file }),
};

function cellEntries(cell: CellValue | undefined): MenuEntry[] {
  if (cell === undefined || cell.value === null) return [];
  const parts = (cell.parts ?? []).map(({ field, value }) => indicatorEntry(field, value));
  return [{ type: 'line' }, ...valueMenu(cell.field, cell.value, cell.file), ...parts];
}

/** The context menu of a row that stands for an event: open it, and work with the value under the cursor. */
export function useRowMenu<Row extends EventKey & { readonly time: string | null }>(
  question: RowMenuQuestion<Row>,
): RowMenu<Row> {
  const { label, openLabel, open, cells, more } = question;
  const [shown, setShown] = useState<GridMenuPlace<Row> | null>(null);
  const close = useCallback(() => setShown(null), []);
  if (shown === null) return { onMenu: setShown, menu: null };
  const { row, column } = shown;
  const opening: MenuEntry = { type: 'act', label: openLabel, key: 'Enter', run: () => open(row) };
  const others = [...pivotEntries(row), ...(more?.(row) ?? [])];
  const entries = [
    opening,
    ...cellEntries(cells[column]?.(row)),
    { type: 'line' } as const,
    ...others,
  ];
  return {
    onMenu: setShown,
    menu: <Menu label={label} place={shown} entries={entries} onClose={close} />,
  };
}
