import type { ReactNode } from 'react';
import type { EventSearch } from '@shared/contract/event-search';
import { tell } from '../../app/toast-store';
import { useView } from '../../app/view-store';
import { plural } from '../../lib/format';
import { MenuButton } from '../../parts/menu-button';
import { useMarks } from '../marks/marks-store';
import { exportFound } from './export-found';
import { changeLayout, useLayout } from './use-layout';

/** Whatever hid them, one by one or all at once. */
async function showAgain(search: EventSearch): Promise<void> {
  const before = useMarks.getState().hidden;
  if (!(await useMarks.getState().hideFound(search, null))) return;
  tell(`${plural(before - useMarks.getState().hidden, 'event')} shown again`);
}

/** What can be shown beside the rows, which columns these have, and a way out for all of them. */
export function EventTools({
  search,
  found,
}: {
  search: EventSearch;
  found: number | null;
}): ReactNode {
  const { showsCounts, showsHistogram } = useLayout();
  const { ask: open, setSearch } = useView.getState();
  const hidden = useMarks((state) => state.hidden);
  const none = found === null || found === 0;
  return (
    <>
      <button
        type="button"
        className="toggle"
        aria-pressed={showsCounts}
        onClick={() => changeLayout(() => ({ showsCounts: !showsCounts }))}
      >
        Values
      </button>
      <button
        type="button"
        className="toggle"
        aria-pressed={showsHistogram}
        onClick={() => changeLayout(() => ({ showsHistogram: !showsHistogram }))}
      >
        Histogram
      </button>
      <button
        type="button"
        className="toggle"
        title="Of several copies of one event only the first is listed"
        aria-pressed={search.withoutCopies === true}
        onClick={() => setSearch({ withoutCopies: search.withoutCopies !== true })}
      >
        Without copies
      </button>
      <button type="button" onClick={() => open({ type: 'columns' })}>
        Columns…
      </button>
      <MenuButton
        label="Mark all events found"
        entries={[
          {
            type: 'act',
            label: 'Tag all found…',
            disabled: none,
            run: () => open({ type: 'tags', target: { kind: 'found', search, count: found ?? 0 } }),
          },
          {
            type: 'act',
            label: 'Hide all found…',
            disabled: none,
            run: () => open({ type: 'hide', target: { kind: 'found', search, count: found ?? 0 } }),
          },
          {
            type: 'act',
            label: 'Show all found again',
            disabled: none || hidden === 0 || search.withoutHidden === true,
            run: () => void showAgain(search),
          },
        ]}
      >
        Mark
      </MenuButton>
      <MenuButton
        label="Export all events found"
        entries={[
          {
            type: 'act',
            label: 'CSV: columns as shown, then the place',
            disabled: none,
            run: () => void exportFound('csv', search),
          },
          {
            type: 'act',
            label: 'JSON lines: every field, and shown findings',
            disabled: none,
            run: () => void exportFound('jsonl', search),
          },
        ]}
      >
        Export
      </MenuButton>
    </>
  );
}
