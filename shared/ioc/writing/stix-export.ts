/** Indicators as a STIX 2.1 bundle, each with a pattern that says the same; what no pattern can say is left out and told. */
import type { IndicatorDraft, IndicatorType } from '@shared/model/indicator';
import { STIX_MARKING_OF } from '../reading/stix-bundle';
import { likeText } from '../reading/stix-like';
import { readPattern } from '../reading/stix-pattern';
import { patternValues } from '../reading/stix-values';

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

/** Why an indicator is not in a bundle. */
export const STIX_LEFT = [
  'STIX has no word for their type',
  'STIX compares hashes only as a whole',
  'their % or _ would be a wildcard in STIX',
  'STIX would make another type of them',
] as const;
export type StixLeft = (typeof STIX_LEFT)[number];

type Draft = Pick<IndicatorDraft, 'type' | 'value' | 'mode'>;
export type StixPattern =
  | { readonly ok: true; readonly pattern: string }
  | { readonly ok: false; readonly reason: StixLeft };

/** A pattern that is read back as the indicator it was made of. */
export function stixPattern(draft: Draft): StixPattern {
  const { type, value, mode } = draft;
  const path = type === 'ip' ? addressPath(value) : PATHS[type];
  if (path === undefined) return { ok: false, reason: STIX_LEFT[0] };
  if (HASHES.has(type) && mode !== 'literal') return { ok: false, reason: STIX_LEFT[1] };
  const operand = operandOf(type, value, mode);
  if (operand === null) return { ok: false, reason: STIX_LEFT[2] };
  const pattern = `[${path} ${operand}]`;
  return isReadBack(pattern, draft) ? { ok: true, pattern } : { ok: false, reason: STIX_LEFT[3] };
}

/** The hash of a file is compared as a whole, or the standard's own library refuses the bundle it is in. */
const HASHES: ReadonlySet<IndicatorType> = new Set(['md5', 'sha1', 'sha256']);

function isReadBack(pattern: string, { type, value, mode }: Draft): boolean {
  const [found, ...more] = patternValues(readPattern(pattern));
  if (found?.ok !== true || more.length > 0) return false;
  return found.type === type && found.value === value && found.mode === mode;
}

const addressPath = (value: string): string =>
  value.includes(':') ? 'ipv6-addr:value' : 'ipv4-addr:value';

/** Null where LIKE cannot say it. */
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
  const text = likeText(value, type, mode);
  return text === null ? null : `LIKE ${quoted(text)}`;
}

export interface StixExport {
  readonly bundle: object;
  /** Indicators that are not in it, by reason. */
  readonly left: readonly LeftOut[];
}

interface LeftOut {
  readonly reason: StixLeft;
  readonly indicators: number;
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
  const left = new Map<StixLeft, number>();
  const objects = indicators.flatMap((indicator): object[] => {
    const made = stixPattern(indicator);
    if (made.ok)
      return [stixIndicator(indicator, made.pattern, authors.get(indicator.source), making)];
    left.set(made.reason, (left.get(made.reason) ?? 0) + 1);
    return [];
  });
  const identities = [...authors].map(([name, id]) => ({
    ...{ type: 'identity', spec_version: '2.1', id, created: now, modified: now, name },
  }));
  const bundle = { type: 'bundle', id: `bundle--${newId()}`, objects: [...identities, ...objects] };
  return { bundle, left: [...left].map(([reason, count]) => ({ reason, indicators: count })) };
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
