import { useEffect, useState } from 'react';
import type { EventDetail } from '@shared/contract/event-views';
import { useToasts } from '../../app/toast-store';
import { type EventKey, isSameEvent, useView } from '../../app/view-store';
import { ask, problemOf } from '../../lib/ask';

export interface ShownEvent {
  readonly detail: EventDetail | null;
  readonly problem: string | null;
}

/** With what was published when it was asked for. */
interface ReadEvent extends ShownEvent {
  readonly published: string | null;
}

/** Of the open event, if it was read before: then it is that one, whatever number it has by now. */
function offsetOf(key: EventKey): number | undefined {
  const { opened } = useView.getState();
  return isSameEvent(opened, key) ? (opened?.offset ?? undefined) : undefined;
}

/** Closes an event that a re-index did not find again, or whose file was removed. */
function leave(message: string): void {
  const isWithin = document.activeElement?.closest('.side-pane') != null;
  useView.getState().open(null);
  useToasts.getState().show('notice', message);
  if (isWithin) document.querySelector<HTMLElement>('[role=grid]')?.focus();
}

/** The event in the drawer. While the next one is fetched, the one before stays. */
export function useEvent(opened: EventKey, published: string): ShownEvent & { stale: boolean } {
  const [shown, setShown] = useState<ReadEvent>({ detail: null, problem: null, published: null });
  const { file, event } = opened;
  useEffect(() => {
    const control = new AbortController();
    const keep = (read: ShownEvent): void => {
      if (!control.signal.aborted) setShown({ ...read, published });
    };
    const fail = (thrown: unknown): void => {
      const { code, message } = problemOf(thrown);
      if (code === 'event-gone' && !control.signal.aborted) leave(message);
      else keep({ detail: null, problem: message });
    };
    ask('events.event', { file, event, offset: offsetOf({ file, event }) }).then(
      (detail) => keep({ detail, problem: null }),
      fail,
    );
    return () => control.abort();
  }, [file, event, published]);
  useEffect(() => {
    if (shown.detail !== null && shown.published === published)
      useView.getState().settle(shown.detail);
  }, [shown, opened, published]);
  const stale =
    shown.detail !== null && (shown.detail.file !== file || shown.detail.event !== event);
  return { ...shown, stale };
}
