/** Values with a label before them: `SHA256: 8782…`, `md5=5f0c…`, `C2: evil.com`, `Named pipe: \\.\pipe\x`. */
import type { IndicatorType } from '@shared/model/indicator';
import { findAddresses } from '../address-search';
import { refang } from '../refang';
import { KEY_START } from '../registry-roots';
import { commentedIn } from './beside-value';
import { typeNamed } from './facts';
import { amongWords, rowIn } from './line-cells';
import { isCommand } from './line-command';
import { isOtherHash, typeOfLabel } from './list-headings';
import { HASH_OF_OTHERS } from './report-text';
import {
  areListed,
  isSure,
  isValue,
  listedAs,
  type ListedValue,
  noted,
  remarked,
  severalIn,
  typeOf,
} from './listed-value';
import { namesIn } from './told-names';

const LABELLED = /^([A-Za-z][\w ./-]{0,30}?)\s*([:=])(\s*)(\S.*)$/;
/** Where another label may begin: `domain: evil.com, ip: 1.2.3.9`, `Host: WS01 IP: 10.0.0.1`, `mutex=a;pipe=b`. */
const NEXT_LABEL =
  /[,;|]\s*(?=[A-Za-z][\w -]{0,20}\s*(?:[:=]\s|=))|\s+(?=[A-Za-z][\w-]{1,20}(?: [A-Za-z][\w-]{1,20})?(?:\s?[:=]\s|=))/g;
/** Types whose values tell by their looks what they are, whatever the label calls them. */
export const TOLD_BY_LOOKS: ReadonlySet<IndicatorType> = new Set([
  ...(['ip', 'domain', 'url', 'email', 'filename', 'md5', 'sha1', 'sha256'] as const),
]);

type LabelType = ReturnType<typeof typeNamed>;
const isKnown = (type: LabelType): type is IndicatorType => type !== null && type !== 'unknown';

export function labelledIn(text: string): ListedValue[] | null {
  const [, label = '', sign = '', blank = '', value = ''] = LABELLED.exec(text) ?? [];
  if (value === '' || /^\d{1,5}(?!\S)/.test(value) || KEY_START.test(text)) return null;
  if (isInAddress(text, text.indexOf(sign, label.length))) return null;
  const type = typeOfLabel(label);
  const isSaid = blank !== '' || sign === '=';
  if (type === 'unknown' && isCommand(text)) return null;
  if (blank === '' && /^[\\/]/.test(value) && !(value.startsWith('\\') && isKnown(type)))
    return null;
  if (isOtherHash(label)) return [remarked(listedAs(value, 'text'), `${label}: ${HASH_OF_OTHERS}`)];
  return (
    (isKnown(type) ? severallyLabelled(text) : null) ?? labelled({ type, label, value, isSaid })
  );
}

/** Whether a sign of a text is a part of an address: `C2 2001:db8::1`. */
const isInAddress = (text: string, at: number): boolean =>
  findAddresses(refang(text)).some(({ start, end }) => start <= at && at < end);

/** Null where not all of them name types. */
function severallyLabelled(text: string): ListedValue[] | null {
  const parts = labelledParts(text);
  if (parts.length < 2) return null;
  return parts.flatMap((part) => labelledIn(part) ?? [listedAs(part, null)]);
}

/** A command may hold what looks like a label. */
function labelledParts(text: string): string[] {
  const typeBehind = (at: number): LabelType =>
    typeOfLabel(LABELLED.exec(text.slice(at))?.[1] ?? '?');
  if (FREE.has(asKnown(typeBehind(0)) ?? 'ip')) return [text];
  const first = LABELLED.exec(text)?.[1]?.length ?? 0;
  const places = [...text.matchAll(NEXT_LABEL)]
    .filter(({ index }) => index > first)
    .map(({ index, 0: sign }) => ({ index, behind: index + sign.length }))
    .filter(({ behind }) => isKnown(typeBehind(behind)));
  const starts = [0, ...places.map(({ behind }) => behind)];
  return starts.map((start, at) => text.slice(start, places[at]?.index));
}

const asKnown = (type: LabelType): IndicatorType | null => (isKnown(type) ? type : null);

interface Labelled {
  readonly type: LabelType;
  readonly label: string;
  readonly value: string;
  /** A blank or `=` is behind the label. */
  readonly isSaid: boolean;
}

function labelled({ type, label, value, isSaid }: Labelled): ListedValue[] | null {
  if (isKnown(type) && !TOLD_BY_LOOKS.has(type))
    return isSaid ? namesIn(value, type, isPlural(label)) : null;
  if (isSaid && (type === 'filename' || type === 'process'))
    return namesIn(value, type, isPlural(label));
  const listed = readCell(value);
  const told = areListed(listed) ? listed : (rowIn(value, readCell) ?? listed);
  if (areListed(told)) return typeNamed(label) === 'unknown' ? withLabel(told, label) : told;
  return isKnown(type) && isSaid ? [listedAs(value, type)] : null;
}

/** `Mutexes: a, b`: a label in the plural says that they are several. */
const isPlural = (label: string): boolean => typeNamed(label) === 'unknown' && /s$/i.test(label);

