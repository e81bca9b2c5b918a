/** Indicators as a STIX 2.1 bundle, each with a pattern that says the same; what no pattern can say is left out. */
import type { IndicatorDraft, IndicatorType } from '@shared/model/indicator';
import { STIX_MARKING_OF } from '../reading/stix-bundle';

const PATHS: Readonly<Partial<Record<IndicatorType, string>>> = {
  domain: 'domain-name:value',
  hostname: 'domain-name:value',
  url: 'url:value',
  email: 'email-addr:value',
  username: 'user-account:account_login',
  sid: 'user-account:user_id',
  md5: 'file:hashes.MD5',
  sha1: "file:hashes.'SHA-1'",
  sha256: "file:hashes.'SHA-256'",
  imphash: "file:extensions.'windows-pebinary-ext'.imphash",
  filename: 'file:name',
  filepath: 'directory:path',
  process: 'process:image_ref.name',
  commandline: 'process:command_line',
  registry: 'windows-registry-key:key',
  service: "process:extensions.'windows-service-ext'.service_name",
  mutex: 'mutex:name',
  pipe: 'file:name',
  useragent: "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'",
};

const quoted = (text: string): string => `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;

/** Null where STIX has no word for it: free text, expressions over anything. */
export function stixPattern({ type, value, mode }: IndicatorDraft): string | null {
  const path = type === 'ip' ? addressPath(value) : PATHS[type];
  if (path === undefined) return null;
  const operand = operandOf(type, value, mode);
  return operand === null ? null : `[${path} ${operand}]`;
}

const addressPath = (value: string): string =>
  value.includes(':') ? 'ipv6-addr:value' : 'ipv4-addr:value';

/** `%` and `_` cannot be escaped in LIKE, so that a value with one is left out. */
function operandOf(
  type: IndicatorType,
  value: string,
  mode: IndicatorDraft['mode'],
): string | null {
  if (mode === 'regex') return `MATCHES ${quoted(value)}`;
  if (mode === 'literal') {
    const isNetwork = type === 'ip' && value.includes('/');
    return `${isNetwork ? 'ISSUBSET' : '='} ${quoted(value)}`;
  }
  if (/[%_]/.test(value)) return null;
  if (mode === 'substring') return `LIKE ${quoted(`%${value}%`)}`;
  return `LIKE ${quoted(value.replaceAll('*', '%').replaceAll('?', '_'))}`;
}

export interface StixExport {
  readonly bundle: object;
  /** Indicators no pattern can say. */
  readonly left: number;
}

/** What objects of one bundle share. */
interface Making {
  /** A version 4 UUID each time it is asked. */
  readonly newId: () => string;
  /** ISO 8601 with milliseconds, UTC. */
  readonly now: string;
}

export function stixBundle(
  indicators: readonly IndicatorDraft[],
  newId: () => string,
  now: string,
): StixExport {
  const making = { newId, now };
  const sources = [...new Set(indicators.map(({ source }) => source))].filter(
    (name) => name !== '',
  );
  const authors = new Map(sources.map((name) => [name, `identity--${newId()}`]));
  const objects = indicators.flatMap((indicator): object[] => {
    const pattern = stixPattern(indicator);
    const author = authors.get(indicator.source);
    return pattern === null ? [] : [stixIndicator(indicator, pattern, author, making)];
  });
  const identities = [...authors].map(([name, id]) => ({
    ...{ type: 'identity', spec_version: '2.1', id, created: now, modified: now, name },
  }));
  const bundle = { type: 'bundle', id: `bundle--${newId()}`, objects: [...identities, ...objects] };
  return { bundle, left: indicators.length - objects.length };
}

function stixIndicator(
  indicator: IndicatorDraft,
  pattern: string,
  author: string | undefined,
  { newId, now }: Making,
): object {
  const { value, note, confidence, tlp, validUntil, severity, active } = indicator;
  const marking = tlp === null ? undefined : STIX_MARKING_OF.get(tlp);
  return {
    ...{ type: 'indicator', spec_version: '2.1', id: `indicator--${newId()}` },
    ...{ created: now, modified: now, name: value, pattern, pattern_type: 'stix' },
    valid_from: VALID_FROM,
    ...(author !== undefined && { created_by_ref: author }),
    ...(note !== '' && { description: note }),
    ...(severity !== null && { labels: [`severity:${severity}`] }),
    ...(confidence !== null && { confidence }),
    ...(validUntil !== null && { valid_until: milliseconds(validUntil) }),
    ...(marking !== undefined && { object_marking_refs: [marking] }),
    // A bundle can say "switched off" only by taking the indicator back.
    ...(!active && { revoked: true }),
  };
}

/** STIX asks for it; evidence of any age is meant. */
const VALID_FROM = '1970-01-01T00:00:00Z';

/** STIX times have any number of digits, but readers of them often only six. */
const milliseconds = (time: string): string => time.replace(/(\.\d{3})\d+Z$/, '$1Z');
