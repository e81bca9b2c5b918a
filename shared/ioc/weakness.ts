/** Why an indicator may hit much that is harmless, told before it is kept. What it hits in a case is counted apart. */
import { foldCase } from '@shared/model/fold-case';
import type { IndicatorDraft } from '@shared/model/indicator';
import { type IpNetwork, networkHas, parseNetwork } from '@shared/model/ip-address';
import { expressionStretches } from './sought-stretch';
import {
  WELL_KNOWN_ACCOUNTS,
  WELL_KNOWN_DOMAINS,
  WELL_KNOWN_FILES,
  WELL_KNOWN_HASHES,
  WELL_KNOWN_KEYS,
  WELL_KNOWN_SIDS,
} from './well-known';

/** Fewer characters stand in many values by chance. */
const SHORT = 4;
/** A literal is a word of its own: two characters less are as telling. */
const SHORT_WORD = 3;
/** Wider networks hold whole providers. */
const WIDE_V4_BITS = 96 + 16;
const WIDE_V6_BITS = 32;

const network = (text: string): IpNetwork => {
  const parsed = parseNetwork(text);
  if (parsed === null) throw new RangeError(`${text} is no network`);
  return parsed;
};

/** Addresses that mean another computer in each network (RFC 6890), and what they are called. */
const SPECIAL: readonly (readonly [string, readonly IpNetwork[]])[] = [
  ['a loopback address', ['127.0.0.0/8', '::1/128'].map(network)],
  [
    'a private address, which names another computer in each network',
    ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', '100.64.0.0/10'].map(network),
  ],
  ['a link-local address', ['169.254.0.0/16', 'fe80::/10'].map(network)],
  ['a multicast address', ['224.0.0.0/4', 'ff00::/8'].map(network)],
  ['no address of one computer', ['0.0.0.0/8', '255.255.255.255/32', '::/128'].map(network)],
  ['the address of a public name server', ['8.8.8.8/31', '8.8.4.4/32', '1.1.1.1/32'].map(network)],
];

export function weaknessesOf(draft: Pick<IndicatorDraft, 'type' | 'value' | 'mode'>): string[] {
  const found = [shortness(draft), ...(draft.mode === 'literal' ? [wellKnown(draft)] : [])];
  return found.filter((weakness) => weakness !== null);
}

function shortness({ type, value, mode }: Pick<IndicatorDraft, 'type' | 'value' | 'mode'>) {
  if (mode === 'regex' || type === 'regex') {
    const stretches = expressionStretches(value);
    return stretches === null || stretches.some(({ length }) => length < SHORT)
      ? 'the expression asks for no text of four characters and is tried on every value'
      : null;
  }
  if (type === 'ip') return null;
  const solid = mode === 'wildcard' ? value.replaceAll(/[*?]/g, '') : value;
  const least = mode === 'literal' ? SHORT_WORD : SHORT;
  return solid.length < least
    ? `short: ${solid.length} ${solid.length === 1 ? 'character' : 'characters'}`
    : null;
}

function wellKnown({ type, value }: Pick<IndicatorDraft, 'type' | 'value'>): string | null {
  const text = foldCase(value);
  switch (type) {
    case 'ip':
      return addressWeakness(value);
    case 'domain':
      return WELL_KNOWN_DOMAINS.has(text.replace(/^www\./, '')) ? 'a well-known domain' : null;
    case 'url':
      return urlWeakness(text);
    case 'filename':
    case 'filepath':
    case 'process':
      return WELL_KNOWN_FILES.has(text.split(/[\\/]/).at(-1) ?? '')
        ? 'the name of an ordinary program'
        : null;
    case 'username':
    case 'hostname':
      return WELL_KNOWN_ACCOUNTS.has(text.split('\\').at(-1) ?? '') ? 'a well-known name' : null;
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'imphash':
      return WELL_KNOWN_HASHES.has(text) ? 'the hash of an empty file' : null;
    case 'sid':
      return WELL_KNOWN_SIDS.test(text) ? 'a SID that every Windows has' : null;
    case 'registry':
      return WELL_KNOWN_KEYS.test(text) ? 'a key that every Windows has' : null;
    default:
      return null;
  }
}

function addressWeakness(value: string): string | null {
  const parsed = parseNetwork(value);
  if (parsed === null) return null;
  const isV4 = parsed.prefixBits >= 96;
  if (parsed.prefixBits < (isV4 ? WIDE_V4_BITS : WIDE_V6_BITS)) return 'a very wide network';
  const special = SPECIAL.find(([, networks]) =>
    networks.some((one) => one.prefixBits <= parsed.prefixBits && networkHas(one, parsed.address)),
  );
  return special?.[0] ?? null;
}

/** A page of a well-known site may well be the attacker's; the site itself is not. */
function urlWeakness(url: string): string | null {
  const [, host = '', path = ''] = /^[a-z][a-z\d+.-]*:\/\/([^/?#:]*)(?::\d+)?(.*)$/.exec(url) ?? [];
  const isBare = path === '' || path === '/';
  return isBare && WELL_KNOWN_DOMAINS.has(host.replace(/^www\./, '')) ? 'a well-known site' : null;
}
