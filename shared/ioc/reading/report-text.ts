/**
 * Indicators in running text: a pasted report, a mail, a chat. Every place is taken once, by the kind that says
 * most: the domain of a link is no indicator beside the link.
 */
import type { IndicatorType } from '@shared/model/indicator';
import { findAddresses } from '../address-search';
import { FILE_NAME } from '../guess-type';
import { refang } from '../refang';
import { KEY_START } from '../registry-roots';
import { withAsciiHost } from './ascii-host';
import { commandsIn } from './commands-in-text';
import { doubtfulEndOfPath } from './doubtful-end';
import { HASHES } from './hashes-in-text';
import { hostNames } from './hosts-in-text';
import { MAIL } from './mail-in-text';
import { fileNames, type NameInText, quotedNames, withoutEnding } from './names-in-text';
import { CLOSING, type PathInText, pathsIn } from './path-text';
import { NOT_SHOWN, plainValue } from './plain-value';
import type { ReadingBook } from './reading-book';
import { sureAloneIn, type SureValue } from './sure-values';
import { linesOf } from './text-lines';

/** In the order they take places. Repetitions are bounded, so that no line makes them look for long. */
const KINDS: readonly (readonly [IndicatorType, RegExp])[] = [
  // Behind such a sign another one begins.
  [
    'url',
    /\b(?:https?|ftp|sftp|ws|wss|tcp|ldaps?):\/\/(?:(?![,;]\w{2,5}:\/\/)[^\s"'<>`|\\“”„«»‘’，。；、）】」》]){3,2000}/gi,
  ],
  ['email', MAIL],
  ['pipe', /\\\\\.\\pipe\\[^\s"'`<>|,;“”„«»‘’]{1,250}/gi],
];
/** After the paths, whose parts may look like any of these. */
const WORDS: readonly (readonly [IndicatorType, RegExp])[] = [
  ['mutex', /(?<![\w\\])(?:Global|Local)\\[^\s"'`<>|,;()\\“”„«»‘’]{2,200}/g],
  ['sid', /(?<![\w-])S-1-5-\d{1,10}(?:-\d{1,10}){1,14}(?![\w-])/g],
  ['imphash', /(?<=imp-?hash[\s:=()"'`*]{1,4})[\da-f]{32}(?![\da-z])/gi],
  ...HASHES,
];

export function readReport(text: string, book: ReadingBook): void {
  linesOf(text).forEach((line, at) => {
    const place = `line ${at + 1}`;
    const plain = plainLine(line);
    const found = allIn(plain);
    for (const one of found) takeFound(one, plain, place, book);
    if (found.length === 0 && plain.trim() !== '')
      book.refuse(place, line.trim(), 'nothing here looks like an indicator');
  });
}

/** What is found in a text that says something about a list: nothing of it is chosen. How many. */
export function takeReportLines(text: string, place: string, book: ReadingBook): number {
  const doubt = 'it stands in running text beside the list';
  return linesOf(text).reduce((count, line) => {
    const plain = plainLine(line);
    const found = allIn(plain);
    for (const one of found) takeFound({ ...one, doubt: one.doubt ?? doubt }, plain, place, book);
    return count + found.length;
  }, 0);
}

function takeFound(
  { type, value, doubt, remark }: Found,
  line: string,
  place: string,
  book: ReadingBook,
) {
  book.take({
    ...{ place, type, value: plainValue(type, value) },
    facts: { note: line.trim() === value ? '' : around(line, value) },
    remarks: [doubt, remark].filter((one) => one !== null),
    isMeant: doubt === null,
  });
}

/** Links with backslashes, so that nobody clicks on them. */
const TURNED_LINK = /\b(?:h(?:tt|xx)ps?|ftp):\\\\[^\s"'<>|]+/gi;

/** Re-fanged, without what shows nothing. */
export const plainLine = (line: string): string =>
  refangedBesidePaths(
    undoubled(
      line.replaceAll(NOT_SHOWN, '').replaceAll(TURNED_LINK, (link) => link.replaceAll('\\', '/')),
    ),
  );

/**
 * `C:\\Users`, as JSON, YAML and `.reg` files write it, and quotation marks with it; two before the name of a server are
 * its own.
 */
export const undoubled = (text: string): string =>
  text.includes('\\\\')
    ? text
        .replaceAll(ESCAPED_QUOTE, (quote) => (QUOTED_PATH.test(text) ? '"' : quote))
        .replaceAll(FOUR_BEFORE_SERVER, '\\\\')
        .replaceAll(TWO_BEHIND_DRIVE, '\\')
        .replaceAll(TWO_BEHIND_NAME, '\\')
    : text;
/** Else a folder ends in its own: `xcopy "C:\a\"`. */
const QUOTED_PATH = /(?<!\\)\\"(?:[a-z]:|HK\w+|%\w+%)\\\\/i;
const ESCAPED_QUOTE = /(?<!\\)\\"/g;
/** A label of one letter is small: `x:\\\\srv`. */
const TWO_BEHIND_DRIVE = /(?<=(?<![\p{L}\p{N}])[A-Z]:)\\{2}(?![\\\s])/gu;
const FOUR_BEFORE_SERVER = /\\{4}(?=[\w.?])/g;
/** `x:\\srv\share` goes on with a single one. */
const TWO_BEHIND_NAME =
  /(?<=[\p{L}\p{N}.)%$_}-]|(?<![\p{L}\p{N}])(?:[a-z]|HK[A-Z]{1,2}):)\\{2}(?![\\\s]|[^\s\\"'<>|,;=]*\\(?!\\))/giu;

const PATH_KINDS = ['registry', 'filepath'] as const;

/** Brackets in the name of a file are its own. */
export function refangedBesidePaths(line: string): string {
  const paths = PATH_KINDS.flatMap((kind) => pathsIn(line, kind));
  let plain = '';
  let at = 0;
  for (const { start, readings } of paths.toSorted((left, right) => left.start - right.start)) {
    if (start < at) continue;
    plain += refang(line.slice(at, start));
    at = start + (readings[0]?.value.length ?? 0);
    plain += line.slice(start, at);
  }
  return plain + refang(line.slice(at));
}

export interface Found {
  readonly type: IndicatorType;
  readonly value: string;
  /** Why it may not be what its writer names; null where it is. */
  readonly doubt: string | null;
  readonly remark: string | null;
}

/** With whatever nobody can mistake, and is no more than a part of a longer value here. */
function allIn(line: string): Found[] {
  const sure = sureAloneIn(line);
  const plain = indicatorsIn(line).map((one) => withEndTold(one, line, sure));
  const accounts = accountsIn(line).filter(
    (account) => !plain.some(({ value }) => value.includes(account.value)),
  );
  const found = [...commandsIn(line), ...accounts, ...plain];
  const more = sure.filter((value) => !found.some((one) => tells(one, value)));
  return [
    ...found,
    ...more.map(({ type, value }): Found => {
      const isHeld = found.some((one) => one.value.includes(value));
      const remark = type === 'text' ? HASH_OF_OTHERS : null;
      return { type, value, remark, doubt: isHeld ? 'it is a part of a longer value here' : null };
    }),
  ];
}

/** `CORP\\bob`: the name of a domain in capitals. */
const ACCOUNT = /(?<![\w\\.:%-])[A-Z][A-Z\d-]{1,14}\\[A-Za-z][\w.$-]{0,40}(?![\w\\])/g;
const NAMED_ACCOUNT = /(?:user|account|login|logon|as|by)(?:\s+name)?:?\s+["'`]?$/i;

const accountsIn = (line: string): Found[] =>
  [...line.matchAll(ACCOUNT)].flatMap(({ index, 0: whole }): Found[] => {
    const value = withoutEnding(whole);
    if (KEY_START.test(value) || FILE_NAME.test(value.split('\\')[1] ?? '')) return [];
    const isNamed = NAMED_ACCOUNT.test(line.slice(0, index));
    const doubt = isNamed ? null : 'it is written as an account, and may be a path';
    return [{ type: 'username', value, doubt, remark: null }];
  });

/** It is the value, or begins one whose end is told, or which goes on in another folder. */
function tells({ type, value, remark }: Found, sure: SureValue): boolean {
  if (value.toLowerCase() === sure.value.toLowerCase()) return true;
  if (type !== sure.type || !value.startsWith(sure.value)) return false;
  const behind = value.slice(sure.value.length);
  if (type === 'url') return /^[([{]/.test(behind);
  return (
    remark !== null || behind.includes('\\') || behind.startsWith(' ') || /^[([{]/.test(behind)
  );
}

/** A path or key that may have ended at one of its blanks; between quotation marks it has not, if it is one value. */
function withEndTold(found: Found, line: string, sure: readonly SureValue[]): Found {
  const { type, value, remark } = found;
  const start = line.indexOf(value);
  const closing = CLOSING[line[start - 1] ?? ''];
  const isQuoted = closing !== undefined && line[start + value.length] === closing;
  const holdsOther =
    FILE_AND_MORE.test(value) ||
    sure.some((one) => !value.startsWith(one.value) && value.includes(one.value));
  const isAsked = PATH_KINDS.some((kind) => kind === type) && remark === null;
  const end = isAsked && (!isQuoted || holdsOther) ? doubtfulEndOfPath(value) : undefined;
  if (end === undefined) return found;
  return { ...found, remark: `"${end.slice(0, 60)}" is read as a part of it` };
}

const FILE_AND_MORE = /\.[a-z][a-z\d]{1,3}[\s“”„«»‘’'`]/i;

/** Of a re-fanged line. */
export function indicatorsIn(line: string): Found[] {
  const found: (Found & { readonly start: number })[] = [];
  let rest = line;
  const take = (
    type: IndicatorType,
    { start, value, doubt }: NameInText,
    remark: string | null = null,
  ): void => {
    found.push({ type, value, start, doubt, remark });
    rest = rest.slice(0, start) + ' '.repeat(value.length) + rest.slice(start + value.length);
    const ascii = HOLD_HOSTS.has(type) ? withAsciiHost(value) : null;
    if (ascii !== null)
      found.push({ type, start, value: ascii, doubt, remark: 'its host as most logs write it' });
  };
  const takeAll = (kinds: typeof KINDS): void => {
    for (const [type, pattern] of kinds)
      for (const match of rest.matchAll(pattern))
        take(
          type,
          { start: match.index, value: withoutEnding(match[0]), doubt: null },
          type === 'text' ? HASH_OF_OTHERS : null,
        );
  };
  takeAll(KINDS);
  for (const type of PATH_KINDS)
    for (const { start, readings } of pathsIn(rest, type))
      for (const { value, doubt } of readings.flatMap(bracketed))
        take(type, { start, value, doubt });
  takeAll(WORDS);
  for (const name of quotedNames(rest)) take('filename', name);
  for (const { start, end } of findAddresses(rest)) takeHost('ip', rest.slice(start, end), start);
  for (const { start, value, doubt } of hostNames(rest)) takeHost('domain', value, start, doubt);
  for (const name of fileNames(rest)) take('filename', name);
  return found.toSorted((left, right) => left.start - right.start);

  /** With the network or the link it is the beginning of. */
  function takeHost(type: IndicatorType, host: string, start: number, doubt: string | null = null) {
    const behind = rest.slice(start + host.length);
    const bits = type === 'ip' ? (CIDR.exec(behind)?.[0] ?? '') : '';
    const path = bits === '' ? withoutEnding(PATH.exec(behind)?.[0] ?? '') : '';
    take(type, { start, value: host + bits, doubt });
    if (path.replace(/^:\d+/, '').length > 1)
      take('url', { start, value: host + path, doubt }, 'a link without its scheme');
  }
}

/** Said of hashes of a length that no type of ours has. */
export const HASH_OF_OTHERS = 'no hash of ours, sought as text';
const HOLD_HOSTS: ReadonlySet<IndicatorType> = new Set(['url', 'email', 'domain']);
const CIDR = /^\/\d{1,3}(?![\d/.])/;
/** `/gate.php`, `:8080/gate`, behind a host. */
const PATH = /^(?::\d{1,5})?\/[^\s"'<>`|\\“”„«»‘’，。；、）】」》]{1,2000}/;

type PathReading = PathInText['readings'][number];

/** `evil[.]exe` may be written so that nobody clicks on it, or have brackets in its name; `\\[at]x` is a name. */
function bracketed(reading: PathReading): readonly PathReading[] {
  const plain = reading.value.replaceAll(/(?<!\\)[[({]\s?(?:\.|dot)\s?[\])}]/gi, '.');
  if (plain === reading.value) return [reading];
  const doubt = 'its brackets may be its own, or keep it from being clicked on';
  return [
    { ...reading, doubt },
    { value: plain, doubt },
  ];
}

/** The line it stands in, as a note. */
const MOST_AROUND = 160;

function around(line: string, value: string): string {
  const at = line.indexOf(value);
  const before = Math.max(0, at - MOST_AROUND / 2);
  // Not in the middle of a word.
  const from =
    before === 0 ? 0 : before + (/^\S*\s?/.exec(line.slice(before, at))?.[0].length ?? 0);
  return line
    .slice(from, from + value.length + MOST_AROUND)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
