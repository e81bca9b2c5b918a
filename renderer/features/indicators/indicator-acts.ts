/** What can be done with indicators; buttons, menu and keys all come here. */
import { samenessKey } from '@shared/ioc/sameness';
import type { Indicator } from '@shared/model/indicator';
import { attempt, tell } from '../../app/toast-store';
import { NEW_INDICATOR, useView } from '../../app/view-store';
import { ask } from '../../lib/ask';
import { formatCount, plural } from '../../lib/format';
import type { MenuEntry } from '../../parts/menu';
import { runOnCompleted } from '../evidence/run-on-completed';
import { offText } from './added-text';
import { useIndicators } from './indicator-store';

export const addOne = (): void =>
  useView.getState().ask({ type: 'indicator', draft: NEW_INDICATOR });
export const importList = (): void => useView.getState().ask({ type: 'importIndicators' });
export const openLibrary = (): void => useView.getState().ask({ type: 'indicatorLibrary' });
export const edit = (draft: Indicator): void =>
  useView.getState().ask({ type: 'indicator', draft });
export const remove = (rows: readonly Indicator[]): void =>
  useView.getState().ask({ type: 'deleteIndicators', ids: idsOf(rows) });

/** Hunts again over every file that has been processed. */
export const rehunt = (): Promise<void> => runOnCompleted('ioc_only');

const idsOf = (rows: readonly Indicator[]): number[] => rows.map(({ id }) => id);

const setActive = (rows: readonly Indicator[], active: boolean): Promise<boolean> =>
  useIndicators.getState().change(idsOf(rows), { active });

/** One in its own dialog, several in one for what they shall have in common. */
export const change = (rows: readonly Indicator[]): void => {
  const [first] = rows;
  if (first === undefined) return;
  if (rows.length === 1) edit(first);
  else useView.getState().ask({ type: 'changeIndicators', ids: idsOf(rows) });
};

/** Writes some, or all, to a file that is chosen in a dialog. */
export async function exportTo(
  format: 'csv' | 'stix',
  rows: readonly Indicator[] | null,
): Promise<void> {
  const ids = rows === null ? null : idsOf(rows);
  const done = await attempt(() => ask('indicators.export', { ids, format }));
  if (done === null) return;
  const left = done.left.map(
    ({ reason, indicators }) => `; ${plural(indicators, 'indicator')} left out: ${reason}`,
  );
  tell(`${plural(done.indicators, 'indicator')} written to ${done.fileName}${left.join('')}`);
}

const showHits = ({ id }: Indicator): void =>
  useView.getState().showHits({ by: 'indicator', key: String(id) });

async function keepInLibrary(rows: readonly Indicator[]): Promise<void> {
  const kept = await attempt(() => ask('library.keep', { ids: idsOf(rows) }));
  if (kept === null) return;
  const offThere = new Set(kept.filter(({ active }) => !active).map(samenessKey));
  const off = rows.filter((row) => row.active && offThere.has(samenessKey(row))).length;
  const has = `Kept in the library, which has ${plural(kept.length, 'indicator')} now`;
  tell(off === 0 ? has : `${has}; ${offText(off)} there`);
}

/** The context menu over the chosen indicators. */
export function indicatorMenu(rows: readonly Indicator[]): MenuEntry[] {
  const [first] = rows;
  return [
    {
      type: 'act',
      label: rows.length > 1 ? `Change ${formatCount(rows.length)}` : 'Edit',
      key: 'Enter',
      disabled: rows.length === 0,
      run: () => change(rows),
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
    {
      type: 'act',
      label: 'Show hits',
      disabled: rows.length !== 1,
      run: () => first !== undefined && showHits(first),
    },
    { type: 'act', label: 'Keep in the library', run: () => void keepInLibrary(rows) },
    { type: 'act', label: 'Export as CSV', run: () => void exportTo('csv', rows) },
    { type: 'act', label: 'Export as STIX', run: () => void exportTo('stix', rows) },
    { type: 'line' },
    { type: 'act', label: 'Delete', key: 'Del', danger: true, run: () => remove(rows) },
  ];
}
