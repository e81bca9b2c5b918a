/**
 * The net under every reading of a line: what nobody can mistake (sure-values.ts) is an indicator of its own, or is named
 * by a remark. Whatever way a line is told apart, this is looked at last.
 */
import type { IndicatorType } from '@shared/model/indicator';
import { isOver } from './line-command';
import { commentOf } from './beside-value';
import { isSure, listedAs, type ListedValue, noted, remarked } from './listed-value';
import { HASH_OF_OTHERS, plainLine, undoubled } from './report-text';
import { isBegun, MAY_HOLD, type SureValue, sureAloneIn } from './sure-values';
import { typeOfLabel } from './list-headings';
import { alikeNamesIn } from './told-names';
import { ended } from './value-ends';

/** Longer lines are one value: nobody writes so much around one. */
const LONGEST = 20_000;

/** @param line all of it @param listed what it was read as */
export function withAllTold(line: string, listed: readonly ListedValue[]): ListedValue[] {
  const parted = listed.flatMap(namesParted).map(withPlainPath);
  if (line.length > LONGEST || isOneValue(line, parted)) return parted.map(ended);
  const plain = plainLine(line);
  const comment = plainLine(commentOf(plain)?.comment ?? '');
  const all = sureAloneIn(plain);
  return all
    .reduce<readonly ListedValue[]>(
      (told, sure) => (isTold(sure, told) ? told : withTold(sure, told, { plain, comment })),
      parted,
    )
    .map((one) => ended(overAtSure(one, all)));
}

/** In a cell, which nothing has parted. */
const namesParted = (one: ListedValue): ListedValue[] =>
  one.named === undefined || (one.meant.ok && one.meant.mode !== 'literal')
    ? [one]
    : (alikeNamesIn(one.text, one.named)?.map((name) => noted(name, one.note)) ?? [one]);

/** Doubled backslashes of a path mean single ones, to a hunt as well; where others are meant so, it is said. */
function withPlainPath(one: ListedValue): ListedValue {
  const { meant } = one;
  if (!meant.ok || !meant.value.includes('\\\\')) return one;
  const value = undoubled(meant.value);
  if (value === meant.value || !(PATHS.has(meant.type) || NAMED.has(meant.type))) return one;
  const plain = { ...one, meant: { ...meant, value } };
  return NAMED.has(meant.type) ? remarked(plain, 'its doubled \\ is read as one') : plain;
}
const NAMED: ReadonlySet<IndicatorType> = new Set(['username', 'mutex', 'commandline']);
const PATHS: ReadonlySet<IndicatorType> = new Set([
  ...(['filepath', 'registry', 'pipe', 'process'] as const),
]);

/** Most lines and cells are one value without a sign that could part it. */
const isOneValue = (line: string, [first, ...others]: readonly ListedValue[]): boolean =>
  others.length === 0 && first !== undefined && isSure(first) && UNPARTED.test(line.trim());
