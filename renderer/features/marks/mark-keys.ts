/** Marks from rows of the grid: by their menu, or by the keys T, N and H. */
import type { EventRow } from '@shared/contract/event-views';
import { tell } from '../../app/toast-store';
import { useView } from '../../app/view-store';
import { plural } from '../../lib/format';
import type { MenuEntry } from '../../parts/menu';
import type { ChosenEvents } from '../events/chosen-events';
import { copiesLeftOut, copiesNote } from './copies-marked';
import { type MarkedEvent, useMarks } from './marks-store';
import { openNote } from './open-note';
import { tagStates } from './tag-states';

/** Rows of which it is known what record they are of. */
type Act = (rows: readonly EventRow[], events: MarkedEvent[]) => void;

/** An event that cannot be read has no place to mark. */
const onReadable =
  (act: Act) =>
  (rows: readonly EventRow[]): void => {
    const events = rows.flatMap(({ file, offset }) => (offset === null ? [] : [{ file, offset }]));
    if (events.length === rows.length) act(rows, events);
    else tell('Events that cannot be read cannot be marked; re-index their file.');
  };

const openTags = onReadable((rows, events) =>
  useView.getState().ask({
    type: 'tags',
    target: {
      ...{ kind: 'events', events, copies: copiesLeftOut(rows) },
      tags: tagStates(rows.map(({ marks }) => marks)),
    },
  }),
);

const openHide = onReadable((rows, events) =>
  useView.getState().ask({
    type: 'hide',
    target: { kind: 'events', events, copies: copiesLeftOut(rows) },
  }),
);

const showAgain = onReadable((rows, events) => {
  const note = copiesNote(copiesLeftOut(rows));
  void useMarks
    .getState()
    .hide(events, null)
    .then((isDone) => isDone && note !== null && tell(note));
});

/** Hides them, or shows them again where all are hidden. */
const turnSight = (rows: readonly EventRow[]): void =>
  rows.every(({ marks }) => marks.hidden !== null) ? showAgain(rows) : openHide(rows);

function noteOn(rows: readonly EventRow[]): void {
  const [row] = rows;
  if (row !== undefined && rows.length === 1) openNote(row);
  else tell('A note is written on one event: select that one alone');
}

const ACTS: Readonly<Record<string, (rows: readonly EventRow[]) => void>> = {
  t: openTags,
  n: noteOn,
  h: turnSight,
};

/** True when the key was one of these. */
export function takeMarkKey(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  chosen: ChosenEvents | null,
): boolean {
  const act = ACTS[key.toLowerCase()];
  if (act === undefined || chosen === null || ctrlKey || metaKey || altKey) return false;
  chosen.take(act);
  return true;
}

export const markEntries = (row: EventRow): MenuEntry[] => [
  { type: 'act', label: 'Tag…', key: 'T', run: () => openTags([row]) },
  { type: 'act', label: 'Note…', key: 'N', run: () => openNote(row) },
  {
    type: 'act',
    label: row.marks.hidden === null ? 'Hide…' : 'Show again',
    key: 'H',
    run: () => turnSight([row]),
  },
];

/** Of several events, which may be hidden or not. */
export function severalMarkEntries(chosen: ChosenEvents): MenuEntry[] {
  const events = plural(chosen.count, 'event');
  return [
    { type: 'act', label: `Tag ${events}…`, key: 'T', run: () => chosen.take(openTags) },
    { type: 'act', label: `Hide ${events}…`, key: 'H', run: () => chosen.take(openHide) },
    { type: 'act', label: `Show ${events} again`, run: () => chosen.take(showAgain) },
  ];
}
