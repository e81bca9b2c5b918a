/** Attribute types of MISP as indicators. Composite ones (`filename|sha256`) name a value on each side of a bar. */
import type { IndicatorType } from '@shared/model/indicator';
import { plainValue } from './plain-value';

const TYPES: ReadonlyMap<string, IndicatorType> = new Map([
  ...([
    ['ip-src', 'ip'],
    ['ip-dst', 'ip'],
    ['ip', 'ip'],
    ['domain', 'domain'],
  ] as const),
  ...([
    ['hostname', 'domain'],
    ['url', 'url'],
    ['uri', 'text'],
    ['email', 'email'],
  ] as const),
  ...([
    ['email-src', 'email'],
    ['email-dst', 'email'],
    ['email-reply-to', 'email'],
  ] as const),
  ...([
    ['target-email', 'email'],
    ['md5', 'md5'],
    ['sha1', 'sha1'],
    ['sha256', 'sha256'],
  ] as const),
  ...([
    ['imphash', 'imphash'],
    ['filename', 'filename'],
    ['email-attachment', 'filename'],
    ['regkey', 'registry'],
  ] as const),
  ...([
    ['mutex', 'mutex'],
    ['named pipe', 'pipe'],
    ['user-agent', 'useragent'],
  ] as const),
  ...([
    ['windows-service-name', 'service'],
    ['windows-service-displayname', 'service'],
  ] as const),
  ...([
    ['target-user', 'username'],
    ['target-machine', 'hostname'],
  ] as const),
  ...([
    ['process-name', 'process'],
    ['command-line', 'commandline'],
    ['sid', 'sid'],
  ] as const),
  ...([
    ['windows-scheduled-task', 'text'],
    ['mac-address', 'text'],
  ] as const),
  ...([
    ['x509-fingerprint-md5', 'md5'],
    ['x509-fingerprint-sha1', 'sha1'],
  ] as const),
  ...([['x509-fingerprint-sha256', 'sha256']] as const),
]);

/** Types that are composites without saying so. */
const COMPOSITES: ReadonlyMap<string, string> = new Map([['malware-sample', 'filename|md5']]);

/** What attributes of objects are, whose own type says only that they are text or the name of a file. */
const RELATIONS: ReadonlyMap<string, IndicatorType> = new Map([
  ...([
    ['file path', 'filepath'],
    ['file fullpath', 'filepath'],
    ['process name', 'process'],
    ['process image', 'process'],
  ] as const),
  ...([
    ['process parent-image', 'process'],
    ['process parent-process-name', 'process'],
    ['process parent-process-path', 'process'],
  ] as const),
  ...([
    ['process command-line', 'commandline'],
    ['process parent-command-line', 'commandline'],
    ['process current-directory', 'filepath'],
  ] as const),
  ...([
    ['user-account username', 'username'],
    ['user-account account', 'username'],
    ['user-account user-id', 'username'],
    ['credential username', 'username'],
  ] as const),
  ...([
    ['mutex name', 'mutex'],
    ['windows-service service-name', 'service'],
    ['windows-service name', 'service'],
    ['windows-service display-name', 'service'],
  ] as const),
]);
/** Types that say less than the place in an object. */
const GENERAL: ReadonlySet<string> = new Set(['text', 'filename', 'mutex']);

/** Parts of a composite that say something about the other part. */
const BESIDE: ReadonlySet<string> = new Set(['port', 'value']);

export interface MispPart {
  readonly type: IndicatorType;
  readonly value: string;
  /** What of the attribute is not sought. */
  readonly remark?: string;
}

/** Where an attribute of an object stands; both empty for one on its own. */
export interface MispPlace {
  readonly object: string;
  readonly relation: string;
}

/** Null where the type is none of ours; parts that only describe others are left out. */
export function mispParts(type: string, value: string, place: MispPlace): MispPart[] | null {
  const related = GENERAL.has(type)
    ? RELATIONS.get(`${place.object} ${place.relation}`)
    : undefined;
  if (related !== undefined) return [{ type: byLooks(related, value), value: value.trim() }];
  const names = (COMPOSITES.get(type) ?? type).split('|');
  const values = names.length === 1 ? [value] : splitValue(value, names.length);
  const parts = names.flatMap((name, at): MispPart[] => {
    const found = TYPES.get(name);
    const part = values[at]?.trim() ?? '';
    const behind = values[at + 1]?.trim() ?? '';
    const isLeft = behind !== '' && BESIDE.has(names[at + 1] ?? '');
    const left = isLeft
      ? { remark: `its ${names[at + 1]} "${behind.slice(0, 200)}" is left out` }
      : {};
    if (found === undefined || part === '' || BESIDE.has(name)) return [];
    const looks = byLooks(found, part);
    return [{ type: looks, value: plainValue(looks, part), ...left }];
  });
  return parts.length === 0 ? null : parts;
}

/** A bar in the last value is its own. */
function splitValue(value: string, parts: number): string[] {
  const split = value.split('|');
  return [...split.slice(0, parts - 1), split.slice(parts - 1).join('|')];
}

function byLooks(type: IndicatorType, value: string): IndicatorType {
  if (type === 'username' && /^S-1-\d/i.test(value)) return 'sid';
  if (type === 'domain' && !value.includes('.')) return 'hostname';
  return type === 'filename' && /[\\/]/.test(value) ? 'filepath' : type;
}
