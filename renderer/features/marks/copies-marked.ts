/** What marks do about copies that are left out of the list: all found are marked with them, single rows without. */
import type { EventSearch } from '@shared/contract/event-search';
import type { EventRow } from '@shared/contract/event-views';
import { formatCount, plural } from '../../lib/format';
import { useAsked } from '../../lib/use-asked';
import { useMarks } from './marks-store';

/** Everything a search finds; `count` as it is listed. */
export interface AllFound {
  readonly kind: 'found';
  readonly search: EventSearch;
  readonly count: number;
}

/** @param all with copies; null while that is unknown */
export function foundWords(listed: number, all: number | null): string {
  if (all === null) return `${plural(listed, 'event')} and their copies`;
  if (all === listed) return plural(all, 'event');
  return `${plural(all, 'event')}, ${formatCount(all - listed)} of them copies`;
}

/** How many events an act on all found marks; of other targets it asks nothing. */
export function useFoundWords(target: AllFound | null): string {
  const version = useMarks((store) => store.version);
  const asked =
    target?.search.withoutCopies === true
      ? {
          search: { ...target.search, withoutCopies: false },
          ...{ start: 0, end: 0, columns: [] },
        }
      : null;
  const { answer, stale } = useAsked('events.rows', asked, String(version));
  if (target === null) return '';
  if (asked === null) return plural(target.count, 'event');
  return foundWords(target.count, answer === null || stale ? null : answer.total);
}

/** Copies of these rows that are not listed. */
export const copiesLeftOut = (rows: readonly Pick<EventRow, 'copies'>[]): number =>
  rows.reduce((sum, { copies }) => sum + copies - 1, 0);

/** What a mark on single rows leaves out; null where no copies are left out of the list. */
export function copiesNote(copies: number): string | null {
  if (copies === 0) return null;
  const stay = `${plural(copies, 'copy', 'copies')} left out of the list ${copies === 1 ? 'stays as it is' : 'stay as they are'}`;
  return `${stay}. List copies to choose them, or use Mark: it acts on all found with their copies.`;
}
