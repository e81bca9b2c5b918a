/** What stands beside a value on its line: a comment, the name of a summed file, another value. */
import type { IndicatorType } from '@shared/model/indicator';
import { spacedName, withHeld } from './held-values';
import { labelledIn, readCell } from './labelled-value';
import { isArguments, isCommand, isOver } from './line-command';
import { rowIn } from './line-cells';
import {
  areListed,
  isValue,
  listedAs,
  type ListedValue,
  noted,
  remarked,
  severalIn,
  typeOf,
  unmarked,
} from './listed-value';

/** What begins a comment: whatever is behind it is said about the value. */
const COMMENT_SIGN = /\s+(?:#+|\/\/|;)(?=\s|$)/g;
/** Later ones are not looked at. */
const MOST_SIGNS = 8;
/** `evil.com (C2)`, `evil.com - C2`, `evil.com -> 1.2.3.4`, `` `evil.com`: C2 ``: behind may stand another value. */
const BESIDES = [
  /^(\S[^\t]*?)\s+\(([^\t]*)\)$/,
  /^(\S[^\t]*?)\s+(?:--?|–|—)(?:\s+([^\t]*))?$/,
  /^(\S[^\t]*?)\s+(?:[-=]>|<[-=]|[→⇒←⇐])\s+([^\t]*)$/,
  /^(`[^`]+`|"[^"]+"|\*\*[^*]+\*\*)\s*:\s+([^\t]*)$/,
];

/** @param tellApart how what stands before a comment is read where it is no value on its own */
export function commentedIn(
  text: string,
  tellApart: (text: string) => ListedValue[] | null = () => null,
): ListedValue[] | null {
  const whole = listedAs(text, null);
  // A range of addresses, which is none of the two.
  if (!whole.meant.ok) return [whole];
  const commented = uncommentedIn(text, tellApart);
  if (commented !== null) return commented;
  for (const pattern of BESIDES) {
    const [, value, note = ''] = pattern.exec(text) ?? [];
    const found = value === undefined || isArguments(value, note) ? null : endedIn(value);
    if (found !== null) return withBeside(found, note);
  }
  return null;
}

/** `evil.com # C2 server`. Null where no sign begins a comment. */
export function commentOf(text: string): { text: string; comment: string } | null {
  for (const { index, 0: sign } of [...text.matchAll(COMMENT_SIGN)].slice(0, MOST_SIGNS)) {
    const value = text.slice(0, index);
    const comment = text.slice(index + sign.length);
    if (value !== '' && !isOwnSign(value, sign.trim(), comment))
      return { text: value, comment: unmarked(comment) };
  }
  return null;
}

export const commentRemark = (comment: string): string =>
  `"${comment.slice(0, 60)}" is read as a comment`;

function uncommentedIn(
  text: string,
  tellApart: (text: string) => ListedValue[] | null,
): ListedValue[] | null {
  const found = commentOf(text);
  if (found === null) return null;
  const sure = endedIn(found.text) ?? tellApart(found.text);
  if (sure !== null) return sure.map((one) => noted(one, found.comment));
  return [remarked(listedAs(found.text, null, found.comment), commentRemark(found.comment))];
}

/** Signs in quotation marks, `;` between two commands, and what stands in the path of a file are the value's own. */
function isOwnSign(value: string, sign: string, comment: string): boolean {
  if ((value.split('"').length - 1) % 2 === 1 || /^regex\s*[:=]/i.test(value)) return true;
  const type = typeOf(listedAs(value, null));
  if (isCommand(value) || (type === 'text' && /\s/.test(value))) return sign === ';';
  return type === 'filepath' && comment.includes('\\') && !ROOT.test(comment) && isOver(comment);
}

/** Where another path begins. */
const ROOT = /[a-z]:\\|\\\\|%\w+%|\bHK[A-Z]/i;

/** Null where it is no value. Where blanks may stand in one, what is behind must not be a part of it. */
function endedIn(text: string): ListedValue[] | null {
  const listed = severalIn(text) ?? [listedAs(text, null)];
  const isEnded = (one: ListedValue): boolean =>
    isValue(one) && (!HOLDS_BLANKS.has(typeOf(one)) || isOver(text) || IN_MARKS.test(text));
  return listed.every((one) => !one.meant.ok || isEnded(one)) ? listed : null;
}

/** Marks around a value end it. */
const IN_MARKS = /^(?:`[^`]+`|"[^"]+"|\*\*[^*]+\*\*|“[^“”]+”)$/;
const HOLDS_BLANKS: ReadonlySet<IndicatorType | null> = new Set(['filepath', 'registry', 'pipe']);

/** What stands beside is as much a value as the first, or is said about it. */
export function withBeside(listed: readonly ListedValue[], beside: string): ListedValue[] {
  const others = valuesBeside(beside);
  if (!areListed(others)) {
    const note = unmarked(beside);
    return withHeld(listed, note).map((one, at) => (at < listed.length ? { ...one, note } : one));
  }
  const note = others[0]?.note ?? '';
  return [...listed.map((one) => ({ ...one, note })), ...others];
}

const valuesBeside = (beside: string): ListedValue[] =>
  severalIn(beside) ??
  labelledIn(beside) ??
  rowIn(beside, readCell) ??
  commentedIn(beside) ?? [spacedName(beside) ?? listedAs(beside, null)];

/** `8782…  a.exe`, `8782… *a.exe`, `a.exe 8782…`: as programs write sums of files. */
const SUM = String.raw`[\da-f]{64}|[\da-f]{40}|[\da-f]{32}`;
const SUM_FIRST = new RegExp(String.raw`^(${SUM})(?:\s*[,;|]\s*|\s+)\*?(\S.*)$`, 'i');
const SUM_LAST = new RegExp(String.raw`^(\S.*?)(?:\s*[,;|]\s*|\s+)(${SUM})$`, 'i');

const SUM_AT_END = /[\da-f]{32}$/i;

/** `SHA256 (a.exe) = 8782…`. */
const SUM_NAMED = new RegExp(String.raw`^[\w-]{3,8}\s*\((.+)\)\s*=\s*(${SUM})$`, 'i');

export function summedIn(text: string): ListedValue[] | null {
  if (!SUM_AT_END.test(text)) return sumFirst(text);
  const [, file = '', ofFile] = SUM_NAMED.exec(text) ?? [];
  if (ofFile !== undefined) return withBeside([listedAs(ofFile, null)], file);
  const [, name = '', last] = SUM_LAST.exec(text) ?? [];
  const spaced = last === undefined ? null : spacedName(name);
  const named = last === undefined ? null : spaced === null ? endedIn(name) : [spaced];
  return named === null ? sumFirst(text) : withBeside(named, last ?? '');
}

function sumFirst(text: string): ListedValue[] | null {
  const [, sum, beside = ''] = SUM_FIRST.exec(text) ?? [];
  const isSum = sum !== undefined && !/\t|^(?:#|\/\/|;|[-–—(])/.test(beside);
  return isSum ? withBeside([listedAs(sum, null)], beside) : null;
}
