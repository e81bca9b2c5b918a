/** A view of events as a text that can be copied and opened again. */
import { EVENT_VIEW, type EventView } from '@shared/contract/event-view';

const LINK = 'casescope:events?';

/** `casescope:events?q=…&from=…&only=…`; files by their ids in the case. */
export function linkOf({ search, filters }: EventView): string {
  const { query, from, to, sort, files } = search;
  const given = new URLSearchParams({ q: query, sort });
  if (from !== null) given.set('from', from);
  if (to !== null) given.set('to', to);
  if (files !== null) given.set('files', files.join(','));
  for (const { query: filter, keeps, isOn } of filters)
    given.append(`${isOn ? '' : 'off-'}${keeps ? 'only' : 'without'}`, filter);
  return LINK + given.toString();
}

/** Null for a text that is no link, or one of something else. */
export function viewOfLink(text: string): EventView | null {
  if (!text.startsWith(LINK)) return null;
  const given = new URLSearchParams(text.slice(LINK.length));
  const files = given.get('files');
  const read = EVENT_VIEW.safeParse({
    search: {
      query: given.get('q') ?? '',
      from: given.get('from'),
      to: given.get('to'),
      sort: given.get('sort') ?? 'asc',
      files:
        files === null
          ? null
          : files
              .split(',')
              .filter((id) => id !== '')
              .map(Number),
    },
    filters: [...given].flatMap(([name, query]) => {
      const [, off, kind] = /^(off-)?(only|without)$/.exec(name) ?? [];
      return kind === undefined ? [] : [{ query, keeps: kind === 'only', isOn: off === undefined }];
    }),
  });
  return read.success ? read.data : null;
}
