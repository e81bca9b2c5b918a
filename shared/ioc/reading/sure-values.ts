/**
 * Values that nobody can mistake, found in a line without understanding it: whatever a line is read as, none of these
 * may be lost (told-values.ts). Each is taken no further than it surely goes: a path up to its first blank.
 */
import type { IndicatorType } from '@shared/model/indicator';
import { findAddresses } from '../address-search';
import { KEY_START, SHORT_ROOTS } from '../registry-roots';
import { HASHES } from './hashes-in-text';
import { hostNames } from './hosts-in-text';
import { withoutEnding } from './names-in-text';
import { MAIL } from './mail-in-text';
import { CLOSING } from './path-text';

export interface SureValue {
  readonly type: IndicatorType;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** What its first characters tell, and blanks or commas may go on. */
const BEGUN: ReadonlySet<IndicatorType> = new Set(['url', 'filepath', 'registry', 'pipe']);
export const isBegun = ({ type }: Pick<SureValue, 'type'>): boolean => BEGUN.has(type);

/** Repetitions are bounded, so that no line makes them look for long. */
const KINDS: readonly (readonly [IndicatorType, RegExp])[] = [
  [
    'url',
    /\b(?:https?|ftp|sftp|ws|wss|tcp|ldaps?):\/\/(?:\[[\da-f:.]{2,45}\])?[^\s"'<>`|,;[\](){}“”„«»‘’]{2,2000}/gi,
  ],
  ['pipe', /\\\\\.\\pipe\\[^\s"'`<>|,;()[\]{}“”„«»‘’]{1,250}/gi],
  [
    'registry',
    new RegExp(
      String.raw`(?<![\p{L}\p{N}_\\])(?:${SHORT_ROOTS}|hkey_[a-z_]{4,20}):?\\(?!(?:${SHORT_ROOTS})\\|hkey_)[^\s"'\x60<>|,;=()[\]{}“”„«»‘’]{1,400}`,
      'giu',
    ),
  ],
  [
    'filepath',
    /(?<![\p{L}\p{N}_\\])(?:[a-z]:\\|\\\\[\p{L}\p{N}_.$-]{1,60}\\)[^\s"'`<>|,;:=()[\]{}*?\\“”„«»‘’][^\s"'`<>|,;:=()[\]{}*?“”„«»‘’]{0,400}/giu,
  ],
  ['email', MAIL],
  ['sid', /(?<![\w-])S-1-5-\d{1,10}(?:-\d{1,10}){1,14}(?![\w-])/gi],
  ...HASHES,
];

/** Signs of which every such value has one, however it is written. */
export const MAY_HOLD = /[.:\\@]|dot[\])}]|[\da-f]{32}|S-1-/i;

/** Of a re-fanged line, in its order: those that are no part of a longer one. */
export const sureAloneIn = (line: string): SureValue[] =>
  sureValuesIn(line).filter((sure) => !isPartOfAnother(sure, line));

function sureValuesIn(line: string): SureValue[] {
  if (!MAY_HOLD.test(line)) return [];
  const found = KINDS.flatMap(([type, pattern]) =>
    [...line.matchAll(pattern)].map(({ index: start, 0: whole }): SureValue => {
      const value = isBegun({ type }) ? begunIn(line, start, whole) : whole;
      return { type, value, start, end: start + value.length };
    }),
  );
  const addresses = addressesIn(line);
  const hosts = [...addresses, ...namesIn(line)].filter(
    (host) =>
      !found.some((one) => isItsHost(host, one)) &&
      !addresses.some((one) => one !== host && one.start <= host.start && host.end <= one.end),
  );
  return [...found, ...hosts].toSorted((left, right) => left.start - right.start);
}

/** Without the end of the sentence; in quotation marks up to the closing one. */
function begunIn(line: string, start: number, whole: string): string {
  const closing = CLOSING[line[start - 1] ?? ''];
  const end = closing === undefined ? -1 : line.indexOf(closing, start);
  const quoted = end < 0 || whole.includes('://') ? '' : line.slice(start, end);
  return /^[^<>|"*?]*[^<>|"*?=:;,\s]$/.test(quoted) && quoted.startsWith(whole)
    ? quoted
    : withoutEnding(whole);
}

const addressesIn = (line: string): SureValue[] =>
  findAddresses(line).map(({ start, end }) => {
    const bits = /^\/\d{1,3}(?![\d/.])/.exec(line.slice(end))?.[0] ?? '';
    const value = line.slice(start, end) + bits;
    return { type: 'ip', value, start, end: end + bits.length };
  });

const namesIn = (line: string): SureValue[] =>
  hostNames(line).flatMap(({ start, value, doubt }): SureValue[] =>
    doubt === null && !KEY_START.test(value)
      ? [{ type: 'domain', value, start, end: start + value.length }]
      : [],
  );

/** The host of a link, and what stands behind the sign of a mail address, are no values beside it. */
function isItsHost({ start, end }: SureValue, one: SureValue): boolean {
  if (start < one.start || end > one.end) return false;
  if (one.type === 'email') return true;
  const authority = /^[a-z]+:\/\/[^/?#]*/i.exec(one.value)?.[0].length ?? 0;
  return one.type === 'url' && end <= one.start + authority;
}

/** What is written before a value that is a part of a longer one, and behind it. */
const JOINS_BEFORE = /[\p{L}\p{N}_\\/.@%+#&?=-]$/u;
const JOINS_BEHIND = /^(?:[\p{L}\p{N}_\\/@-]|\.[\p{L}\p{N}])/u;
/** These signs part values, but where a link has them. */
const PARTS = /[=&?#%+]$/;

function isJoined(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const isInLink = /\w:\/\/\S*$/.test(text.slice(Math.max(0, start - 400), start));
  const isBehind = JOINS_BEFORE.test(before) && (isInLink || !PARTS.test(before));
  return isBehind || JOINS_BEHIND.test(text.slice(end));
}

/** `VirusShare_8782….bin`, `\\10.0.0.5\share`, `http://a.b/8782…`: it means no more than the whole. */
const isPartOfAnother = ({ type, start, end }: SureValue, plain: string): boolean =>
  !isBegun({ type }) && isJoined(plain, start, end);
