import type { EventSearch } from '@shared/contract/event-search';
import type { ExportEnd } from '@shared/contract/event-views';
import { attempt, type Toast, useToasts } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import { plural } from '../../lib/format';
import { currentLayout } from './use-layout';

type Told = Pick<Toast, 'tone' | 'text'>;

/** Every event a search finds, into a file the examiner names; CSV with the columns that are shown. */
export async function exportFound(format: 'csv' | 'jsonl', search: EventSearch): Promise<void> {
  const { columns } = currentLayout();
  const end = await attempt(() => ask('events.export', { search, format, columns }));
  const told = end === null ? [] : wordsOfExport(end);
  for (const { tone, text } of told) useToasts.getState().show(tone, text);
}

/** What came of it, and what is on disk now. */
export function wordsOfExport(end: ExportEnd): readonly Told[] {
  if (end.kind === 'written') {
    const text = `${plural(end.events, 'event')} exported to ${end.fileName}`;
    const problems = end.problems.map((problem): Told => ({
      tone: 'problem',
      text: `Not in the export: ${problem}`,
    }));
    return [{ tone: 'done', text }, ...problems];
  }
  const left = end.isKept
    ? `${end.fileName} is as it was before.`
    : 'Nothing of it is left on disk.';
  if (end.kind === 'cancelled') return [{ tone: 'done', text: `Export cancelled. ${left}` }];
  const reason = end.reason.replace(/\.$/, '');
  return [{ tone: 'problem', text: `The export failed: ${reason}. ${left}` }];
}
