/** Names that a label, heading or column tells, and no looks: several in one are parted where that is certain. */
import type { IndicatorType } from '@shared/model/indicator';
import { isFileBeside, typedIn } from './labelled-value';
import { isCommand } from './line-command';
import { isValue, listedAs, type ListedValue, remarked } from './listed-value';
import { isFileName } from './names-in-text';

/** What a name may be made of: nothing that parts it from another, or from what is said of it. */
const NAMES: Readonly<Partial<Record<IndicatorType, RegExp>>> = {
  username: /^[^\s"/[\]:;|=,+*?<>]+(?: [^\s"/[\]:;|=,+*?<>]+){0,3}$/,
  hostname: /^[^\s"/[\]:;|=,+*?<>]+(?: \([^()]*\))?$/,
  service: /^[^":;|=,]{1,80}$/,
  mutex: /^[^":;|=,]{1,200}$/,
  pipe: /^[^":;|=,]{1,200}$/,
  sid: /^S-1-/i,
};
const FILES: ReadonlySet<IndicatorType> = new Set(['filename', 'process']);
export const isNameType = (type: IndicatorType): boolean => type in NAMES || FILES.has(type);

const HOLDS_AND: ReadonlySet<IndicatorType> = new Set(['service', 'mutex', 'pipe']);
/** `a.exe, b.exe and c.dll`. */
const LAST_OF_LIST = /^(.*[,;].*\S)\s+and\s+(\S.*)$/s;
const SIGNS = /\s*[\r\n]+\s*|\s*[;|]\s*|,\s+/;
/** No such name holds a comma. */
const WITHOUT_COMMA: ReadonlySet<IndicatorType> = new Set(['username', 'hostname', 'sid']);
const SIGNS_AND_COMMA = /\s*[\r\n]+\s*|\s*[;|,]\s*/;
const SIGN_NAMES: Readonly<Record<string, string>> = {
  ...{ ',': 'a comma', ';': 'a semicolon', '|': 'a bar' },
};
/** The system of a user agent, in parentheses, has semicolons of its own. */
const OTHERS_IN_PLURAL = /[,;]\s+(?![^()]*\))/;

/** @param isSeveral a label in the plural or a heading says so */
export function namesIn(value: string, type: IndicatorType, isSeveral = false): ListedValue[] {
  const alike = alikeNamesIn(value, type, isSeveral);
  if (alike !== null) return alike;
  const parts = isSeveral && !isNameType(type) ? value.split(OTHERS_IN_PLURAL) : [value];
  return parts.flatMap((part) => typedIn(part, type));
}

/** Null where no two stand in it, or one of them is no such name. */
export function alikeNamesIn(
  value: string,
  type: IndicatorType,
  isSeveral = false,
): ListedValue[] | null {
  const names = alikeIn(value, type);
  if (names === null) return null;
  const sign = SIGN_NAMES[/[\r\n;|,]/.exec(value)?.[0] ?? ''] ?? 'a line break';
  const remarks = isSeveral ? [] : [`${sign} parts it from what stands beside it`];
  return names
    .flatMap((name, at) => {
      const beside = listedAs(name, null);
      return at > 0 && isFileBeside(beside, type) ? [beside] : typedIn(name, type);
    })
    .map((one) => remarked(one, ...remarks));
}

function alikeIn(value: string, type: IndicatorType): readonly string[] | null {
  if (!MAY_PART.test(value)) return null;
  const isLines = type === 'commandline';
  if (!isLines && !isNameType(type)) return null;
  const signs = isLines ? /[\r\n]+/ : WITHOUT_COMMA.has(type) ? SIGNS_AND_COMMA : SIGNS;
  const isOne = isLines ? isCommand : (part: string) => isNameOf(part, type, IN_ROW.test(value));
  // A name may hold an `and` of its own.
  const readings =
    HOLDS_AND.has(type) || isLines ? [value] : [value.replace(LAST_OF_LIST, '$1; $2'), value];
  const parted = readings.map((one) => one.split(signs).filter((part) => part.trim() !== ''));
  return parted.find((parts) => parts.length > 1 && parts.every(isOne)) ?? null;
}
const MAY_PART = /[\r\n;|,]/;
/** `bob | admin`. */
const IN_ROW = /\s\||\|\s/;

/** Or a value of its own, which keeps its type. @param isRow its words are said of what stands first */
function isNameOf(part: string, type: IndicatorType, isRow: boolean): boolean {
  if (isValue(listedAs(part, null))) return true;
  if (!FILES.has(type)) return !isRow && NAMES[type]?.test(part) === true;
  const name = part.replace(/\s\([^()]*\)$/, '');
  const isWord = type === 'process' && !isRow && /^[\w-]+$/.test(name);
  return isWord || isFileName(name);
}
