/** A search in a line, as lists show it. */
import type { EventView } from '@shared/contract/event-view';
import { plural } from '../../lib/format';

export function wordsOfView(view: EventView): string {
  const { search, filters, withoutFiles = [], showsHidden = false } = view;
  const { query, from, to, files, withoutCopies } = search;
  const on = filters.filter(({ isOn }) => isOn);
  const parts = [
    query.trim(),
    ...on.map(({ query: filter, keeps }) => `${keeps ? 'only' : 'without'} ${filter}`),
    from === null ? '' : `from ${from.slice(0, 19)} UTC`,
    to === null ? '' : `to ${to.slice(0, 19)} UTC`,
    files === null ? '' : `in ${plural(files.length, 'file')}`,
    withoutFiles.length === 0 ? '' : `without ${plural(withoutFiles.length, 'file')}`,
    withoutCopies === true ? 'without copies' : '',
    showsHidden ? 'with hidden events' : '',
  ];
  return parts.filter((part) => part !== '').join(' · ') || 'every event';
}
