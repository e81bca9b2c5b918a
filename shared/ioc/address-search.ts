/** IP addresses inside any text, compared as addresses: bounded, IPv4-mapped IPv6 the same as IPv4. */
import { type IpAddress, type IpNetwork, networkHas, parseIp } from '@shared/model/ip-address';
import type { Span } from './needle';

const IPV4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)/g;
const IPV6 =
  /(?<![\w:.])(?:[\da-f]{0,4}:){2,7}(?:[\da-f]{1,4}|\d{1,3}(?:\.\d{1,3}){3})?(?![\w:]|\.\d)/gi;
/** As many characters as the expressions look at on either side of an address. */
const CONTEXT = 2;

export interface FoundAddress extends Span {
  readonly address: IpAddress;
}

/** IPv6 ones first, each kind in the order of the text. */
export function findAddresses(text: string): FoundAddress[] {
  const runs = runsOf(text);
  return [IPV6, IPV4].flatMap((kind) => runs.flatMap((run) => addressesIn(text, run, kind)));
}

function addressesIn(text: string, { start, end }: Span, kind: RegExp): FoundAddress[] {
  const from = Math.max(0, start - CONTEXT);
  return [...text.slice(from, end + CONTEXT).matchAll(kind)].flatMap((match): FoundAddress[] => {
    const address = parseIp(match[0]);
    const at = from + match.index;
    return address === null ? [] : [{ address, start: at, end: at + match[0].length }];
  });
}

const DOT = 0x2e;
const COLON = 0x3a;

const isAddressCharacter = (code: number): boolean =>
  (code >= 0x30 && code <= COLON) ||
  code === DOT ||
  (code >= 0x61 && code <= 0x66) ||
  (code >= 0x41 && code <= 0x46);

/** Runs of digits, colons and dots that may hold an address: three dots, or two colons. */
function runsOf(text: string): Span[] {
  const runs: Span[] = [];
  let start = 0;
  let dots = 0;
  let colons = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (isAddressCharacter(code)) {
      if (code === DOT) dots++;
      else if (code === COLON) colons++;
      continue;
    }
    if (dots >= 3 || colons >= 2) runs.push({ start, end: at });
    start = at + 1;
    dots = 0;
    colons = 0;
  }
  return runs;
}

/** The first of the found addresses that is in the network. */
export function findAddress(found: readonly FoundAddress[], network: IpNetwork): Span | null {
  const first = found.find(({ address }) => networkHas(network, address));
  return first === undefined ? null : { start: first.start, end: first.end };
}
