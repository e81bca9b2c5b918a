/** A plain list: one value a line, or several; `#` begins a comment, as a line or behind a value. */
import type { IndicatorType } from '@shared/model/indicator';
import { FILE_NAME } from '../guess-type';
import { typeNamed } from './facts';
import { meantValue, type MeantValue } from './meant-value';
import { NOT_SHOWN } from './plain-value';
import type { ReadingBook } from './reading-book';

export const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

export interface ListedValue {
  readonly text: string;
  readonly meant: MeantValue;
  /** What the line says beside it. */
  readonly note: string;
}

/** Longer lines are one value: nobody writes so much around one. */
const LONGEST_TOLD_APART = 2_000;

/** What a line lists; nothing where it is blank or a comment. */
export function listedValues(line: string): ListedValue[] {
  const text = unmarked(line.replaceAll(NOT_SHOWN, ''));
  if (text === '' || /^(?:#|\/\/)/.test(text)) return [];
  const listed = severalIn(text) ??
    (text.length > LONGEST_TOLD_APART
      ? null
      : (commentedIn(text) ?? labelledIn(text) ?? bulletedIn(text))) ?? [listedAs(text, null)];
  return line.search(NOT_SHOWN) < 0 ? listed : listed.map(withHiddenTold);
}

export function readList(text: string, book: ReadingBook): void {
  linesOf(text).forEach((line, at) => {
    const place = `line ${at + 1}`;
    for (const { text: value, meant, note } of listedValues(line))
      if (!meant.ok) book.refuse(place, value, meant.reason);
      else {
        const { ok: _, ...sought } = meant;
        book.take({ ...sought, place, facts: { note } });
      }
  });
}

/** Without the quotation marks around it and the comma behind it. */
const unmarked = (text: string): string =>
  text
    .trim()
    .replace(/,$/, '')
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();

const listedAs = (text: string, type: IndicatorType | null, note = ''): ListedValue => ({
  ...{ text, meant: meantValue(unmarked(text), type), note },
});

function withHiddenTold(listed: ListedValue): ListedValue {
  const { meant } = listed;
  const remark = 'characters that show nothing are left out';
  return meant.ok
    ? { ...listed, meant: { ...meant, remarks: [...meant.remarks, remark] } }
    : listed;
}

const typeOf = ({ meant }: ListedValue): IndicatorType | null => (meant.ok ? meant.type : null);

/** Told by looks that no other text has by chance. */
const SURE: ReadonlySet<IndicatorType | null> = new Set([
  ...(['ip', 'domain', 'url', 'email', 'sid', 'md5', 'sha1', 'sha256'] as const),
]);

/** `evil.com, evil2.com`: every part is a value of its own. Names of files and commands hold blanks and commas. */
function severalIn(text: string): ListedValue[] | null {
  return (
    partsOf(text, /[,;|]\s+/, isSure) ??
    partsOf(text, /[,;|]/, (one, first) => isValue(one) && typeOf(one) === typeOf(first)) ??
    partsOf(text, /\s+/, isSure)
  );
}

const isSure = (listed: ListedValue): boolean => SURE.has(typeOf(listed));

/** Null where there is but one part, or one is not as it must be. */
function partsOf(
  text: string,
  separator: RegExp,
  isPart: (one: ListedValue, first: ListedValue) => boolean,
): ListedValue[] | null {
  if (!separator.test(text)) return null;
  const parts: ListedValue[] = [];
  for (const part of text.split(separator)) {
    if (part.trim() === '') continue;
    const listed = listedAs(part, null);
    if (!isPart(listed, parts[0] ?? listed)) return null;
    parts.push(listed);
  }
  return parts.length > 1 ? parts : null;
}

/** By its looks; a command is told by a guess that running text meets, too. */
export const isValue = (listed: ListedValue | undefined): boolean => {
  const type = listed === undefined ? null : typeOf(listed);
  return type !== null && type !== 'text' && type !== 'commandline';
};

const COMMENTS: readonly RegExp[] = [
  /^(\S.*?)\s+(?:#+|\/\/|;|--?|–|—)(?:\s+(.*))?$/,
  /^(\S.*?)\t+(.*)$/,
  /^(\S.*?)\s+\((.*)\)$/,
];

/** `evil.com # C2 server`. Where blanks may stand in the value, what is behind must not be a part of it. */
function commentedIn(text: string): ListedValue[] | null {
  for (const pattern of COMMENTS) {
    const [, value, note = ''] = pattern.exec(text) ?? [];
    if (value === undefined) continue;
    const listed = severalIn(value) ?? [listedAs(value, null)];
    if (listed.every((one) => isValue(one) && (!HOLDS_BLANKS.has(typeOf(one)) || isOver(value))))
      return listed.map((one) => ({ ...one, note: unmarked(note) }));
  }
  return null;
}

const HOLDS_BLANKS: ReadonlySet<IndicatorType | null> = new Set(['filepath', 'registry', 'pipe']);
const isOver = (path: string): boolean => FILE_NAME.test(path.split(/[\\/]/).at(-1) ?? '');

/** `SHA256: 8782…`, `md5=5f0c…`, `C2: evil.com`. */
const LABELLED = /^([A-Za-z][\w ./-]{0,30}?)\s*([:=])(\s*)(\S.*)$/;

/** Types whose values tell by their looks what they are, whatever the label calls them. */
const TOLD_BY_LOOKS: ReadonlySet<IndicatorType> = new Set([
  ...(['ip', 'domain', 'url', 'email', 'filename', 'md5', 'sha1', 'sha256'] as const),
]);

function labelledIn(text: string): ListedValue[] | null {
  const [, label = '', sign = '', blank = '', value = ''] = LABELLED.exec(text) ?? [];
  if (value === '' || /^[\\/]/.test(value) || /^\d{1,5}$/.test(value)) return null;
  const named = typeNamed(label);
  const listed = severalIn(value) ?? commentedIn(value) ?? [listedAs(value, null)];
  const isSaid = blank !== '' || sign === '=';
  if (named === null || named === 'unknown' || TOLD_BY_LOOKS.has(named)) {
    if (listed.every(isValue)) return named === 'unknown' ? noted(listed, label) : listed;
    return named === null || named === 'unknown' || !isSaid ? null : [listedAs(value, named)];
  }
  return isSaid ? listed.map((one) => listedAs(one.text, named, one.note)) : null;
}

const noted = (listed: readonly ListedValue[], label: string): ListedValue[] =>
  listed.map((one) => ({ ...one, note: one.note === '' ? label : `${label}: ${one.note}` }));

/** `- evil.com`, `2. evil.com`. */
function bulletedIn(text: string): ListedValue[] | null {
  const rest = text.replace(/^(?:[-*•·–]|\d{1,3}[.)])\s+/, '');
  if (rest === text) return null;
  const listed = listedValues(rest);
  return listed.length > 0 && listed.every(isValue) ? listed : null;
}
