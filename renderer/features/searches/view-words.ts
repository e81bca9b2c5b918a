/** A search in a line, as lists show it. */
import type { EventView } from '@shared/contract/event-view';

export function wordsOfView({ search, filters }: EventView): string {
  const { query, from, to, files, withoutCopies } = search;
  const on = filters.filter(({ isOn }) => isOn);
  const parts = [
    query.trim(),
    ...on.map(({ query: filter, keeps }) => `${keeps ? 'only' : 'without'} ${filter}`),
    from === null ? '' : `from ${from.slice(0, 19)}`,
    to === null ? '' : `to ${to.slice(0, 19)}`,
    files === null ? '' : `in ${files.length} ${files.length === 1 ? 'file' : 'files'}`,
    withoutCopies === true ? 'without copies' : '',
  ];
  return parts.filter((part) => part !== '').join(' · ') || 'every event';
}
