import { fieldColumn } from '@shared/model/event-layout';
import type { FieldMatch } from '@shared/model/detection';
import type { IndicatorType } from '@shared/model/indicator';
import { attempt, tell } from '../../app/toast-store';
import { NEW_INDICATOR, useView } from '../../app/view-store';
import { ask } from '../../lib/ask';
import { escapeHidden } from '../../lib/hidden-characters';
import { fieldFilter } from '../../lib/query-text';
import type { MenuEntry } from '../../parts/menu';
import { defangedEntry } from './copy-event';
import { currentLayout, toggleColumn } from './use-layout';
import { indicatorTypeOf } from '../indicators/guess-type';

/** What a cell holds; `field` is null where it is no field of the query language. */
export interface CellValue {
  readonly field: string | null;
  readonly value: string | null;
  /** The evidence file the value names: others may be called the same. */
  readonly file?: number;
  /** Where the value is several run together: each with its field. */
  readonly parts?: readonly FieldMatch[];
}

async function copy(text: string): Promise<void> {
  const done = await attempt(async () => {
    await ask('app.copyText', { text });
    return true;
  });
  if (done !== null) tell('Value copied');
}

/** Narrows the search by a value, or by the very file, and shows it. */
function narrow(field: string, value: string, keep: boolean, file?: number): void {
  const { putFilter, filterFile, go } = useView.getState();
  if (file !== undefined) filterFile(file, keep);
  else putFilter({ query: fieldFilter(field, value), keeps: keep, isOn: true });
  go('events');
}

export function addIndicator(field: string, value: string): void {
  const type: IndicatorType = indicatorTypeOf(field, value);
  useView.getState().ask({ type: 'indicator', draft: { ...NEW_INDICATOR, type, value } });
}

/** Adds one of several values that stand together, told apart by their fields. */
export function indicatorEntry(field: string, value: string): MenuEntry {
  const label = `Add ${escapeHidden(field)} as indicator`;
  return { type: 'act', label, run: () => addIndicator(field, value) };
}

/** I adds the value as its menu does, or says why not. True when the key was it. */
export function takeIndicatorKey(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  cell: CellValue | undefined,
): boolean {
  if (key.toLowerCase() !== 'i' || ctrlKey || metaKey || altKey) return false;
  const { field = null, value = null } = cell ?? {};
  if (field !== null && value !== null && value.length <= LONGEST_SOUGHT)
    addIndicator(field, value);
  else tell('Nothing here that can be an indicator: go to a column with a value');
  return true;
}

/** Far above what anyone seeks; written out with escapes it still fits into a query. */
const LONGEST_SOUGHT = 8_000;

/** Fields that built-in columns show. */
const COLUMNS_OF_THEIR_OWN = new Set(['EventID', 'Channel', 'Computer', 'file']);

function columnEntry(field: string): MenuEntry {
  const isShown = currentLayout().columns.includes(fieldColumn(field));
  const label = isShown ? 'Remove column' : 'Add as column';
  return { type: 'act', label, run: () => toggleColumn(fieldColumn(field)) };
}

/** What can be done with the value of a field; `field` is null where it is no field of its own. @param file it names */
export function valueMenu(field: string | null, value: string, file?: number): MenuEntry[] {
  const act = (label: string, run: () => void): MenuEntry => ({ type: 'act', label, run });
  const copying = [act('Copy value', () => void copy(value)), defangedEntry(value)];
  if (field === null) return copying;
  const seek = (label: string, run: () => void, key?: string): MenuEntry => ({
    ...{ type: 'act', label, run, ...(key === undefined ? {} : { key }) },
    disabled: value.length > LONGEST_SOUGHT,
  });
  return [
    seek('Include', () => narrow(field, value, true, file)),
    seek('Exclude', () => narrow(field, value, false, file)),
    { type: 'line' },
    ...copying,
    seek('Add as indicator', () => addIndicator(field, value), 'I'),
    ...(COLUMNS_OF_THEIR_OWN.has(field) ? [] : [columnEntry(field)]),
  ];
}
