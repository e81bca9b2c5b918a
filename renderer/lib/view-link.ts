/** A view of events as a text that can be copied and opened again. */
import { EVENT_VIEW, type EventView } from '@shared/contract/event-view';

const LINK = 'casescope:events?';
/** Programs that pass links on may write their scheme in capitals. */
const BEGINS_LINK = /^casescope:events\?/i;

/** `casescope:events?q=…&from=…&only=…&column=…`; files by their ids in the case. */
export function linkOf(view: EventView): string {
  const { search, filters, withoutFiles, showsHidden, columns = [] } = view;
  const { query, from, to, sort, files, withoutCopies } = search;
  const given = new URLSearchParams({ q: query, sort });
  if (from !== null) given.set('from', from);
  if (to !== null) given.set('to', to);
  if (files !== null) given.set('files', files.join(','));
  if (withoutFiles !== undefined) given.set('without-files', withoutFiles.join(','));
  if (withoutCopies !== undefined) given.set('copies', withoutCopies ? 'without' : 'with');
  if (showsHidden !== undefined) given.set('hidden', showsHidden ? 'with' : 'without');
  for (const { query: filter, keeps, isOn } of filters)
    given.append(`${isOn ? '' : 'off-'}${keeps ? 'only' : 'without'}`, filter);
  for (const column of columns) given.append('column', column);
  return LINK + given.toString();
}

const idsIn = (text: string): number[] =>
  text
    .split(',')
    .filter((id) => id !== '')
    .map(Number);

export type ReadLink =
  { readonly kind: 'view'; readonly view: EventView } | { readonly kind: 'unreadable' };

/** Null for a text that is no link to events. */
export function viewOfLink(text: string): ReadLink | null {
  if (!BEGINS_LINK.test(text)) return null;
  const given = new URLSearchParams(text.slice(LINK.length));
  const files = given.get('files');
  const [without, copies, hidden] = ['without-files', 'copies', 'hidden'].map((one) =>
    given.get(one),
  );
  const columns = given.getAll('column');
  const read = EVENT_VIEW.safeParse({
    search: {
      query: given.get('q') ?? '',
      from: given.get('from'),
      to: given.get('to'),
      sort: given.get('sort') ?? 'asc',
      files: files === null ? null : idsIn(files),
      ...(copies == null ? {} : { withoutCopies: copies === 'without' }),
    },
    filters: [...given].flatMap(([name, query]) => {
      const [, off, kind] = /^(off-)?(only|without)$/.exec(name) ?? [];
      return kind === undefined ? [] : [{ query, keeps: kind === 'only', isOn: off === undefined }];
    }),
    ...(without == null ? {} : { withoutFiles: idsIn(without) }),
    ...(hidden == null ? {} : { showsHidden: hidden === 'with' }),
    ...(columns.length === 0 ? {} : { columns }),
  });
  return read.success ? { kind: 'view', view: read.data } : { kind: 'unreadable' };
}
