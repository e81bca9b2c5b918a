/** Hosts and addresses as lists write them: with a port, a protocol, a slash; ranges and masks, which are never met. */
import type { IndicatorType } from '@shared/model/indicator';
import { parseNetwork } from '@shared/model/ip-address';
import { guessType } from '../guess-type';
import { type Meant, type MeantValue, remarked, taken } from './taken-value';

export const HOSTS: ReadonlySet<IndicatorType> = new Set(['ip', 'domain', 'hostname']);

const ADDRESS = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const MASKED = new RegExp(String.raw`^${ADDRESS}\s*/\s*${ADDRESS}$`);
/** `10.0.0.1 - 10.0.0.9`, `10.0.0.1-9`, `2001:db8::1 to 2001:db8::9 (scanners)`. */
const RANGE =
  /^([\da-f.:]{2,45})(?:\s*[-\u2010-\u2015\u2212]{1,2}\s*|\s+to\s+)([\da-f.:]{1,45})(?![^\s(])/i;

/** `10.0.0.1/33`; a slash and a number behind an address is no path. */
const WITH_BITS = /^([\da-f.:]{2,45})\/\d{1,5}$/i;

export function addressFault(value: string): MeantValue | null {
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
export function hostValue(value: string): MeantValue | null {
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
