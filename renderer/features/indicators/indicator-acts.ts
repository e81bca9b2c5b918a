/** What can be done with indicators; buttons, menu and keys all come here. */
import type { Indicator } from '@shared/model/indicator';
import { NEW_INDICATOR, useView } from '../../app/view-store';
import type { MenuEntry } from '../../parts/menu';
import { runOnCompleted } from '../evidence/run-on-completed';
import { useIndicators } from './indicator-store';

export const addOne = (): void =>
  useView.getState().ask({ type: 'indicator', draft: NEW_INDICATOR });
export const pasteList = (): void => useView.getState().ask({ type: 'pasteIndicators' });
export const edit = (draft: Indicator): void =>
  useView.getState().ask({ type: 'indicator', draft });
export const remove = (rows: readonly Indicator[]): void =>
  useView.getState().ask({ type: 'deleteIndicators', ids: rows.map(({ id }) => id) });

/** Hunts again over every file that has been processed. */
export const rehunt = (): Promise<void> => runOnCompleted('ioc_only');

async function setActive(rows: readonly Indicator[], active: boolean): Promise<void> {
  for (const row of rows) {
    if (row.active !== active) await useIndicators.getState().put({ ...row, active });
  }
}

/** The context menu over the chosen indicators. */
export function indicatorMenu(rows: readonly Indicator[]): MenuEntry[] {
  const [first] = rows;
  return [
    {
      type: 'act',
      label: 'Edit',
      key: 'Enter',
      disabled: rows.length !== 1,
      run: () => first !== undefined && edit(first),
    },
    {
      type: 'act',
      label: 'Switch on',
      disabled: rows.every((row) => row.active),
      run: () => void setActive(rows, true),
    },
    {
      type: 'act',
      label: 'Switch off',
      disabled: rows.every((row) => !row.active),
      run: () => void setActive(rows, false),
    },
    { type: 'line' },
    { type: 'act', label: 'Delete', key: 'Del', danger: true, run: () => remove(rows) },
  ];
}
