import type { ReactNode } from 'react';
import { type EventSearch, TELLABLE } from '@shared/contract/event-search';
import { attempt, tell, useToasts } from '../../app/toast-store';
import { useView } from '../../app/view-store';
import { ask } from '../../lib/ask';
import { plural } from '../../lib/format';
import { MenuButton } from '../../parts/menu-button';
import { useMarks } from '../marks/marks-store';
import { fieldsShown } from './event-columns';
import { changeLayout, currentLayout, useLayout } from './use-layout';

async function exportAs(format: 'csv' | 'jsonl', search: EventSearch): Promise<void> {
  const { columns: shown } = currentLayout();
  // Every field stands in JSON lines: what a summary is made of.
  const tellable = format === 'csv' ? TELLABLE : TELLABLE.filter((column) => column !== 'summary');
  const told = tellable.filter((column) => shown.includes(column));
  const columns = [...fieldsShown(shown)];
  const done = await attempt(() => ask('events.export', { search, format, columns, told }));
  if (done === null) return;
  tell(`${plural(done.events, 'event')} exported to ${done.fileName}`);
  for (const problem of done.problems)
    useToasts.getState().show('problem', `Not in the export: ${problem}`);
}

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
            label: 'CSV: place, findings and fields that are shown',
            disabled: none,
            run: () => void exportAs('csv', search),
          },
          {
            type: 'act',
            label: 'JSON lines: every field, and shown findings',
            disabled: none,
            run: () => void exportAs('jsonl', search),
          },
        ]}
      >
        Export
      </MenuButton>
    </>
  );
}
