/** Ways from one event to others: what happened around it, on the same host, by the same user. */
import type { EventFilter } from '@shared/contract/event-view';
import type { EventDetail } from '@shared/contract/event-views';
import { fileTime, TICKS_PER_SECOND } from '@shared/model/file-time';
import { formatFileTime, parseIsoTime } from '@shared/model/time-text';
import { fieldsMeant } from '@shared/query/friendly-fields';
import { attempt, tell } from '../../app/toast-store';
import { EMPTY_SEARCH, type EventKey, type TimedEvent, useView } from '../../app/view-store';
import { ask } from '../../lib/ask';
import { fieldFilter } from '../../lib/query-text';
import { plural } from '../../lib/format';
import type { MenuEntry } from '../../parts/menu';

interface Followed {
  /** A friendly name. */
  readonly name: string;
  readonly called: string;
  readonly isOfHost: boolean;
  /** A field that tells one from all others by itself, where an event has it. */
  readonly ownId?: string;
}

const FOLLOWED: readonly Followed[] = [
  { name: 'host', called: 'host', isOfHost: false },
  { name: 'user', called: 'user', isOfHost: false },
  // One path is a program of many machines.
  { name: 'process', called: 'process', isOfHost: true, ownId: 'ProcessGuid' },
  // Each machine counts its own: `0x3e7` is the system's session on all of them.
  { name: 'logon', called: 'logon session', isOfHost: true },
];

/** Nobody, in the words of Windows. */
const NOBODY = new Set(['', '-', '0x0', '{00000000-0000-0000-0000-000000000000}']);

/** The first text an event has under a friendly name; null where it has none that says anything. */
export function followedText({ fields }: Pick<EventDetail, 'fields'>, name: string): string | null {
  for (const meant of fieldsMeant(name)) {
    const field = fields.find((one) => one.name.toLowerCase() === meant);
    const texts = [field?.value ?? null].flat();
    const text = texts.find((one) => one !== null && !NOBODY.has(one));
    if (text !== undefined && text !== null) return text;
  }
  return null;
}

/** From so long before to so long behind a time, the end included; null for what is no time. */
export function around(time: string, minutes: number): { from: string; to: string } | null {
  const middle = parseIsoTime(time);
  if (middle === null) return null;
  const span = BigInt(minutes) * 60n * TICKS_PER_SECOND;
  const from = fileTime(middle - span) ?? middle;
  const to = fileTime(middle + span + 1n) ?? middle;
  return { from: formatFileTime(from), to: formatFileTime(to) };
}

/** The filters that follow an event; none where it says nothing under the name. */
export function followingFilters(
  detail: Pick<EventDetail, 'fields'>,
  { name, isOfHost, ownId }: Omit<Followed, 'called'>,
): readonly EventFilter[] {
  const own = ownId === undefined ? null : followedText(detail, ownId);
  if (ownId !== undefined && own !== null) return [keptFilter(fieldFilter(ownId, own))];
  const text = followedText(detail, name);
  if (text === null) return [];
  const host = isOfHost ? followedText(detail, 'host') : null;
  const queries = [...(host === null ? [] : [fieldFilter('host', host)]), fieldFilter(name, text)];
  return queries.map(keptFilter);
}

const keptFilter = (query: string): EventFilter => ({ query, keeps: true, isOn: true });

/** Everything of the case that is of the same, whatever was searched before; the event in view among it. */
async function follow({ file, event }: EventKey, followed: Followed): Promise<void> {
  const detail = await attempt(() => ask('events.event', { file, event }));
  if (detail === null) return;
  const filters = followingFilters(detail, followed);
  if (filters.length === 0) return tell(`This event names no ${followed.called}.`);
  const { showsHidden, showView, showEvent } = useView.getState();
  showView({ search: EMPTY_SEARCH, filters, showsHidden });
  showEvent({ file, event });
}

/** Every event of the case in these minutes, whatever was searched before. */
export function showAround({ time, file, event }: TimedEvent, minutes: number): void {
  const range = around(time, minutes);
  if (range === null) return;
  const { showEvents, showEvent } = useView.getState();
  showEvents({ ...EMPTY_SEARCH, ...range });
  showEvent({ file, event });
}

export function pivotEntries(row: EventKey & { readonly time: string | null }): MenuEntry[] {
  const { file, event, time } = row;
  const { minutesAround, ask: open } = useView.getState();
  const timed = time === null ? null : { file, event, time };
  const disabled = timed === null;
  return [
    {
      ...{ type: 'act', label: `±${plural(minutesAround, 'minute')} in all files`, disabled },
      run: () => timed !== null && showAround(timed, minutesAround),
    },
    {
      ...{ type: 'act', label: 'Other minutes around…', disabled },
      run: () => timed !== null && open({ type: 'around', event: timed }),
    },
    ...FOLLOWED.map((followed): MenuEntry => ({
      type: 'act',
      label: `Same ${followed.called}`,
      run: () => void follow(row, followed),
    })),
  ];
}
