/** An event that another view led to: its row is selected and in view, and so is what was matched in it. */
import { type RefObject, useEffect, useRef } from 'react';
import type { EventSearch } from '@shared/contract/event-search';
import type { EventDetail } from '@shared/contract/event-views';
import { type EventKey, isSameEvent, useView } from '../../app/view-store';
import { ask } from '../../lib/ask';

/** Events of one time that are looked through for the one. */
const MOST_AT_ONE_TIME = 500;

/** Null where the search does not find it. */
async function rowOf(search: EventSearch, shown: EventKey): Promise<number | null> {
  const { time } = await ask('events.event', { file: shown.file, event: shown.event });
  if (time === null) return null;
  const { row: start } = await ask('events.rowAt', { search, time });
  const page = { search, start, end: start + MOST_AT_ONE_TIME, columns: [] };
  const { rows } = await ask('events.rows', page);
  const at = rows.findIndex((row) => isSameEvent(row, shown));
  return at < 0 ? null : start + at;
}

/** @param isFound whether the rows of the search are known */
export function useShownRow(search: EventSearch, isFound: boolean): void {
  const shown = useView((store) => store.shown);
  const sought = useRef<EventKey | null>(null);
  useEffect(() => {
    if (shown === null || !isFound || sought.current === shown) return;
    sought.current = shown;
    const reveal = (row: number | null): void => {
      const { shown: now, setReveal } = useView.getState();
      if (row !== null && now === shown) setReveal({ row });
    };
    // What is wrong with the search is told beside its rows.
    rowOf(search, shown).then(reveal, () => undefined);
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
