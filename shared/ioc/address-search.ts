/** IP addresses inside any text, compared as addresses, bounded: `scan_10.0.0.1.xml` has one. */
import { type IpAddress, type IpNetwork, networkHas, parseIp } from '@shared/model/ip-address';
import type { Span } from './needle';

const IPV4 = /(?<![\da-z.])\d{1,3}(?:\.\d{1,3}){3}(?![\da-z]|\.\d)/gi;
/** A colon behind ends a clause: `2001:db8::1: refused`. */
const IPV6 =
  /(?<![\da-z:.])(?:[\da-f]{0,4}:){2,7}(?:[\da-f]{1,4}|\d{1,3}(?:\.\d{1,3}){3}|(?<=(?:^|[^:])::))(?![\da-z]|:[\da-z:]|\.\d)/gi;
/** As many characters as the expressions look at on either side of an address. */
const CONTEXT = 2;

export interface FoundAddress extends Span {
  readonly address: IpAddress;
}

/** Characters of an address that may be one of that kind. */
interface Run extends Span {
  readonly mayBeV4: boolean;
  readonly mayBeV6: boolean;
}

/** IPv6 ones first, each kind in the order of the text. */
export function findAddresses(text: string): FoundAddress[] {
  const runs = runsOf(text);
  if (runs.length === 0) return [];
  return [
    ...runs.flatMap((run) => (run.mayBeV6 ? addressesIn(text, run, IPV6) : [])),
    ...runs.flatMap((run) => (run.mayBeV4 ? addressesIn(text, run, IPV4) : [])),
  ];
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

/** Without `::` an IPv6 address has eight groups, or six and an IPv4 address. */
const LEAST_COLONS = 6;
const LEAST_DOTS = 3;

/** Runs of such characters, looked at only around a dot or a colon: most of a text has neither. */
function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== DOT && code !== COLON) continue;
    const run = runAround(text, at);
    if (run.mayBeV4 || run.mayBeV6) runs.push(run);
    at = run.end;
  }
  return runs;
}

/** The whole run that has its first dot or colon there. */
function runAround(text: string, at: number): Run {
  let start = at;
  while (start > 0 && isAddressCharacter(text.charCodeAt(start - 1))) start--;
  let dots = 0;
  let colons = 0;
  let isCompressed = false;
  let end = at;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (!isAddressCharacter(code)) break;
    if (code === DOT) dots++;
    else if (code === COLON) {
      colons++;
      isCompressed ||= text.charCodeAt(end - 1) === COLON;
    }
  }
  const mayBeV6 = isCompressed || colons >= LEAST_COLONS;
  return { start, end, mayBeV4: dots >= LEAST_DOTS, mayBeV6 };
}

/** The first of the found addresses that is in the network. */
export function findAddress(found: readonly FoundAddress[], network: IpNetwork): Span | null {
  const first = found.find(({ address }) => networkHas(network, address));
  return first === undefined ? null : { start: first.start, end: first.end };
}
