/** A view of events as a text that can be copied and opened again. */
import { EVENT_VIEW, type EventView } from '@shared/contract/event-view';
import type { EvidenceRow } from '@shared/contract/evidence-views';

const LINK = 'casescope:events?';
/** Programs that pass links on may write their scheme in capitals. */
const BEGINS_LINK = /^casescope:events\?/i;

/** The files of the case, by their ids. */
type FilesOfCase = ReadonlyMap<number, Pick<EvidenceRow, 'id' | 'hashes' | 'published'>>;

/** Digits of a hash that tell files apart: no two of a million share them. */
const HASH_DIGITS = 16;
/** In the place of the hash of a file that is not in the case any more. */
const GONE = 'gone';

/**
 * `casescope:events?q=…&from=…&only=…&column=…`; files by what they hold, the beginning of their SHA-256: numbers
 * of files are others in another case, and after a file was removed and added again.
 */
export function linkOf(view: EventView, filesOfCase: FilesOfCase): string {
  const { search, filters, withoutFiles, showsHidden, columns = [], frozen } = view;
  const named = (ids: readonly number[]): string =>
    ids.map((id) => filesOfCase.get(id)?.hashes?.sha256.slice(0, HASH_DIGITS) ?? GONE).join(',');
  const { query, from, to, sort, files, withoutCopies } = search;
  const given = new URLSearchParams({ q: query, sort });
  if (from !== null) given.set('from', from);
  if (to !== null) given.set('to', to);
  if (files !== null) given.set('files', named(files));
  if (withoutFiles !== undefined) given.set('without-files', named(withoutFiles));
  if (withoutCopies !== undefined) given.set('copies', withoutCopies ? 'without' : 'with');
  if (showsHidden !== undefined) given.set('hidden', showsHidden ? 'with' : 'without');
  for (const { query: filter, keeps, isOn } of filters)
    given.append(`${isOn ? '' : 'off-'}${keeps ? 'only' : 'without'}`, filter);
  for (const column of columns) given.append('column', column);
  if (frozen !== undefined) given.set('frozen', String(frozen));
  return LINK + given.toString();
}

/** Links of before named files by their numbers. */
const NUMBERED = /^\d{1,15}$/;
const HASH_BEGIN = new RegExp(`^([\\da-f]{${HASH_DIGITS},64}|${GONE})$`, 'i');

const listedIn = (text: string | null): readonly string[] =>
  (text ?? '').split(',').filter((one) => one !== '');

/** Undefined where no file of the case begins so. */
function fileOf(begin: string, filesOfCase: FilesOfCase): number | undefined {
  const wanted = begin.toLowerCase();
  const those = [...filesOfCase.values()].filter(
    ({ hashes }) => hashes !== null && hashes.sha256.startsWith(wanted),
  );
  // Copies of a file are listed too, but have no events.
  return (those.find(({ published }) => published !== null) ?? those[0])?.id;
}

export type ReadLink =
  | { readonly kind: 'view'; readonly view: EventView }
  /** It is cut or changed; names files by number; names a file that the case does not have. */
  | { readonly kind: 'unreadable' | 'numbered' | 'fileMissing' };

/** Null for a text that is no link to events. */
export function viewOfLink(text: string, filesOfCase: FilesOfCase): ReadLink | null {
  if (!BEGINS_LINK.test(text)) return null;
  const given = new URLSearchParams(text.slice(LINK.length));
  const named = [...listedIn(given.get('files')), ...listedIn(given.get('without-files'))];
  if (named.some((one) => NUMBERED.test(one))) return { kind: 'numbered' };
  if (!named.every((one) => HASH_BEGIN.test(one))) return { kind: 'unreadable' };
  if (named.some((one) => fileOf(one, filesOfCase) === undefined)) return { kind: 'fileMissing' };
  const idsIn = (list: string): (number | undefined)[] =>
    listedIn(list).map((one) => fileOf(one, filesOfCase));
  const files = given.get('files');
  const [without, copies, hidden] = ['without-files', 'copies', 'hidden'].map((one) =>
    given.get(one),
  );
  const columns = given.getAll('column');
  const frozen = given.get('frozen');
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
    ...(frozen === null ? {} : { frozen: Number(frozen) }),
  });
  return read.success ? { kind: 'view', view: read.data } : { kind: 'unreadable' };
}
