/**
 * Where a value ends, and where a command begins, looked at last: what stands around it is left out where that is certain,
 * and is named by a remark where it is not.
 */
import type { IndicatorType } from '@shared/model/indicator';
import { doubtfulEndOfPath } from './doubtful-end';
import { commandStart } from './known-commands';
import { isValue, listedAs, type ListedValue, noted, remarked } from './listed-value';
import { isFileName, isNameWithBlanks } from './names-in-text';
import { HASH_OF_OTHERS } from './report-text';
import { isNameType } from './told-names';

/** @param listed as its line or cell gives it */
export function ended(listed: ListedValue): ListedValue {
  const { meant, named } = listed;
  if (!meant.ok) return named === 'hostname' ? hostBegun(listed, named) : listed;
  if (meant.mode !== 'literal' || isClean(listed)) return listed;
  const bare = withoutSign(listed);
  if (!bare.meant.ok) return bare;
  const { type, value } = bare.meant;
  if (type === 'commandline') return withEndTold(fromProgram(bare, value));
  if (type === 'domain')
    return value.includes('.') ? bare : { ...remarked(bare, NO_DOT), isDoubted: true };
  return withEndTold(withoutBehind(bare, value, type));
}

const NO_DOT = 'a domain without a dot: not chosen';

/** Most are. */
const isClean = ({ meant, named }: ListedValue): boolean =>
  meant.ok &&
  named !== 'text' &&
  /^(?:[a-z]+:(?=[\\/]))?[\w.\\/@-]*[\w\\/]$/i.test(meant.value) &&
  (meant.type !== 'domain' || meant.value.includes('.'));

/** Signs that end a value, or a sentence. */
const OF_PATH = /[;,.:!?“”„«»‘’…]+$/;
const OF_NAME = /[;,.:|“”„«»‘’…]+$/;
const OF_COMMAND = /[;,]+$/;
const SIGNS_AT_END: Readonly<Partial<Record<IndicatorType, RegExp>>> = {
  ...{ url: OF_PATH, filepath: OF_PATH, registry: OF_PATH, pipe: OF_PATH, process: OF_PATH },
  ...{ username: OF_NAME, hostname: OF_NAME, service: OF_NAME, filename: OF_NAME, mutex: OF_NAME },
  ...{ commandline: OF_COMMAND, useragent: OF_COMMAND },
};
/** `HKLM:`, `C:`, `HKCR\\.`: no end of a sentence. */
const OWN_END = /^(?:[a-z]|HK\w+):$|\\\.+$|\s\.$/i;

function withoutSign(listed: ListedValue): ListedValue {
  const { meant } = listed;
  if (!meant.ok || OWN_END.test(meant.value)) return listed;
  const sign = SIGNS_AT_END[meant.type]?.exec(meant.value)?.[0];
  const value = sign === undefined ? '' : meant.value.slice(0, -sign.length).trimEnd();
  if (sign === undefined || value === '') return listed;
  return remarked(withValue(listed, value), `"${sign}" at its end is left out`);
}

const withValue = (listed: ListedValue, value: string): ListedValue =>
  listed.meant.ok ? { ...listed, text: value, meant: { ...listed.meant, value } } : listed;

/** `User ran powershell.exe -enc AAAA`. */
function fromProgram(listed: ListedValue, value: string): ListedValue {
  const start = commandStart(value);
  const before = value.slice(0, start).replaceAll(/^[\s([]+|[\s:–—>)\]-]+$/g, '');
  if (start === 0) return listed;
  const command = noted(withValue(listed, value.slice(start)), before);
  return remarked(command, `"${before.slice(0, 60)}" before it is read as its note`);
}

/** `WS01;`, `WS01 OS: Windows 10`: refused as it stands. */
function hostBegun(listed: ListedValue, named: IndicatorType): ListedValue {
  const bare = listed.text.replace(/\s*[;,.:|]+$/, '');
  const name = listedAs(bare, named, listed.note);
  if (!name.meant.ok) return withoutBehind(listed, bare, named);
  return remarked(name, `"${listed.text.slice(bare.length)}" at its end is left out`);
}

