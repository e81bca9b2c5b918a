/** Ways from one event to others: what happened around it, on the same host, by the same user. */
import type { EventDetail } from '@shared/contract/views';
import { fileTime, TICKS_PER_SECOND } from '@shared/model/file-time';
import { formatFileTime, parseIsoTime } from '@shared/model/time-text';
import { fieldsMeant } from '@shared/query/friendly-fields';
import { attempt, tell } from '../../app/toast-store';
import { EMPTY_SEARCH, type EventKey, useView } from '../../app/view-store';
import { ask } from '../../lib/ask';
import { fieldFilter } from '../../lib/query-text';
import type { MenuEntry } from '../../parts/menu';

const MINUTES_AROUND = 5n;

/** Friendly names an event is followed by, with what they are called. */
const FOLLOWED = [
  ['host', 'host'],
  ['user', 'user'],
  ['process', 'process'],
  ['logon', 'logon session'],
] as const;

/** Nobody, in the words of Windows. */
const NOBODY = new Set(['', '-', '0x0']);

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
export function around(time: string, minutes: bigint): { from: string; to: string } | null {
  const middle = parseIsoTime(time);
  if (middle === null) return null;
  const span = minutes * 60n * TICKS_PER_SECOND;
  const from = fileTime(middle - span) ?? middle;
  const to = fileTime(middle + span + 1n) ?? middle;
  return { from: formatFileTime(from), to: formatFileTime(to) };
}

async function follow({ file, event }: EventKey, name: string, called: string): Promise<void> {
  const detail = await attempt(() => ask('events.event', { file, event }));
  if (detail === null) return;
  const text = followedText(detail, name);
  if (text === null) return tell(`This event names no ${called}.`);
  const { putFilter, go } = useView.getState();
  putFilter({ query: fieldFilter(name, text), keeps: true, isOn: true });
  go('events');
}

/** Every event of the case in these minutes, whatever was searched before. */
function showAround(time: string, { file, event }: EventKey): void {
  const range = around(time, MINUTES_AROUND);
  if (range === null) return;
  const { showEvents, open } = useView.getState();
  showEvents({ ...EMPTY_SEARCH, ...range });
  open({ file, event });
}

export function pivotEntries(row: EventKey & { readonly time: string | null }): MenuEntry[] {
  const { time } = row;
  return [
    {
      type: 'act',
      label: `±${MINUTES_AROUND} minutes in all files`,
      disabled: time === null,
      run: () => time !== null && showAround(time, row),
    },
    ...FOLLOWED.map(([name, called]): MenuEntry => ({
      type: 'act',
      label: `Same ${called}`,
      run: () => void follow(row, name, called),
    })),
  ];
}
