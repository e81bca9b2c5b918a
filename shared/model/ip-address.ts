/** IP addresses and networks as 16 bytes; an IPv4 address stands as its IPv4-mapped IPv6 form. */
export type IpAddress = readonly number[];

export interface IpNetwork {
  readonly address: IpAddress;
  /** Leading bits that must agree, 0–128; an IPv4 network counts from bit 96. */
  readonly prefixBits: number;
}

const MAPPED_PREFIX = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

function parseIpv4(text: string): number[] | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return null;
  const parts = match.slice(1).map(Number);
  return parts.every((part) => part <= 255) ? parts : null;
}

/** Colon-separated groups of one side of `::` as bytes; a last group may be dotted IPv4. */
function groupsToBytes(groups: readonly string[]): number[] | null {
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    const dotted = index === groups.length - 1 ? parseIpv4(group) : null;
    if (dotted !== null) bytes.push(...dotted);
    else if (/^[\da-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    } else return null;
  }
  return bytes;
}

function parseIpv6(text: string): number[] | null {
  const sides = text.split('::');
  if (sides.length > 2 || !text.includes(':')) return null;
  const [left, right] = sides.map((side) => groupsToBytes(side === '' ? [] : side.split(':')));
  if (left === null || left === undefined || right === null) return null;
  if (right === undefined) return left.length === 16 ? left : null;
  const missing = 16 - left.length - right.length;
  return missing >= 2 ? [...left, ...Array.from({ length: missing }, () => 0), ...right] : null;
}

/** An address as written in logs; a zone (`%eth0`) and brackets are cut off. Null for anything else. */
export function parseIp(text: string): IpAddress | null {
  const bare = text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%.*$/, '');
  const v4 = parseIpv4(bare);
  return v4 === null ? parseIpv6(bare) : [...MAPPED_PREFIX, ...v4];
}

/** Leading bits that an IPv4 address does not decide. */
const IPV4_STARTS_AT = 96;

export const isIpv4 = (address: IpAddress): boolean =>
  MAPPED_PREFIX.every((byte, at) => address[at] === byte);

/** `10.0.0.0/8`, `2001:db8::/32` or a single address. Null where it is no network. */
export function parseNetwork(text: string): IpNetwork | null {
  const [addressText = '', bitsText, ...rest] = text.trim().split('/');
  const address = parseIp(addressText);
  if (address === null || rest.length > 0) return null;
  const offset = isIpv4(address) && !addressText.includes(':') ? IPV4_STARTS_AT : 0;
  if (bitsText === undefined) return { address, prefixBits: 128 };
  const bits = Number(bitsText);
  if (!/^\d{1,3}$/.test(bitsText) || bits > 128 - offset) return null;
  return { address, prefixBits: offset + bits };
}

/**
 * True where networks of so many bits hold no such address: `::/0` is every IPv6 address and none of IPv4, also where
 * that is written as mapped into IPv6, as in Python's `ipaddress`, which pySigma goes by.
 */
export const isOtherVersion = (prefixBits: number, address: IpAddress): boolean =>
  prefixBits < IPV4_STARTS_AT && isIpv4(address);

export function networkHas(network: IpNetwork, address: IpAddress): boolean {
  if (isOtherVersion(network.prefixBits, address)) return false;
  const wholeBytes = network.prefixBits >> 3;
  for (let at = 0; at < wholeBytes; at++) if (network.address[at] !== address[at]) return false;
  const restBits = network.prefixBits & 7;
  if (restBits === 0) return true;
  const mask = (0xff << (8 - restBits)) & 0xff;
  return ((network.address[wholeBytes] ?? 0) & mask) === ((address[wholeBytes] ?? 0) & mask);
}

/** True where bits behind the prefix are set: `10.1.2.3/8` names an address, not a network. */
export function hasHostBits(network: IpNetwork): boolean {
  return network.address.some((byte, at) => {
    const keep = Math.min(8, Math.max(0, network.prefixBits - at * 8));
    return (byte & (0xff >> keep)) !== 0;
  });
}
