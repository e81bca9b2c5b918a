/**
 * One value as its writer means it: re-fanged, without a port, a star as a wildcard. What is not looked at stands
 * as a remark, and what can never be met is refused with the reason.
 */
import type { IndicatorType } from '@shared/model/indicator';
import { parseNetwork } from '@shared/model/ip-address';
import { filledIn } from './placeholders';
import { FILE_NAME, guessType } from '../guess-type';
import { compileIndicator } from '../indicator-test';
import { refang } from '../refang';
import { KEY_START } from '../registry-roots';
import { addressFault, hostValue, HOSTS } from './host-value';
import { isCommandLine } from './known-commands';
import { type Meant, type MeantValue, remarked, taken } from './taken-value';
import { NOT_SHOWN, plainValue } from './plain-value';
import { indicatorsIn } from './report-text';
import { unwrappings } from './wrapped-value';

/** @param named the type its list gives it; null where its looks shall tell */
export function meantValue(text: string, named: IndicatorType | null): MeantValue {
  const value = text.trim();
  if (named !== null) return unwrappedValue(value, named);
  if (lastByLooks?.value !== value) lastByLooks = { value, meant: unwrappedValue(value, null) };
  return lastByLooks.meant;
}

/** Each way to tell a line apart asks for the whole of it first. */
let lastByLooks: { readonly value: string; readonly meant: MeantValue } | null = null;

function unwrappedValue(value: string, named: IndicatorType | null): MeantValue {
  const meant = barelyMeant(value, named);
  if (named === null && meant.ok && TOLD_BARE.has(meant.type)) return meant;
  for (const inner of unwrappings(value)) {
    const looks = barelyMeant(inner, null);
    if (looks.ok && (named === null ? TOLD_BARE.has(looks.type) : looks.type === named))
      return remarked(looks, 'the marks around it are left out');
  }
  return meant;
}

/** Types whose values tell by their looks that no mark around them is their own. */
const TOLD_BARE: ReadonlySet<IndicatorType> = new Set([
  ...(['ip', 'domain', 'url', 'email', 'sid', 'md5', 'sha1', 'sha256'] as const),
  ...(['filename', 'filepath', 'registry', 'pipe'] as const),
]);

function barelyMeant(value: string, named: IndicatorType | null): MeantValue {
  if (named === 'regex') return { ...taken('regex', value), mode: 'regex' };
  if (named !== null) return ofType(named, plainValue(named, value));
  const shown = value.replaceAll(NOT_SHOWN, '');
  const unescaped = unescapedHost(shown);
  const meant = byLooks(shown, unclicked(unescaped ?? shown));
  return unescaped !== null && meant.ok ? remarked(meant, 'its \\. is read as a dot') : meant;
}

/** @param plain re-fanged */
const byLooks = (shown: string, plain: string): MeantValue =>
  addressFault(plain) ??
  hostValue(plain) ??
  starredValue(plain, guessType(plain.replaceAll('*', '0'))) ??
  guessedValue(shown, plain);

function ofType(named: IndicatorType, value: string): MeantValue {
  const host = HOSTS.has(named) ? (addressFault(value) ?? hostValue(value)) : null;
  if (host !== null) return host.ok && HOSTS.has(host.type) ? { ...host, type: named } : host;
  const filled = filledValue(named, value);
  if (filled !== null) return filled;
  if (named === 'filename' && /[\\/]/.test(value))
    return taken('filepath', value, 'a path: the name of a file has no folders');
  const starred = starredValue(value, named);
  if (starred !== null) return starred;
  return impossibility(named, value) ?? withStarTold(taken(named, value));
}

