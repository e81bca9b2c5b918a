import type { EventSearch } from '@shared/contract/event-search';
import { attempt, tell, useToasts } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import { plural } from '../../lib/format';
import { currentLayout } from './use-layout';

/** Every event a search finds, into a file the examiner names; CSV with the columns that are shown. */
export async function exportFound(format: 'csv' | 'jsonl', search: EventSearch): Promise<void> {
  const { columns } = currentLayout();
  const done = await attempt(() => ask('events.export', { search, format, columns }));
  if (done === null) return;
  tell(`${plural(done.events, 'event')} exported to ${done.fileName}`);
  for (const problem of done.problems)
    useToasts.getState().show('problem', `Not in the export: ${problem}`);
}
