/**
 * IP addresses and networks. Which holds which is Python's `ipaddress`, which pySigma goes by, but that an address of
 * IPv6 that is a mapped one of IPv4 (`::ffff:a.b.c.d`) is in networks of IPv4 as well (sigma.md 1.5, cidr).
 */
export interface IpAddress {
  /** Sixteen; an IPv4 address stands as its IPv4-mapped IPv6 form. */
  readonly bytes: readonly number[];
  /** As it was written. */
  readonly version: 4 | 6;
}

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
  if (v4 !== null) return { bytes: [...MAPPED_PREFIX, ...v4], version: 4 };
  const bytes = parseIpv6(bare);
  return bytes === null ? null : { bytes, version: 6 };
}

/** Leading bits that an IPv4 address does not decide. */
const IPV4_STARTS_AT = 96;

/** Of IPv4, or mapped into IPv6. */
export const isIpv4 = ({ bytes }: IpAddress): boolean =>
  MAPPED_PREFIX.every((byte, at) => bytes[at] === byte);

/**
 * `10.0.0.0/8`, `2001:db8::/32` or a single address, which is the same whether it is mapped or not. Null where it is no
 * network.
 */
export function parseNetwork(text: string): IpNetwork | null {
  const [addressText = '', bitsText, ...rest] = text.trim().split('/');
  const address = parseIp(addressText);
  if (address === null || rest.length > 0) return null;
  if (bitsText === undefined)
    return { address: isIpv4(address) ? { ...address, version: 4 } : address, prefixBits: 128 };
  const offset = address.version === 4 ? IPV4_STARTS_AT : 0;
  const bits = Number(bitsText);
  if (!/^\d{1,3}$/.test(bitsText) || bits > 128 - offset) return null;
  return { address, prefixBits: offset + bits };
}

/** No network of IPv6 holds an address of IPv4: `::/0` is every IPv6 address, `::ffff:0:0/96` every mapped one. */
export const mayHold = (network: IpAddress['version'], address: IpAddress): boolean =>
  network === 4 || address.version === 6;

export function networkHas(
  { address: network, prefixBits }: IpNetwork,
  address: IpAddress,
): boolean {
  if (!mayHold(network.version, address)) return false;
  const wholeBytes = prefixBits >> 3;
  for (let at = 0; at < wholeBytes; at++) if (network.bytes[at] !== address.bytes[at]) return false;
  const restBits = prefixBits & 7;
  if (restBits === 0) return true;
  const mask = (0xff << (8 - restBits)) & 0xff;
  return ((network.bytes[wholeBytes] ?? 0) & mask) === ((address.bytes[wholeBytes] ?? 0) & mask);
}

/** True where bits behind the prefix are set: `10.1.2.3/8` names an address, not a network. */
export function hasHostBits(network: IpNetwork): boolean {
  return network.address.bytes.some((byte, at) => {
    const keep = Math.min(8, Math.max(0, network.prefixBits - at * 8));
    return (byte & (0xff >> keep)) !== 0;
  });
}
