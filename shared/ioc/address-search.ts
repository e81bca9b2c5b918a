/** IP addresses inside any text, compared as addresses: bounded, IPv4-mapped IPv6 the same as IPv4. */
import { type IpAddress, type IpNetwork, networkHas, parseIp } from '@shared/model/ip-address';
import type { Span } from './needle';

const IPV4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)/g;
const IPV6 =
  /(?<![\w:.])(?:[\da-f]{0,4}:){2,7}(?:[\da-f]{1,4}|\d{1,3}(?:\.\d{1,3}){3})?(?![\w:]|\.\d)/gi;

function* addressesIn(text: string): Generator<RegExpExecArray> {
  yield* text.matchAll(IPV6);
  yield* text.matchAll(IPV4);
}

export interface FoundAddress extends Span {
  readonly address: IpAddress;
}

export function findAddresses(text: string): FoundAddress[] {
  const found: FoundAddress[] = [];
  for (const match of addressesIn(text)) {
    const address = parseIp(match[0]);
    const start = match.index;
    if (address !== null) found.push({ address, start, end: start + match[0].length });
  }
  return found;
}

export function findAddress(found: readonly FoundAddress[], network: IpNetwork): Span | null {
  const first = found.find(({ address }) => networkHas(network, address));
  return first === undefined ? null : { start: first.start, end: first.end };
}
