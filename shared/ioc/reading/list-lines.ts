/** A plain list: one value a line, or several; `#` begins a comment, as a line or behind a value. */
import type { IndicatorType } from '@shared/model/indicator';
import { FILE_NAME } from '../guess-type';
import { typeNamed } from './facts';
import {
  areListed,
  isValue,
  listedAs,
  type ListedValue,
  severalIn,
  typeOf,
  unmarked,
} from './listed-value';
import { NOT_SHOWN } from './plain-value';
import type { ReadingBook } from './reading-book';

export const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

/** Longer lines are one value: nobody writes so much around one. */
const LONGEST_TOLD_APART = 2_000;

/** What a line lists; nothing where it is blank or a comment. */
export function listedValues(line: string): ListedValue[] {
  const text = unmarked(line.replaceAll(NOT_SHOWN, ''));
  if (text === '' || (COMMENT_LINE.test(text) && !LINK_LINE.test(text))) return [];
  const listed = toldApart(text) ?? [listedAs(text, null)];
  return line.search(NOT_SHOWN) < 0 ? listed : listed.map(withHiddenTold);
}

const COMMENT_LINE = /^(?:#|\/\/)/;
/** `//evil.com/x`: a link without its scheme. */
const LINK_LINE = /^\/\/(?!\/)(?:[^\s/]+\/[^\s/]|[^\s/]+\.[a-z\d]{1,63}\/?$)/i;

const toldApart = (text: string): ListedValue[] | null =>
  severalIn(text) ??
  (text.length > LONGEST_TOLD_APART
    ? null
    : (summedIn(text) ?? commentedIn(text) ?? labelledIn(text) ?? rowIn(text) ?? bulletedIn(text)));

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

function withHiddenTold(listed: ListedValue): ListedValue {
  const { meant } = listed;
  const remark = 'characters that show nothing are left out';
  return meant.ok
    ? { ...listed, meant: { ...meant, remarks: [...meant.remarks, remark] } }
    : listed;
}

/** `evil.com # C2 server`: whatever is behind is said about it. */
const COMMENTED = /^(\S.*?)\s+(?:#+|\/\/|;)(?:\s+(.*))?$/;
/** `evil.com (C2)`, `evil.com - C2`: behind may stand another value. */
const BESIDES = [/^(\S[^\t]*?)\s+\(([^\t]*)\)$/, /^(\S[^\t]*?)\s+(?:--?|–|—)(?:\s+([^\t]*))?$/];

function commentedIn(text: string): ListedValue[] | null {
  const whole = listedAs(text, null);
  // A range of addresses, which is none of the two.
  if (!whole.meant.ok) return [whole];
  const [, commented, comment = ''] = COMMENTED.exec(text) ?? [];
  const listed = commented === undefined ? null : endedIn(commented);
  if (listed !== null) return listed.map((one) => ({ ...one, note: unmarked(comment) }));
  for (const pattern of BESIDES) {
    const [, value, note = ''] = pattern.exec(text) ?? [];
    const found = value === undefined || isArguments(value, note) ? null : endedIn(value);
    if (found !== null) return withBeside(found, note);
  }
  return null;
}

/** Null where it is no value. Where blanks may stand in one, what is behind must not be a part of it. */
function endedIn(text: string): ListedValue[] | null {
  const listed = severalIn(text) ?? [listedAs(text, null)];
  const isEnded = (one: ListedValue): boolean =>
    isValue(one) && (!HOLDS_BLANKS.has(typeOf(one)) || isOver(text));
  return listed.every((one) => !one.meant.ok || isEnded(one)) ? listed : null;
}

/** What stands beside is as much a value as the first, or is said about it. */
function withBeside(listed: readonly ListedValue[], beside: string): ListedValue[] {
  const others = severalIn(beside) ?? commentedIn(beside) ?? [listedAs(beside, null)];
  if (!areListed(others)) return listed.map((one) => ({ ...one, note: unmarked(beside) }));
  const note = others[0]?.note ?? '';
  return [...listed.map((one) => ({ ...one, note })), ...others];
}

/** `tar.exe -- -xf a`, `curl.exe - < x`: the dash is the command's own. */
const isArguments = (program: string, rest: string): boolean =>
  /\.(?:exe|bat|cmd|ps1)"?$/i.test(program) && /^[-/<>|&%"$]|\s[-/]\w|[<>|]/.test(rest);

/** `8782…  a.exe`, `8782… *a.exe`, `a.exe 8782…`: as programs write sums of files. */
const SUM = String.raw`[\da-f]{64}|[\da-f]{40}|[\da-f]{32}`;
const SUM_FIRST = new RegExp(String.raw`^(${SUM})(?:\s*[,;|]\s*|\s+)\*?(\S.*)$`, 'i');
const SUM_LAST = new RegExp(String.raw`^(\S.*?)(?:\s*[,;|]\s*|\s+)(${SUM})$`, 'i');

const SUM_AT_END = /[\da-f]{32}$/i;

/** `SHA256 (a.exe) = 8782…`. */
const SUM_NAMED = new RegExp(String.raw`^[\w-]{3,8}\s*\((.+)\)\s*=\s*(${SUM})$`, 'i');

function summedIn(text: string): ListedValue[] | null {
  if (!SUM_AT_END.test(text)) return sumFirst(text);
  const [, file = '', ofFile] = SUM_NAMED.exec(text) ?? [];
  if (ofFile !== undefined) return withBeside([listedAs(ofFile, null)], file);
  const [, name = '', last] = SUM_LAST.exec(text) ?? [];
  const named = last === undefined ? null : endedIn(name);
  return named === null ? sumFirst(text) : withBeside(named, last ?? '');
}

function sumFirst(text: string): ListedValue[] | null {
  const [, sum, beside = ''] = SUM_FIRST.exec(text) ?? [];
  const isSum = sum !== undefined && !/\t|^(?:#|\/\/|;|[-–—(])/.test(beside);
  return isSum ? withBeside([listedAs(sum, null)], beside) : null;
}

/** `10.0.0.1⇥evil.com⇥C2`: a line of a table. Every cell that looks like a value is one, the others are its note. */
function rowIn(text: string): ListedValue[] | null {
  if (!text.includes('\t')) return null;
  const cells = text
    .split(/\t+/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  if (isArguments(cells[0] ?? '', cells[1] ?? '')) return null;
  const read = cells.map((cell) => severalIn(cell) ?? commentedIn(cell) ?? [listedAs(cell, null)]);
  const listed = read.filter(areListed).flat();
  const rest = cells.filter((_, at) => !areListed(read[at] ?? [])).join(' ');
  return listed.length === 0
    ? null
    : listed.map((one) => ({ ...one, note: joined(one.note, rest) }));
}

const joined = (...notes: string[]): string => notes.filter((note) => note !== '').join(', ');

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
  if (value === '' || /^[\\/]/.test(value) || /^\d{1,5}(?!\S)/.test(value)) return null;
  const named = typeNamed(label);
  const listed = severalIn(value) ?? commentedIn(value) ?? rowIn(value) ?? [listedAs(value, null)];
  const isSaid = blank !== '' || sign === '=';
  if (named === null || named === 'unknown' || TOLD_BY_LOOKS.has(named)) {
    if (areListed(listed)) return named === 'unknown' ? noted(listed, label) : listed;
    return named === null || named === 'unknown' || !isSaid ? null : [listedAs(value, named)];
  }
  return isSaid ? listed.map((one) => listedAs(one.text, named, one.note)) : null;
}

/** A label that is a value itself is listed before what it is said of. */
function noted(listed: readonly ListedValue[], label: string): ListedValue[] {
  const labelling = listedAs(label, null);
  if (isValue(labelling)) return [labelling, ...listed];
  return listed.map((one) => ({ ...one, note: one.note === '' ? label : `${label}: ${one.note}` }));
}

/** `- evil.com`, `2. evil.com`. */
function bulletedIn(text: string): ListedValue[] | null {
  const rest = text.replace(/^(?:[-*•·–]|\d{1,3}[.)])\s+/, '');
  if (rest === text) return null;
  const listed = listedValues(rest);
  return listed.length > 0 && areListed(listed) ? listed : null;
}
