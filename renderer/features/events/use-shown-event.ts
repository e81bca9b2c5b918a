/** The open event in view: its row among those found, selected, and what was matched in it where another view led to it. */
import { type RefObject, useEffect, useRef } from 'react';
import type { EventSearch } from '@shared/contract/event-search';
import type { EventDetail } from '@shared/contract/event-views';
import { type EventKey, isSameEvent, useView } from '../../app/view-store';
import { ask } from '../../lib/ask';

/** Events of one time that are looked through for the one: a few of them first. */
const AT_ONE_TIME = [20, 480] as const;

/** Where events without a time begin: behind all others. */
const BEHIND_TIMES = { asc: '9999-12-31T23:59:59Z', desc: '1601-01-01T00:00:00Z' } as const;

/** Null where the search does not find it. */
async function rowOf(
  search: EventSearch,
  { file, event, offset }: EventKey,
): Promise<number | null> {
  const sought = await ask('events.event', { file, event, offset: offset ?? undefined });
  const time = sought.time ?? BEHIND_TIMES[search.sort];
  let { row: start } = await ask('events.rowAt', { search, time });
  for (const count of AT_ONE_TIME) {
    const page = { search, start, end: start + count, columns: [] };
    const { rows } = await ask('events.rows', page);
    const at = rows.findIndex((row) => isSameEvent(row, sought));
    if (at >= 0) return start + at;
    if (rows.at(-1)?.time !== sought.time) return null;
    start += count;
  }
  return null;
}

/** What the open event was sought for last. */
interface Sought {
  readonly search: string;
  readonly shown: EventKey | null;
}

/**
 * Brings the open event into view, selected, in every answer that has it: of another search, and when another view
 * led to it. Moving on in one answer moves nothing.
 * @param isFound whether the rows of the search are known
 */
export function useOpenRow(search: EventSearch, isFound: boolean): void {
  const shown = useView((store) => store.shown);
  const last = useRef<Sought | null>(null);
  useEffect(() => {
    if (!isFound) return;
    const now: Sought = { search: JSON.stringify(search), shown };
    const isOfBefore = last.current?.search === now.search;
    if (isOfBefore && (shown === null || shown === last.current?.shown)) return;
    last.current = now;
    const { opened } = useView.getState();
    if (opened === null) return;
    const reveal = (row: number | null): void => {
      const { opened: open, setReveal } = useView.getState();
      if (row !== null && last.current === now && isSameEvent(open, opened)) setReveal({ row });
    };
    // What is wrong with the search is told beside its rows.
    rowOf(search, opened).then(reveal, () => undefined);
  }, [search, shown, isFound]);
}

/** The first place an indicator stands in, or else the first that a rule matched. */
export function useShownMark({ file, event }: EventDetail): RefObject<HTMLDivElement | null> {
  const panel = useRef<HTMLDivElement | null>(null);
  useEffect(() => {
    if (!isSameEvent(useView.getState().shown, { file, event })) return;
    const marks = panel.current;
    const mark = marks?.querySelector('mark.sought') ?? marks?.querySelector('mark');
    mark?.scrollIntoView({ block: 'center' });
  }, [file, event]);
  return panel;
}