/** `mutex`, a tab, `evilmtx`: a cell that names the type of the next; what is behind both is its note. */
export function typedCell(text: string): ListedValue[] | null {
  const [, label = '', value = '', note = ''] =
    /^([A-Za-z][\w .-]{0,30}?)\s*\t\s*(\S[^\t]*)(?:\t(.*))?$/.exec(text) ?? [];
  const type = value === '' ? null : typeOfLabel(label);
  if (!isKnown(type) || TOLD_BY_LOOKS.has(type) || typeOfLabel(value) !== 'unknown') return null;
  return typedIn(value, type).map((one) => noted(one, note.replaceAll(/\s+/g, ' ').trim()));
}

/** What is listed under the name of a type whose values no looks tell. */
export function typedIn(value: string, type: IndicatorType): ListedValue[] {
  if (type === 'regex') return [listedAs(value, type)];
  const bare = value.replace(/^(`|\*\*)(.+)\1$/, '$2');
  if (bare !== value)
    return typedIn(bare, type).map((one) => remarked(one, 'the marks around it are left out'));
  const listed = severalIn(value) ??
    commentedIn(value) ??
    besideNameIn(value, type) ?? [listedAs(value, null)];
  return listed.map((one, at) =>
    isOfItself(one, type) || (at > 0 && isFileBeside(one, type)) ? one : retyped(one, type),
  );
}

/** `M1 (evil.exe)`, `EvilSvc - C:\\a.exe`: behind what no looks tell stands a value. */
function besideNameIn(value: string, type: IndicatorType): ListedValue[] | null {
  const [, name = '', beside = ''] =
    /^([^\s(]+)\s+(?:\(([^()]+)\)|(?:[-–—]|[-=]>|[→⇒])\s+(\S.*))$/
      .exec(value)
      ?.filter((part) => part !== undefined) ?? [];
  if (name === '' || FREE.has(type) || isValue(listedAs(name, null))) return null;
  const others = readCell(beside);
  return areListed(others) ? [listedAs(name, type), ...others] : null;
}

/** Beside a name of another type. */
export const isFileBeside = (listed: ListedValue, type: IndicatorType): boolean =>
  typeOf(listed) === 'filename' && !HOLDS_FILES.has(type) && !FREE.has(type);
/** Whatever is written is such a text. */
const FREE: ReadonlySet<IndicatorType> = new Set(['text', 'regex', 'commandline', 'useragent']);
const HOLDS_FILES: ReadonlySet<IndicatorType> = new Set(['process', 'filepath', 'service']);

/** By looks nothing else has, whatever it stands under. */
const KEEPS_ITS_TYPE: ReadonlySet<IndicatorType | null> = new Set([
  ...(['ip', 'domain', 'url', 'email', 'sid', 'md5', 'sha1', 'sha256'] as const),
  ...(['registry', 'filepath', 'pipe'] as const),
]);
/** A type under whose name stand values that look like another. */
const LOOKS_LIKE: Readonly<Partial<Record<IndicatorType, readonly (IndicatorType | null)[]>>> = {
  imphash: ['md5'],
  hostname: ['domain'],
  filename: ['domain'],
  username: ['domain', 'email'],
  service: ['domain'],
  process: ['domain', 'filepath'],
};

export function keepsItsType(listed: ListedValue, under: IndicatorType): boolean {
  const type = typeOf(listed);
  if (!listed.meant.ok) return true;
  if (FREE.has(under)) return false;
  return (
    listed.isInWords !== true &&
    KEEPS_ITS_TYPE.has(type) &&
    LOOKS_LIKE[under]?.includes(type) !== true
  );
}

/** A command under `Processes`; beside hashes of imports, whatever is none. */
const isOfItself = (listed: ListedValue, type: IndicatorType): boolean =>
  keepsItsType(listed, type) ||
  (typeOf(listed) === 'commandline' && MAY_BE_COMMANDS.has(type)) ||
  (type === 'imphash' && isValue(listed) && !listedAs(listed.text, type).meant.ok);
const MAY_BE_COMMANDS: ReadonlySet<IndicatorType> = new Set(['process', 'service', 'imphash']);

/** What was said of its looks alone is said no more. */
function retyped(listed: ListedValue, type: IndicatorType): ListedValue {
  const typed = listedAs(listed.text, type, listed.note);
  const ofLooks = remarksOf(listedAs(listed.text, null));
  return remarked(typed, ...remarksOf(listed).filter((remark) => !ofLooks.includes(remark)));
}

const remarksOf = ({ meant }: ListedValue): readonly string[] => (meant.ok ? meant.remarks : []);

/** A label that is a value itself is listed before what it is said of. */
function withLabel(listed: readonly ListedValue[], label: string): ListedValue[] {
  const labelling = listedAs(label, null);
  if (isValue(labelling)) return [labelling, ...listed];
  return listed.map((one) => ({ ...one, note: one.note === '' ? label : `${label}: ${one.note}` }));
}

export function readCell(cell: string): ListedValue[] {
  const whole = listedAs(cell, null);
  if (isSure(whole)) return [whole];
  return severalIn(cell) ?? commentedIn(cell) ?? labelledIn(cell) ?? wordsIn(cell) ?? [whole];
}

export const wordsIn = (text: string): ListedValue[] | null =>
  typeOf(listedAs(text, null)) === 'text' ? amongWords(text) : null;
