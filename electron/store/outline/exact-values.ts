/**
 * Whole hashes and IP addresses inside the values of a shard. Their parts are in every shard, and so tell nothing: these
 * are sought whole, and known by keys of their own. The same keys are made of what is sought and of what is there.
 */
import { findAddresses } from '@shared/ioc/address-search';
import { plainAddress } from '@shared/ioc/address-texts';
import { HASH_LENGTHS } from '@shared/ioc/indicator-test';
import type { IpAddress, IpNetwork } from '@shared/model/ip-address';
import { addressKey, hashKey } from './filter-keys';

const SHORTEST_HASH = Math.min(...HASH_LENGTHS);

/** Leading bits of a whole address, and of the network of 256 that it is in. */
const PREFIXES_BITS = [128, 120] as const;

/** Calls `see` with the key of each. @param folded the same text */
export function exactKeysIn(text: string, folded: string, see: (key: number) => void): void {
  if (folded.length >= SHORTEST_HASH) hashKeysIn(folded, see);
  for (const { address, start, end } of findAddresses(text)) {
    const plain = plainAddress(address);
    const isOdd = plain !== null && !text.slice(start, end).includes(plain);
    for (const bits of PREFIXES_BITS) {
      see(keyOf('address', address, bits));
      if (isOdd) see(keyOf('oddAddress', address, bits));
    }
  }
}

/** A hash that is sought has no letter or digit beside it. An expression would keep every digit of a long run in mind. */
function hashKeysIn(folded: string, see: (key: number) => void): void {
  let start = 0;
  for (let at = 0; at <= folded.length; at++) {
    if (isHexDigit(folded.charCodeAt(at))) continue;
    if (HASH_LENGTHS.has(at - start)) see(hashKey(folded.slice(start, at)));
    start = at + 1;
  }
}

/** Of folded text. @param unit NaN behind its end */
const isHexDigit = (unit: number): boolean =>
  (unit >= 0x30 && unit <= 0x39) || (unit >= 0x61 && unit <= 0x66);

/**
 * Of networks up to 256 addresses; null where the keys cannot tell.
 * @param kind an `oddAddress` is one of IPv4 with zeros in front of its numbers, or written as IPv6
 */
export function networkExactKey(
  { address, prefixBits }: IpNetwork,
  kind: AddressKind = 'address',
): number | null {
  const bits = PREFIXES_BITS.find((one) => one <= prefixBits);
  return bits === undefined ? null : keyOf(kind, address, bits);
}

type AddressKind = 'address' | 'oddAddress';

const keyOf = (kind: AddressKind, { bytes }: IpAddress, prefixBits: number): number =>
  addressKey(kind, bytes.slice(0, prefixBits / 8));
