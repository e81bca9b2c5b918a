import { useEffect, useState } from 'react';
import type { EventDetail } from '@shared/contract/event-views';
import type { EventKey } from '../../app/view-store';
import { ask, problemOf } from '../../lib/ask';

export interface ShownEvent {
  readonly detail: EventDetail | null;
  readonly problem: string | null;
}

/** The event in the drawer. While the next one is fetched, the one before stays. */
export function useEvent(
  opened: EventKey | null,
  published: string,
): ShownEvent & { stale: boolean } {
  const [shown, setShown] = useState<ShownEvent>({ detail: null, problem: null });
  const file = opened?.file;
  const event = opened?.event;
  useEffect(() => {
    if (file === undefined || event === undefined) return;
    const control = new AbortController();
    const keep = (next: ShownEvent): void => {
      if (!control.signal.aborted) setShown(next);
    };
    ask('events.event', { file, event }).then(
      (detail) => keep({ detail, problem: null }),
      (thrown: unknown) => keep({ detail: null, problem: problemOf(thrown).message }),
    );
    return () => control.abort();
  }, [file, event, published]);
  const stale =
    shown.detail !== null && (shown.detail.file !== file || shown.detail.event !== event);
  return { ...shown, stale };
}
