/**
 * Indicators in running text: a pasted report, a mail, a chat. Every place is taken once, by the kind that says
 * most: the domain of a link is no indicator beside the link.
 */
import type { IndicatorType } from '@shared/model/indicator';
import { findAddresses } from '../address-search';
import { FILE_NAME } from '../guess-type';
import { refang } from '../refang';
import { linesOf } from './list-lines';
import { ENDING, type PathInText, pathsIn } from './path-text';
import { NOT_SHOWN, plainValue } from './plain-value';
import type { ReadingBook } from './reading-book';

/** In the order they take places. Repetitions are bounded, so that no line makes them look for long. */
const KINDS: readonly (readonly [IndicatorType, RegExp])[] = [
  ['url', /\b(?:https?|ftp|sftp|ws|wss|tcp|ldaps?):\/\/[^\s"'<>`|\\]{3,2000}/gi],
  ['email', /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24}\b/gi],
  ['pipe', /\\\\\.\\pipe\\[^\s"'`<>|,;]{1,250}/gi],
];
/** After the paths, whose parts may look like any of these. */
const WORDS: readonly (readonly [IndicatorType, RegExp])[] = [
  ['sid', /(?<![\w-])S-1-5-\d{1,10}(?:-\d{1,10}){1,14}(?![\w-])/g],
  ['sha256', /(?<!\w)[\da-f]{64}(?!\w)/gi],
  ['sha1', /(?<!\w)[\da-f]{40}(?!\w)/gi],
  ['md5', /(?<!\w)[\da-f]{32}(?!\w)/gi],
];
const CIDR = /^\/\d{1,3}(?!\d)/;
const NAME = /(?<![\w.@\\/-])[a-z\d_][\w-]{0,62}(?:\.[\w-]{1,63}){1,10}(?![\w@])/gi;
const DOMAIN = /^(?:[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d])?\.)+[a-z]{2,24}$/i;
/** Generic top-level domains that reports name; those of countries have two letters. */
const GENERIC_TOPS: ReadonlySet<string> = new Set([
  ...['com', 'net', 'org', 'info', 'biz', 'edu', 'gov', 'mil', 'int', 'name', 'pro', 'mobi'],
  ...['online', 'site', 'top', 'xyz', 'club', 'shop', 'store', 'live', 'space', 'website'],
  ...['icu', 'vip', 'app', 'dev', 'cloud', 'tech', 'fun', 'link', 'click', 'win', 'bid', 'loan'],
  ...['work', 'world', 'today', 'life', 'press', 'host', 'digital', 'email', 'network', 'services'],
  ...['support', 'systems', 'solutions', 'center', 'agency', 'group', 'ltd', 'company', 'download'],
  ...['stream', 'date', 'review', 'trade', 'party', 'science', 'cyou', 'monster', 'quest', 'rest'],
  ...['buzz', 'sbs', 'cfd', 'lol', 'bond', 'onion', 'bit', 'example', 'test', 'page', 'blog'],
]);
/** Two letters behind a dot that end abbreviations and file names of other systems, not hosts. */
const NOT_TOPS: ReadonlySet<string> = new Set([
  'eg',
  'ie',
  'cs',
  'ps',
  'py',
  'rs',
  'sh',
  'md',
  'so',
]);

export function readReport(text: string, book: ReadingBook): void {
  linesOf(text).forEach((line, at) => {
    const place = `line ${at + 1}`;
    const plain = refangedBesidePaths(line.replaceAll(NOT_SHOWN, ''));
    const found = indicatorsIn(plain);
    for (const { type, value, doubt } of found) {
      const note = plain.trim() === value ? '' : around(plain, value);
      const remarks = doubt === null ? [] : [doubt];
      book.take({
        place,
        type,
        value: plainValue(type, value),
        facts: { note },
        remarks,
        isMeant: doubt === null,
      });
    }
    if (found.length === 0 && plain.trim() !== '')
      book.refuse(place, line.trim(), 'nothing here looks like an indicator');
  });
}

const PATH_KINDS = ['registry', 'filepath'] as const;

/** Brackets in the name of a file are its own. */
function refangedBesidePaths(line: string): string {
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

interface Found {
  readonly type: IndicatorType;
  readonly value: string;
  /** Why it may not be what its writer names; null where it is. */
  readonly doubt: string | null;
}

/** Of a re-fanged line. */
export function indicatorsIn(line: string): Found[] {
  const found: (Found & { readonly start: number })[] = [];
  let rest = line;
  const take = (type: IndicatorType, start: number, value: string, doubt: string | null): void => {
    found.push({ type, value, start, doubt });
    rest = rest.slice(0, start) + ' '.repeat(value.length) + rest.slice(start + value.length);
  };
  const takeAll = (kinds: typeof KINDS): void => {
    for (const [type, pattern] of kinds)
      for (const match of rest.matchAll(pattern))
        take(type, match.index, match[0].replace(ENDING, ''), null);
  };
  takeAll(KINDS);
  for (const type of PATH_KINDS)
    for (const { start, readings } of pathsIn(rest, type))
      for (const { value, doubt } of readings.flatMap(bracketed)) take(type, start, value, doubt);
  takeAll(WORDS);
  for (const { start, end } of findAddresses(rest)) {
    const bits = CIDR.exec(rest.slice(end, end + 5))?.[0] ?? '';
    take('ip', start, rest.slice(start, end) + bits, null);
  }
  for (const match of rest.matchAll(NAME)) {
    const type = typeOfName(match[0]);
    if (type !== null) take(type, match.index, match[0], null);
  }
  return found.toSorted((left, right) => left.start - right.start);
}

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

/** Null for a name with dots that is neither a host nor a file. */
function typeOfName(name: string): IndicatorType | null {
  if (FILE_NAME.test(name)) return 'filename';
  const top = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const isTop = GENERIC_TOPS.has(top) || (/^[a-z]{2}$/.test(top) && !NOT_TOPS.has(top));
  return isTop && DOMAIN.test(name) && name.length > 5 ? 'domain' : null;
}

/** The line it stands in, as a note. */
const MOST_AROUND = 160;

function around(line: string, value: string): string {
  const at = line.indexOf(value);
  const from = Math.max(0, at - MOST_AROUND / 2);
  return line
    .slice(from, from + value.length + MOST_AROUND)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
