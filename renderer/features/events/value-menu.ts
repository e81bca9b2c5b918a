import { MOST_FILTER } from '@shared/contract/event-view';
import { fieldColumn } from '@shared/model/event-layout';
import type { IndicatorType } from '@shared/model/indicator';
import { tell } from '../../app/toast-store';
import { NEW_INDICATOR, useView } from '../../app/view-store';
import { formatCount, plural } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { valuesFilter } from '../../lib/query-text';
import type { MenuEntry } from '../../parts/menu';
import { type CellValue, shownTexts, wholeTexts } from './cell-value';
import { copy, defangedEntry } from './copy-event';
import { currentLayout, toggleColumn } from './use-layout';
import { indicatorTypeOf } from '../indicators/guess-type';

/** Narrows the search by values that stand together, or by the very file, and shows it. */
function narrow(field: string, texts: readonly string[], keep: boolean, file?: number): void {
  const { putFilters, filterFile, go } = useView.getState();
  if (file !== undefined) filterFile(file, keep);
  else putFilters({ query: valuesFilter(field, texts), keeps: keep, isOn: true });
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

function addTheIndicator(field: string, texts: readonly string[]): void {
  const [only] = texts;
  if (only === undefined || isLong(only))
    tell('Nothing here that can be an indicator: go to a column with a value');
  else if (texts.length === 1) addIndicator(field, only);
  else tell(`${plural(texts.length, 'value')} here: the menu adds each of them as indicator`);
}

/** I adds the value as its menu does, or says why not. True when the key was it. */
export function takeIndicatorKey(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  cell: CellValue | undefined,
): boolean {
  if (key.toLowerCase() !== 'i' || ctrlKey || metaKey || altKey) return false;
  const { field = null, abridges } = cell ?? {};
  if (cell === undefined || field === null) addTheIndicator('', []);
  else if (abridges === undefined) addTheIndicator(field, shownTexts(cell));
  else
    void wholeTexts(cell).then((texts) => {
      if (texts !== null) addTheIndicator(field, texts);
    });
  return true;
}

/** Far above what anyone seeks. */
const LONGEST_SOUGHT = 8_000;
const isLong = (text: string): boolean => text.length > LONGEST_SOUGHT;

/** Why values cannot be searched for; null where they can. */
export function whyNotSought(field: string, texts: readonly string[]): string | null {
  const long = texts.find(isLong);
  if (long !== undefined)
    return `Too long to search for: ${formatCount(long.length)} characters, ${formatCount(LONGEST_SOUGHT)} at most`;
  if (valuesFilter(field, texts).length <= MOST_FILTER) return null;
  return `Too much to search for at once: ${plural(texts.length, 'value')}`;
}

/** Fields that built-in columns show. */
const COLUMNS_OF_THEIR_OWN = new Set(['EventID', 'Channel', 'Computer', 'file']);

function columnEntry(field: string): MenuEntry {
  const isShown = currentLayout().columns.includes(fieldColumn(field));
  const label = isShown ? 'Remove column' : 'Add as column';
  return { type: 'act', label, run: () => toggleColumn(fieldColumn(field)) };
}

const act = (label: string, run: () => void): MenuEntry => ({ type: 'act', label, run });

/** Several are copied one a line. */
function copyingEntries(texts: readonly string[]): MenuEntry[] {
  const what = texts.length === 1 ? 'value' : 'values';
  const text = texts.join('\n');
  const told = what === 'value' ? 'Value' : 'Values';
  return [act(`Copy ${what}`, () => void copy(text, told)), defangedEntry(text, what)];
}

/** Of more values than these, the open event offers each. */
const MOST_OFFERED = 8;
const LONGEST_OFFERED = 40;

function indicatorEntries(field: string, texts: readonly string[]): MenuEntry[] {
  const [only = ''] = texts;
  if (texts.length === 1) {
    const disabled = isLong(only);
    const run = (): void => addIndicator(field, only);
    return [{ type: 'act', label: 'Add as indicator', key: 'I', disabled, run }];
  }
  const seekable = [...new Set(texts)].filter((text) => text !== '' && !isLong(text));
  const left = seekable.length - MOST_OFFERED;
  return [
    ...seekable
      .slice(0, MOST_OFFERED)
      .map((text) => act(`Add “${offered(text)}” as indicator`, () => addIndicator(field, text))),
    ...(left > 0 ? [note(`${plural(left, 'more value')} in the open event`)] : []),
  ];
}

const offered = (text: string): string =>
  escapeHidden(text.length > LONGEST_OFFERED ? `${text.slice(0, LONGEST_OFFERED)}…` : text);

const note = (label: string): MenuEntry => ({ type: 'note', label });

/**
 * What can be done with the value of a field, or with several that an event has there.
 * @param field null where it is no field of its own
 * @param texts whole, at least one
 * @param file it names
 */
export function valueMenu(
  field: string | null,
  texts: readonly string[],
  file?: number,
): MenuEntry[] {
  if (field === null) return copyingEntries(texts);
  const why = whyNotSought(field, texts);
  const seek = (label: string, keeps: boolean): MenuEntry => ({
    ...{ type: 'act', label, disabled: why !== null },
    run: () => narrow(field, texts, keeps, file),
  });
  return [
    ...[seek('Include', true), seek('Exclude', false)],
    ...(why === null ? [] : [note(why)]),
    { type: 'line' },
    ...copyingEntries(texts),
    ...indicatorEntries(field, texts),
    ...(COLUMNS_OF_THEIR_OWN.has(field) ? [] : [columnEntry(field)]),
  ];
}