/** ` PID: 4711`, ` domain=CORP`, ` | loader`, two blanks: what is behind is none of a name. */
const BEHIND =
  /[;|\r\n\t]|[,:]\s| {2}|\s(?:[-=]>|→|⇒|and)\s|\s\(?[A-Za-z][\w-]{0,30}(?: [A-Za-z][\w-]{1,30})?\s?(?::\s|=)|\s[([][^()[\]]*[)\]]$|\s[-–—]\s/;
/** What of these is behind cannot be of such a name. */
const NEVER_IN_NAME: ReadonlySet<IndicatorType> = new Set(['username', 'hostname']);

function withoutBehind(listed: ListedValue, value: string, type: IndicatorType): ListedValue {
  const end = NEVER_IN_NAME.has(type) ? value.search(BEHIND) : endOfFile(value, type);
  if (end <= 0 || end >= value.length) return listed;
  const name = listed.meant.ok
    ? withValue(listed, value.slice(0, end))
    : listedAs(value.slice(0, end), type, listed.note);
  if (!name.meant.ok) return listed;
  const behind = value
    .slice(end)
    .replace(/^[\s,;:|–—→⇒=>-]+/, '')
    .replace(/^\(([^()]*)\)$/, '$1');
  return remarked(noted(name, behind), `"${behind.slice(0, 60)}" is read as its note`);
}

/** `a.exe PID: 4711`: a file's name is over at its ending; -1 where it goes on, or is none. */
const endOfFile = (value: string, type: IndicatorType): number =>
  isFileName(value) ? -1 : firstEnding(value, type);

/** Where a name within it would be over. */
function firstEnding(value: string, type: IndicatorType): number {
  if ((type !== 'filename' && type !== 'process') || value.includes('\\')) return -1;
  const ends = [...value.matchAll(/\.[a-z\d]{1,5}(?=[\s,;|:=([])/gi)];
  const end = ends.find(({ index, 0: ending }) =>
    isNameWithBlanks(value.slice(0, index + ending.length)),
  );
  return end === undefined ? -1 : end.index + end[0].length;
}

function withEndTold(listed: ListedValue): ListedValue {
  const end = doubtfulEnd(listed);
  const told =
    end === undefined ? listed : remarked(listed, `"${end.slice(0, 60)}" is read as a part of it`);
  return listed.named === 'text' ? withLooksTold(told) : told;
}

/** A text is sought as it is written, whatever it looks like. */
function withLooksTold(listed: ListedValue): ListedValue {
  const looks = listedAs(listed.text, null);
  const isTold =
    listed.meant.ok && listed.meant.remarks.some((one) => one.endsWith(HASH_OF_OTHERS));
  if (!looks.meant.ok || !isValue(looks) || isTold) return listed;
  const { type } = looks.meant;
  const isHash = /^[\da-f]+$/i.test(listed.text);
  return remarked(
    listed,
    isHash ? HASH_OF_OTHERS : `it looks like a ${type}, and is sought as text`,
  );
}

/** A command has dashes, signs and quotation marks of its own. */
const END_OF_COMMAND = /\s(\([\p{L} ]+\)|[-–—;]\s[\p{L}][\p{L} ]*)$/u;
const END_OF_AGENT = /[|\r\n\t]| {2}|\s[A-Za-z][\w-]{0,30}:\s/;
const PATHS: ReadonlySet<IndicatorType> = new Set(['url', 'filepath', 'registry', 'pipe', 'mutex']);

function doubtfulEnd({ meant, named }: ListedValue): string | undefined {
  if (!meant.ok) return undefined;
  const { type, value } = meant;
  if (PATHS.has(type) || (type === 'process' && value.includes('\\')))
    return doubtfulEndOfPath(value);
  if (type === 'commandline') return END_OF_COMMAND.exec(value)?.[1];
  if (type === 'text' ? named !== 'text' : type !== 'useragent' && !isNameType(type))
    return undefined;
  const spoken = type === 'useragent' ? END_OF_COMMAND.exec(value)?.[1] : undefined;
  const first = firstEnding(value, type);
  const at = first > 0 ? first : value.search(type === 'useragent' ? END_OF_AGENT : BEHIND);
  if (at < 0) return spoken;
  const behind = value.slice(at).trimStart();
  return behind.replace(/^[\s,;|:]+/, '') || behind;
}
