/** Facts about an indicator as lists of all kinds write them. Null, or nothing, where a text says none. */
import { type IndicatorType, INDICATOR_TYPES, TLPS, type Tlp } from '@shared/model/indicator';
import { isLevel, type Level } from '@shared/model/level';
import { formatFileTime, parseIsoTime } from '@shared/model/time-text';

/** `TLP:AMBER+STRICT`, `tlp:white`, `Red`. */
export function tlpOf(text: string): Tlp | null {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/^tlp[:\s_-]*/, '')
    .replaceAll(/[\s_]/g, '');
  if (name === 'white') return 'clear';
  return TLPS.find((tlp) => tlp === name) ?? null;
}

const LEVEL_NAMES: ReadonlyMap<string, Level> = new Map([
  ...([
    ['info', 'informational'],
    ['none', 'informational'],
    ['med', 'medium'],
  ] as const),
  ...([
    ['moderate', 'medium'],
    ['severe', 'high'],
    ['crit', 'critical'],
  ] as const),
]);

export function severityOf(text: string): Level | null {
  const name = text.trim().toLowerCase();
  return isLevel(name) ? name : (LEVEL_NAMES.get(name) ?? null);
}

/** Words as STIX 2.1 puts numbers to them (appendix A, None / Low / Med / High). */
const CONFIDENCE_WORDS: ReadonlyMap<string, number> = new Map([
  ...([
    ['none', 0],
    ['low', 15],
    ['med', 50],
    ['medium', 50],
    ['high', 85],
  ] as const),
]);

export function confidenceOf(text: string): number | null {
  const plain = text.trim().toLowerCase().replace(/\s*%$/, '');
  if (/^\d{1,3}$/.test(plain) && Number(plain) <= 100) return Number(plain);
  return CONFIDENCE_WORDS.get(plain) ?? null;
}

/** ISO 8601 as `formatFileTime` writes it. */
export function timeOf(text: string): string | null {
  const time = parseIsoTime(text.trim());
  return time === null ? null : formatFileTime(time);
}

export function activeOf(text: string): boolean | null {
  const name = text.trim().toLowerCase();
  if (['', 'true', 'yes', 'y', '1', 'on', 'active'].includes(name)) return true;
  return ['false', 'no', 'n', '0', 'off', 'inactive'].includes(name) ? false : null;
}

/** Other names of our types; blanks and joining marks left out. */
const TYPE_NAMES: ReadonlyMap<string, IndicatorType> = new Map([
  ...([
    ['ipv4', 'ip'],
    ['ipv6', 'ip'],
    ['ipaddress', 'ip'],
    ['ipaddr', 'ip'],
    ['cidr', 'ip'],
  ] as const),
  ...([
    ['ipv4addr', 'ip'],
    ['ipv6addr', 'ip'],
    ['ipsrc', 'ip'],
    ['ipdst', 'ip'],
  ] as const),
  ...([
    ['address', 'ip'],
    ['network', 'ip'],
    ['fqdn', 'domain'],
    ['domainname', 'domain'],
  ] as const),
  ...([
    ['host', 'hostname'],
    ['computer', 'hostname'],
    ['computername', 'hostname'],
    ['workstation', 'hostname'],
    ['workstationname', 'hostname'],
    ['uri', 'url'],
    ['link', 'url'],
  ] as const),
  ...([
    ['emailaddress', 'email'],
    ['emailaddr', 'email'],
    ['mail', 'email'],
  ] as const),
  ...([
    ['user', 'username'],
    ['account', 'username'],
    ['useraccount', 'username'],
  ] as const),
  ...([
    ['file', 'filename'],
    ['path', 'filepath'],
    ['fullpath', 'filepath'],
  ] as const),
  ...([
    ['processname', 'process'],
    ['image', 'process'],
    ['cmdline', 'commandline'],
  ] as const),
  ...([
    ['command', 'commandline'],
    ['registrykey', 'registry'],
    ['regkey', 'registry'],
  ] as const),
  ...([
    ['windowsregistrykey', 'registry'],
    ['servicename', 'service'],
    ['string', 'text'],
  ] as const),
  ...([
    ['namedpipe', 'pipe'],
    ['pipename', 'pipe'],
    ['mutant', 'mutex'],
    ['freetext', 'text'],
  ] as const),
  ...([
    ['filehashmd5', 'md5'],
    ['filehashsha1', 'sha1'],
    ['filehashsha256', 'sha256'],
    ['filehashimphash', 'imphash'],
  ] as const),
  // Microsoft Defender
  ...([
    ['filemd5', 'md5'],
    ['filesha1', 'sha1'],
    ['filesha256', 'sha256'],
  ] as const),
  // ThreatFox
  ...([
    ['md5hash', 'md5'],
    ['sha1hash', 'sha1'],
    ['sha256hash', 'sha256'],
    ['ipport', 'ip'],
  ] as const),
]);

/** Of a type or a heading. */
export const plainName = (text: string): string => text.toLowerCase().replaceAll(/[\s_:.-]/g, '');

/** Names that leave it to the looks of the value. */
const BY_LOOKS = ['', 'hash', 'filehash', 'ioc', 'indicator', 'auto', 'stixfile'];

/** `unknown` for a name that says no type of ours; null where the looks of the value shall tell. */
export function typeNamed(text: string): IndicatorType | 'unknown' | null {
  const name = plainName(text);
  if (BY_LOOKS.includes(name)) return null;
  const own = INDICATOR_TYPES.find((type) => type === name);
  return own ?? TYPE_NAMES.get(name) ?? 'unknown';
}

/** Headings over columns of values of any type. */
export const VALUE_HEADINGS: readonly string[] = [
  ...['value', 'indicator', 'ioc', 'observable', 'indicatorvalue', 'iocvalue', 'artifact'],
];
/** Headings that name no single type, or name it in the plural or with where it was met. */
const COLUMN_NAMES: ReadonlyMap<string, IndicatorType | null> = new Map([
  ...['hash', 'hashes', 'filehash', 'filehashes', 'iocs', 'indicators', 'values'].map(
    (name) => [name, null] as const,
  ),
  ...[
    'ips',
    'ipaddresses',
    'srcip',
    'dstip',
    'destip',
    'sourceip',
    'destinationip',
    'remoteip',
  ].map((name) => [name, 'ip'] as const),
  ...['domains', 'fqdns', 'domainnames'].map((name) => [name, 'domain'] as const),
  ...['urls', 'uris', 'links'].map((name) => [name, 'url'] as const),
  ...['filenames', 'files'].map((name) => [name, 'filename'] as const),
  ...['emails', 'emailaddresses'].map((name) => [name, 'email'] as const),
  // Hunting tables of Microsoft Defender, where a link is mostly a bare host.
  ...([
    ['remoteurl', null],
    ['folderpath', 'filepath'],
  ] as const),
]);
/** What those tables say first: whose value it is. */
const WHOSE =
  /^(?:initiatingprocess(?:parent)?|process)(?=filename|folderpath|commandline|md5|sha)/;

/** What a heading says its column holds: a type, null for values of any, undefined where it is no heading of values. */
export function typeOfHeading(text: string): IndicatorType | null | undefined {
  const name = plainName(text).replace(WHOSE, '');
  if (VALUE_HEADINGS.includes(name)) return null;
  const column = COLUMN_NAMES.get(name);
  if (column !== undefined) return column;
  const type = name === 'text' || name === 'string' ? 'unknown' : typeNamed(name);
  return type === 'unknown' || type === null ? undefined : type;
}
