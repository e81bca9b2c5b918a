/**
 * One value as its writer means it: re-fanged, without a port, a star as a wildcard. What is not looked at stands
 * as a remark, and what can never be met is refused with the reason.
 */
import type { IndicatorType, MatchMode } from '@shared/model/indicator';
import { parseNetwork } from '@shared/model/ip-address';
import { filledIn } from './placeholders';
import { FILE_NAME, guessType } from '../guess-type';
import { compileIndicator } from '../indicator-test';
import { refang } from '../refang';
import { KEY_START } from '../registry-roots';
import { isGiven, isKnownCommand, isWordWithOption } from './known-commands';
import { NOT_SHOWN, plainValue } from './plain-value';
import { indicatorsIn } from './report-text';
import { unwrappings } from './wrapped-value';

interface Meant {
  readonly ok: true;
  readonly type: IndicatorType;
  readonly value: string;
  readonly mode: MatchMode;
  readonly remarks: readonly string[];
}
export type MeantValue = Meant | { readonly ok: false; readonly reason: string };

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

const taken = (type: IndicatorType, value: string, ...remarks: string[]): Meant => ({
  ...{ ok: true, type, value, mode: 'literal', remarks },
});

const remarked = (meant: Meant, remark: string): Meant => ({
  ...meant,
  remarks: [...meant.remarks, remark],
});

const HOSTS: ReadonlySet<IndicatorType> = new Set(['ip', 'domain', 'hostname']);

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

const ADDRESS = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const MASKED = new RegExp(String.raw`^${ADDRESS}\s*/\s*${ADDRESS}$`);
/** `10.0.0.1 - 10.0.0.9`, `10.0.0.1-9`, `2001:db8::1 to 2001:db8::9 (scanners)`. */
const RANGE =
  /^([\da-f.:]{2,45})(?:\s*[-\u2010-\u2015\u2212]{1,2}\s*|\s+to\s+)([\da-f.:]{1,45})(?![^\s(])/i;

/** `10.0.0.1/33`; a slash and a number behind an address is no path. */
const WITH_BITS = /^([\da-f.:]{2,45})\/\d{1,5}$/i;

function addressFault(value: string): MeantValue | null {
  const address = WITH_BITS.exec(value)?.[1];
  if (address !== undefined && parseNetwork(address) !== null && parseNetwork(value) === null)
    return { ok: false, reason: 'no network: IPv4 has 32 bits, IPv6 128' };
  const what = isRange(value) ? 'a range of addresses' : MASKED.test(value) ? 'a mask' : null;
  return what === null
    ? null
    : { ok: false, reason: `${what}: write networks instead, such as 10.0.0.0/8` };
}

function isRange(value: string): boolean {
  const [whole, first = '', last = ''] = RANGE.exec(value) ?? [];
  if (whole === undefined || parseNetwork(first) === null) return false;
  return parseNetwork(last) !== null || (whole === value && /^\d{1,3}$/.test(last));
}

/** `[2001:db8::1]:443`, `evil.com:8080`. */
const WITH_PORT = /^(?:\[([\da-f:.]+)\](?::(\d{1,5}))?|([^\s:/\\]+):(\d{1,5}))$/i;
/** The dot of the root, or the slash of a link's front page: `EVIL.COM.`, `//evil.com:8080/`. */
const AROUND_HOST = /^\/\/|\.$|\.?\/$/g;
/** `10.0.0.1/tcp`, `10.0.0.1:443/tcp`, `evil.com:53/udp`. */
const WITH_PROTOCOL = new RegExp(
  String.raw`^(${ADDRESS}|[^\s/]+:\d{1,5})\/(tcp|udp|sctp|icmp)$`,
  'i',
);
/** `10.0.0.0/24,tor`: a network and what is said of it. */
const NETWORK_FIRST = new RegExp(String.raw`^${ADDRESS}\/\d{1,3}(?!\d)[,;|]`);
/** `evil.com/path`, `10.0.0.1:8080/path`. */
const WITH_PATH = /^([^\s:/\\]+)(?::\d{1,5})?\/\S+$/;
const ANY_SUBDOMAIN = /^(?:\*\.|\.)(?=[^.*])/;

/** Null where it is no host, or nothing but one. */
function hostValue(value: string): MeantValue | null {
  const bare = value.replaceAll(AROUND_HOST, '');
  const host = isHost(bare) ? taken(guessType(bare), bare) : bareHostValue(bare);
  if (bare !== value && host?.ok === true && HOSTS.has(host.type))
    return { ...host, remarks: [...host.remarks, 'a dot or slash beside it is left out'] };
  return bareHostValue(value.replace(/^\/\//, ''));
}

function bareHostValue(value: string): Meant | null {
  const [, socket, protocol] = WITH_PROTOCOL.exec(value) ?? [];
  const spoken = socket === undefined ? null : bareHostValue(socket);
  const bare = spoken ?? (socket !== undefined && isHost(socket) ? taken('ip', socket) : null);
  if (bare !== null) return remarked(bare, `/${protocol} is left out`);
  const [, inner, innerPort, name, namePort] = WITH_PORT.exec(value) ?? [];
  const host = inner ?? name;
  const port = innerPort ?? namePort;
  if (host !== undefined && isHost(host))
    return taken(
      guessType(host),
      host,
      ...(port === undefined ? [] : [`port ${port} is left out`]),
    );
  const site = NETWORK_FIRST.test(value) ? undefined : WITH_PATH.exec(value)?.[1];
  if (site !== undefined && guessType(value) === 'text' && isHost(site))
    return taken('url', value, 'a link without its scheme');
  const domain = value.replace(ANY_SUBDOMAIN, '');
  return domain !== value && guessType(domain) === 'domain'
    ? taken('domain', domain, WITH_SUBDOMAINS)
    : null;
}

/** Said of a name that asked for its subdomains alone. */
export const WITH_SUBDOMAINS = 'met with its subdomains, and by itself';

const isHost = (text: string): boolean => ['ip', 'domain'].includes(guessType(text));

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

/** A program and what it is given; words behind its name are said about it. */
const COMMAND = /^"?[^"|<>]*\.(?:exe|bat|cmd|ps1|com)"?\s+(?:--?\s+)?[-/]\S/i;
const PROGRAM = /^"?[^"|<>\s]+\.exe"?\s+(\S.*)$/i;

function isCommandLine(text: string): boolean {
  if (COMMAND.test(text) || isKnownCommand(text) || isWordWithOption(text)) return true;
  const [, given] = PROGRAM.exec(text) ?? [];
  return given !== undefined && isGiven(given);
}

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
