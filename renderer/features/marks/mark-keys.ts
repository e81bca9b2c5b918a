/** Marks from a row of the grid: by its menu, or by the keys T, N and H. */
import type { EventRow } from '@shared/contract/event-views';
import { useView } from '../../app/view-store';
import type { MenuEntry } from '../../parts/menu';
import { useMarks } from './marks-store';
import { openNote } from './open-note';

const openTags = ({ file, offset, marks }: EventRow): void =>
  useView.getState().ask({
    type: 'tags',
    target: { kind: 'events', events: [{ file, offset }], tags: marks.tags.map(({ id }) => id) },
  });

/** Hides it, or shows it again. */
function turnSight({ file, offset, marks }: EventRow): void {
  const events = [{ file, offset }];
  if (marks.hidden !== null) void useMarks.getState().hide(events, null);
  else useView.getState().ask({ type: 'hide', target: { kind: 'events', events } });
}

const ACTS: Readonly<Record<string, (row: EventRow) => void>> = {
  t: openTags,
  n: openNote,
  h: turnSight,
};

/** True when the key was one of these. */
export function takeMarkKey(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  row: EventRow | null,
): boolean {
  const act = ACTS[key.toLowerCase()];
  if (act === undefined || row === null || ctrlKey || metaKey || altKey) return false;
  act(row);
  return true;
}

export const markEntries = (row: EventRow): MenuEntry[] => [
  { type: 'act', label: 'Tag…', key: 'T', run: () => openTags(row) },
  { type: 'act', label: 'Note…', key: 'N', run: () => openNote(row) },
  {
    type: 'act',
    label: row.marks.hidden === null ? 'Hide…' : 'Show again',
    key: 'H',
    run: () => turnSight(row),
  },
];
