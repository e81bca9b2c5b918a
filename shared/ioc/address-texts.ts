/**
 * What stands in every text that holds an address of a network, whatever way it is written (address-search.ts): dotted
 * or as groups, with zeros in front, shortened by `::`, in the last four bytes of an IPv6 address.
 */
import { type IpAddress, type IpNetwork, isIpv4 } from '@shared/model/ip-address';

/** Folded texts; of one alternative all stand there. */
type Alternatives = readonly (readonly string[])[];

export interface AddressTexts {
  /** Of IPv4 as it is mostly written (`plainAddress`), of IPv6 however it is. */
  readonly usual: Alternatives;
  /** However else it is written. */
  readonly odd: Alternatives;
}

const BITS_BEFORE_IPV4 = 96;
/** Those that are always written as groups; the two behind them may be dotted. */
const GROUPS_BEFORE_IPV4 = 6;

/** Null where nothing is sure. */
export function addressTexts({ address, prefixBits }: IpNetwork): AddressTexts | null {
  const octets = Math.floor((prefixBits - BITS_BEFORE_IPV4) / 8);
  if (isIpv4(address) && prefixBits >= BITS_BEFORE_IPV4) {
    if (octets < 1) return null;
    const [usual, ...padded] = dotted(address, octets);
    const asIpv6 = mapped(address, prefixBits).map((all) => ['ffff:', ...all]);
    return { usual: [usual], odd: [...padded, ...asIpv6] };
  }
  const usual = groupTexts(address, prefixBits);
  return usual === null ? null : { usual, odd: [] };
}

function groupTexts(address: IpAddress, prefixBits: number): Alternatives | null {
  const groups = groupsOf(address).slice(0, Math.floor(prefixBits / 16));
  const told = groups.slice(0, GROUPS_BEFORE_IPV4).filter((group) => group !== 0);
  if (told.length > 0) return [told.map(hex)];
  const isOne = prefixBits === 128 && groups.some((group) => group !== 0);
  return isOne ? [...dotted(address, 4), ...lastGroups(address)] : null;
}

/** An address of IPv4 as it is mostly written; null of others. */
export const plainAddress = (address: IpAddress): string | null =>
  isIpv4(address) ? address.bytes.slice(-4).join('.') : null;

/** As it is mostly written, or with zeros in front of one of its numbers at least. */
function dotted(
  address: IpAddress,
  octets: number,
): readonly [usual: readonly string[], ...padded: Alternatives] {
  const numbers = address.bytes.slice(-4).slice(0, octets).map(String);
  const ends = numbers.map((number, at) => (at < 3 ? `${number}.` : number));
  const padded = numbers.flatMap((number, at) =>
    withZeros(number, 3)
      .slice(1)
      .map((text) => `${at === 0 ? '' : '.'}${text}${at < 3 ? '.' : ''}`),
  );
  return [[ends.join('')], ...padded.map((text) => [text, ...ends])];
}

/** Its last groups where the address ends an IPv6 one. */
const mapped = (address: IpAddress, prefixBits: number): Alternatives =>
  prefixBits === 128 ? lastGroups(address) : [[]];

function lastGroups(address: IpAddress): Alternatives {
  const [seventh = 0, last = 0] = groupsOf(address).slice(GROUPS_BEFORE_IPV4);
  // A group that is zero may be left out.
  const before = seventh === 0 ? '' : hex(seventh);
  if (last === 0) return before === '' ? [[]] : [[`${before}:`]];
  return withZeros(hex(last), 4).map((text) => [`${before}:${text}`]);
}

const hex = (group: number): string => group.toString(16);

const groupsOf = ({ bytes }: IpAddress): number[] =>
  Array.from({ length: 8 }, (_, at) => ((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0));

/** The digits as they are, then with ever more zeros in front. */
const withZeros = (digits: string, most: number): string[] =>
  Array.from({ length: most - digits.length + 1 }, (_, zeros) => '0'.repeat(zeros) + digits);