const UNPARTED = /^[^\s,;|"'<>()[\]{}=`]+$/;

interface Line {
  readonly plain: string;
  readonly comment: string;
}

function withTold(sure: SureValue, told: readonly ListedValue[], line: Line): ListedValue[] {
  const holder = told.find((one) => placeIn(one, sure) >= 0);
  if (holder !== undefined)
    return told.flatMap((one) => (one === holder ? partedAt(one, sure) : [one]));
  const beside = told.find(({ meant, note }) => meant.ok && plainLine(note).includes(sure.value));
  if (beside !== undefined && line.comment.includes(sure.value))
    return told.map((one) => (one === beside ? remarked(one, inNote(sure.value)) : one));
  const own = remarked(listedSure(sure), 'the line it stands in is its note');
  return [...told, { ...own, note: line.plain.trim() }];
}

export const inNote = (value: string): string =>
  `"${value.slice(0, 400)}" stands in its note and is not sought`;

const listedSure = ({ type, value }: SureValue): ListedValue =>
  type === 'text'
    ? remarked(listedAs(value, type), HASH_OF_OTHERS)
    : listedAs(value, type === 'domain' ? null : type);

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** By its own looks, as a range of addresses is: not because it is none of the type that is named. */
const isRefused = (text: string): boolean => !listedAs(text, null).meant.ok;

/** It is listed, or begins what is listed, or is named by a remark. */
function isTold(sure: SureValue, told: readonly ListedValue[]): boolean {
  const own = listedSure(sure);
  const value = own.meant.ok ? own.meant.value : sure.value;
  return told.some(({ text, meant }) => {
    if (!meant.ok) return isRefused(text) && plainLine(text).includes(sure.value);
    if (isSame(meant.value, value)) return true;
    // With the bits of a network behind a blank.
    if (meant.type === 'ip' && meant.mode === 'literal' && meant.value.startsWith(value))
      return true;
    const isBeginning =
      isBegun(sure) &&
      meant.value.replace(/^\*/, '').toLowerCase().startsWith(value.toLowerCase()) &&
      !IS_COMMAND.has(meant.type);
    const isBegunBy = sure.type === meant.type && sure.value.startsWith(meant.value);
    return isBeginning || isBegunBy || meant.remarks.some((remark) => remark.includes(sure.value));
  });
}

/** What nobody can mistake in a text that says something about a value. */
export function sureTextsIn(text: string): string[] {
  if (!MAY_HOLD.test(text)) return [];
  const plain = plainLine(text.slice(0, LONGEST));
  return [...new Set(sureAloneIn(plain).map(({ value }) => value))];
}

/** Where in a value it stands; -1 where it does not. What is none of its named type may be two of two types. */
function placeIn({ text, meant, named }: ListedValue, { value }: SureValue): number {
  const isPlain = meant.ok && !IS_COMMAND.has(meant.type);
  const held = isPlain ? meant.value : meant.ok || named !== undefined ? plainLine(text) : '';
  return held.toLowerCase().indexOf(value.toLowerCase());
}

const IS_COMMAND: ReadonlySet<IndicatorType | null> = new Set([
  ...(['commandline', 'text', 'useragent', 'regex'] as const),
]);
/** What stands between two values. */
const BETWEEN = /[\s=:;,|"'`“”„«»‘’()[\]{}<>\-–—→⇒#]+$/u;
/** `{5F2A…}` ends in a sign of its own. */
function withoutBetween(text: string): string {
  const rest = text.replace(BETWEEN, '');
  const close = CLOSES[/[{[(](?=[^{}[\]()]*$)/.exec(rest)?.[0] ?? ''];
  return close !== undefined && text[rest.length] === close ? rest + close : rest;
}
const CLOSES: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };
/** The last word, or the last two. */
const LABELS_AT_END = [/\s([a-z][\w-]*\s[a-z][\w-]*)$/i, /\s([a-z][\w-]*)$/i];

/** `HKLM\\a="C:\\b.exe"`: the value ends before the other. A command keeps what it holds, and says so. */
function partedAt(holder: ListedValue, sure: SureValue): ListedValue[] {
  const { meant, named } = holder;
  const isKept = meant.ok && (IS_COMMAND.has(meant.type) || meant.mode !== 'literal');
  if (isKept) return [remarked(holder, `"${sure.value}" stands in it and is not sought by itself`)];
  const whole = meant.ok ? meant.value : plainLine(holder.text);
  const at = placeIn(holder, sure);
  const before = unlabelled(withoutBetween(whole.slice(0, at)));
  const behind = whole.slice(at + sure.value.length).replaceAll(AROUND, '');
  const own = noted(listedSure(sure), [holder.note, behind].filter((one) => one !== '').join(' '));
  if (before === '') return [own];
  if (!meant.ok) return [noted(listedAs(before, named ?? null, holder.note), behind), own];
  const remarks = meant.remarks.filter(isNotOfEnd);
  const left = { ...holder, text: before, meant: { ...meant, value: before, remarks } };
  return [noted(left, behind), own];
}

/** Signs around what is left of a value, or of what stood behind it. */
const AROUND = /^[\s=:;,|"'`()[\]{}<>–—-]+|[\s"'`()[\]{}<>]+$/g;

/** What was said of an end that it has no more. */
const isNotOfEnd = (remark: string): boolean => !remark.endsWith('is read as a part of it');

/** `bob SID`, where `: S-1-5-…` stood behind it. */
function unlabelled(text: string): string {
  for (const pattern of LABELS_AT_END) {
    const [whole = '', label = ''] = pattern.exec(text) ?? [];
    if (label !== '' && typeOfLabel(label) !== 'unknown')
      return withoutBetween(text.slice(0, -whole.length));
  }
  return text;
}

/** What a value goes on with behind that of which nobody can doubt, where it ends before. */
const CLOSING: Readonly<Partial<Record<IndicatorType, RegExp>>> = {
  filepath: /^\s*["<>|`“”„«»‘’]|^['\])}]/,
  registry: /^\s*[`<>|“”„«»‘’]|^['"\])}]/,
  pipe: /^\s*["<>|`“”„«»‘’]|^['\])}]/,
  url: /^\s*["<>|`“”„«»‘’]|^['\])}]|^\s|^[=:,;]*(?:["\s]|$)/,
};
/** An export stands behind the name of a library. */
const LIBRARY = /\.(?:dll|cpl|ocx)$/i;
const BEHIND_NAME = /^[\s,;:="'`“”„«»‘’()[\]<>|{}–—]/;

/** `C:\a.exe loader`, `C:\a" x`: it is over at the name of a file, or where a sign stands that it cannot hold. */
function overAtSure(one: ListedValue, all: readonly SureValue[]): ListedValue {
  const { meant } = one;
  if (!meant.ok || meant.mode !== 'literal') return one;
  const begun = all.find(
    (sure) => isBegun(sure) && !IS_COMMAND.has(meant.type) && meant.value.startsWith(sure.value),
  );
  const behind = begun === undefined ? '' : meant.value.slice(begun.value.length);
  if (begun === undefined || behind === '') return one;
  const isOfAnother = begun.type !== meant.type && !isPathOf(meant.type, begun);
  if (!isOfAnother && !isOverAt(begun, behind)) return one;
  const note = behind.replaceAll(/^[\s,;:="'`()[\]<>|{}–—-]+|[\s"'`]+$/g, '');
  const remarks = meant.remarks.filter(isNotOfEnd);
  const type = isOfAnother ? begun.type : meant.type;
  const left = {
    ...one,
    text: begun.value,
    meant: { ...meant, type, value: begun.value, remarks },
  };
  return note === ''
    ? left
    : remarked(noted(left, note), `"${note.slice(0, 60)}" is read as its note`);
}

/** The image of a process is a path. */
const isPathOf = (type: IndicatorType, begun: SureValue): boolean =>
  type === 'process' && begun.type === 'filepath';

function isOverAt({ type, value }: SureValue, behind: string): boolean {
  if (CLOSING[type]?.test(behind) === true) return true;
  const isOfFile = type === 'filepath' && isOver(value) && BEHIND_NAME.test(behind);
  const isStream = /^:\w[\w.-]*$/.test(behind);
  const goesOn = isStream || (/^\s[^"=<>|;,]*$/.test(behind) && isOver(`${value}${behind}`));
  return isOfFile && !goesOn && !(LIBRARY.test(value) && /^,\w+$/.test(behind));
}
