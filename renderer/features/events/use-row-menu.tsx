import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { EventKey } from '../../app/view-store';
import { Menu, type MenuEntry } from '../../parts/menu';
import type { GridMenuPlace } from '../../table/grid-props';
import { pivotEntries } from './pivots';
import { type CellValue, shownTexts, wholeTexts } from './cell-value';
import { indicatorEntry, valueMenu } from './value-menu';

/** What a row holds in each column, by column id. */
export type CellValues<Row> = Readonly<Record<string, (row: Row) => CellValue>>;

interface RowMenuQuestion<Row> {
  /** Accessible name of the menu. */
  readonly label: string;
  readonly openLabel: string;
  readonly open: (row: Row) => void;
  readonly cells: CellValues<Row>;
  /** While the row is one of several that are selected: what is done with all of them. */
  readonly several?: { readonly label: string; readonly entries: readonly MenuEntry[] } | undefined;
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

/** Where a menu opens, with the whole values of its cell. */
interface OpenMenu<Row> {
  readonly place: GridMenuPlace<Row>;
  readonly texts: readonly string[];
}

/** A cell whose row shows only part of its value is read first; another menu asked for meanwhile opens alone. */
function useOpenMenu<Row>(cells: CellValues<Row>) {
  const [shown, setShown] = useState<OpenMenu<Row> | null>(null);
  const asked = useRef<GridMenuPlace<Row> | null>(null);
  const close = useCallback(() => setShown(null), []);
  const open = (place: GridMenuPlace<Row>): void => {
    asked.current = place;
    const cell = cells[place.column]?.(place.row);
    if (cell?.abridges === undefined) return setShown({ place, texts: shownTexts(cell) });
    void wholeTexts(cell).then((texts) => {
      if (texts !== null && asked.current === place) setShown({ place, texts });
    });
  };
  return { shown, open, close };
}

function cellEntries(cell: CellValue | undefined, texts: readonly string[]): MenuEntry[] {
  if (cell === undefined || texts.length === 0) return [];
  const parts = (cell.parts ?? []).map(({ field, value }) => indicatorEntry(field, value));
  return [{ type: 'line' }, ...valueMenu(cell.field, texts, cell.file), ...parts];
}

/** The context menu of a row that stands for an event: open it, and work with the value under the cursor. */
export function useRowMenu<Row extends EventKey & { readonly time: string | null }>(
  question: RowMenuQuestion<Row>,
): RowMenu<Row> {
  const { label, openLabel, open, cells, several, more } = question;
  const { shown, open: onMenu, close } = useOpenMenu(cells);
  if (shown === null) return { onMenu, menu: null };
  const { place } = shown;
  if (several !== undefined)
    return { onMenu, menu: <Menu {...several} place={place} onClose={close} /> };
  const { row, column } = place;
  const opening: MenuEntry = { type: 'act', label: openLabel, key: 'Enter', run: () => open(row) };
  const others = [...pivotEntries(row), ...(more?.(row) ?? [])];
  const entries = [
    opening,
    ...cellEntries(cells[column]?.(row), shown.texts),
    { type: 'line' } as const,
    ...others,
  ];
  return {
    onMenu,
    menu: <Menu label={label} place={place} entries={entries} onClose={close} />,
  };
}