/** What a value of a type must look like, where looks can tell. */
const POSSIBLE: Readonly<Partial<Record<IndicatorType, RegExp>>> = {
  domain: /^[^\s,;|<>"'`()[\]{}\\/@:=]+$/,
  hostname: /^[^\s,;|<>"'`()[\]{}/@:=]+$/,
  email: /^\S+@[^\s,;]+$/,
  sid: /^S-1-[\d-]+$/i,
  url: /^\S+$/,
};
/** What compiles is one. */
const COMPILED: ReadonlySet<IndicatorType> = new Set([
  ...(['ip', 'md5', 'sha1', 'sha256', 'imphash'] as const),
]);

function impossibility(named: IndicatorType, value: string): MeantValue | null {
  if (COMPILED.has(named)) {
    const compiled = compileIndicator({ type: named, value, mode: 'literal' });
    return compiled.ok ? null : compiled;
  }
  const looks = POSSIBLE[named];
  if (looks === undefined || looks.test(value)) return null;
  return { ok: false, reason: `"${value.slice(0, 80)}" is no ${named}` };
}

const ESCAPED = /^(?:[a-z]+:\/\/|[^\s@\\]+@)?((?:[\w-]+\\\.)+[\w-]+)(?=$|[:/?#])/i;

/** `evil\.com`, as in an expression. A folder may be called `.ssh`, a key `.exe`: only what is a host without them. */
function unescapedHost(value: string): string | null {
  const plain = refang(value).replaceAll('\\.', '.');
  const host = ESCAPED.exec(refang(value))?.[1]?.replaceAll('\\.', '.');
  if (host === undefined || plain.includes('\\') || KEY_START.test(value)) return null;
  return parseNetwork(host) !== null || isNameInText(host) ? plain : null;
}

/** It ends as the names of hosts or files do. */
const isNameInText = (name: string): boolean =>
  indicatorsIn(name).some(({ value }) => value === name);

/** Re-fanged, and one way besides that only a value on its own may be written: `https:\\evil.com\x`. */
function unclicked(value: string): string {
  const plain = refang(value);
  return /^(?:https?|ftp):\\\\/i.test(plain) ? plain.replaceAll('\\', '/') : plain;
}

/** In values of these types no star can stand: it is a wildcard. */
const STARLESS: ReadonlySet<IndicatorType> = new Set([
  ...(['ip', 'domain', 'hostname', 'url', 'email'] as const),
  ...(['filename', 'filepath', 'process', 'registry', 'pipe'] as const),
  ...(['sid', 'username', 'service', 'mutex', 'useragent'] as const),
]);
/** The key of all files is called `*`. */
const KEY_OF_ALL_FILES = /(?<=^(?:HKCR|HKEY_CLASSES_ROOT):?[\\/]|[\\/]Classes[\\/])\*(?=[\\/]|$)/gi;

function starredValue(value: string, type: IndicatorType): MeantValue | null {
  if (
    type === 'registry' &&
    value.includes('*') &&
    !value.replaceAll(KEY_OF_ALL_FILES, '').includes('*')
  )
    return taken(type, plainValue(type, value), 'its * is the name of a key');
  const isPart = type === 'text' && /^\*\S+$|^\S+\*$/.test(value);
  if (!value.includes('*') || !(isPart || STARLESS.has(type))) return null;
  const written = plainValue(type, value);
  return { ...taken(type, written, 'its * is read as a wildcard'), mode: 'wildcard' };
}

/** Said where a star may be meant as one, and may be the value's own. */
const withStarTold = (meant: Meant): Meant =>
  STARS_OWN.has(meant.type) && meant.value.includes('*')
    ? remarked(meant, 'its * is sought as it is written')
    : meant;
const STARS_OWN: ReadonlySet<IndicatorType> = new Set(['commandline', 'text']);

/** Types that are told of a re-fanged text; anything else stays as it was written. */
const UNCLICKED: ReadonlySet<IndicatorType> = new Set([
  ...(['ip', 'domain', 'url', 'email', 'filename'] as const),
]);

function guessedValue(value: string, plain: string): MeantValue {
  const unclickedType = guessType(plain);
  if (UNCLICKED.has(unclickedType)) return taken(unclickedType, plain);
  if (isCommandLine(value)) return withStarTold(taken('commandline', value));
  const here = value.replace(/^\.\\/, '');
  if (here !== value && FILE_NAME.test(here))
    return withRemark(guessedValue(here, plain), 'the .\\ before it is left out');
  const type = guessType(plainKeyed(value));
  const filled = filledValue(type, plainValue(type, value));
  if (filled !== null) return filled;
  return withStarTold(taken(type, plainValue(type, value)));
}

const HOLD_PLACES: ReadonlySet<IndicatorType> = new Set(['filepath', 'process', 'registry']);

/** Null where no name is left open. */
function filledValue(type: IndicatorType, value: string): Meant | null {
  const filled = HOLD_PLACES.has(type) ? filledIn(value, type === 'registry') : null;
  if (filled === null) return null;
  const mode = filled.isWildcard || value.includes('*') ? 'wildcard' : 'literal';
  return { ...taken(type, filled.value, filled.remark), mode };
}

const withRemark = (meant: MeantValue, remark: string): MeantValue =>
  meant.ok ? remarked(meant, remark) : meant;

const plainKeyed = (value: string): string => plainValue('registry', value);
