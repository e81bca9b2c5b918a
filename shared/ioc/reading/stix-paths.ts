/** Which kind of indicator the object paths of STIX patterns name (STIX 2.1, section 6). */
import type { IndicatorType } from '@shared/model/indicator';
import { parseNetwork } from '@shared/model/ip-address';

const TYPES: ReadonlyMap<string, IndicatorType> = new Map([
  ...([
    ['ipv4-addr:value', 'ip'],
    ['ipv6-addr:value', 'ip'],
    ['url:value', 'url'],
  ] as const),
  ...([
    ['email-addr:value', 'email'],
    ['email-message:from_ref.value', 'email'],
    ['email-message:sender_ref.value', 'email'],
    ['email-message:to_refs[*].value', 'email'],
    ['email-message:cc_refs[*].value', 'email'],
    ['email-message:bcc_refs[*].value', 'email'],
  ] as const),
  ...([
    ['mutex:name', 'mutex'],
    ['directory:path', 'filepath'],
    ['domain-name:resolves_to_refs[*].value', 'ip'],
  ] as const),
  ...([
    ['file:parent_directory_ref.path', 'filepath'],
    ['process:cwd', 'filepath'],
  ] as const),
  ...([
    ['process:command_line', 'commandline'],
    ['process:name', 'process'],
  ] as const),
  ...([
    ['process:image_ref.name', 'process'],
    ['process:binary_ref.name', 'process'],
  ] as const),
  ...([['process:creator_user_ref.account_login', 'username']] as const),
  ...([['windows-registry-key:key', 'registry']] as const),
  ...([['windows-registry-key:values[*].name', 'text']] as const),
  ...([['windows-registry-key:values[*].data', 'text']] as const),
  ...([
    ['user-account:account_login', 'username'],
    ['user-account:display_name', 'username'],
  ] as const),
  ...([
    ['network-traffic:src_ref.value', 'ip'],
    ['network-traffic:dst_ref.value', 'ip'],
  ] as const),
  [`process:extensions.windows-service-ext.service_name`, 'service'],
  [`process:extensions.windows-service-ext.display_name`, 'service'],
  [`network-traffic:extensions.http-request-ext.request_header.User-Agent`, 'useragent'],
  [`network-traffic:extensions.http-request-ext.request_value`, 'text'],
  [`file:extensions.windows-pebinary-ext.imphash`, 'imphash'],
  ...([
    ['mac-addr:value', 'text'],
    ['file:name', 'filename'],
    ['domain-name:value', 'domain'],
  ] as const),
  ...([['user-account:user_id', 'username']] as const),
]);

const HASHES: ReadonlyMap<string, IndicatorType> = new Map([
  ...([
    ['md5', 'md5'],
    ['sha1', 'sha1'],
    ['sha256', 'sha256'],
    ['imphash', 'imphash'],
  ] as const),
]);

const HASH_PATH = /(?:^|[.:])hashes\.([\w-]+)$/;

/** A process that started another, or was started by it, is one too. */
const PARENTS = /^process:(?:(?:parent_ref|child_refs\[\*\])\.)+/;

/** Null where it names nothing that is sought here. */
export function typeOfPath(path: string, value: string): IndicatorType | null {
  const algorithm = HASH_PATH.exec(path)?.[1];
  if (algorithm !== undefined)
    return HASHES.get(algorithm.toLowerCase().replaceAll('-', '')) ?? null;
  const named = TYPES.get(path.replaceAll(/\[\d+\]/g, '[*]').replace(PARENTS, 'process:'));
  return named === undefined ? null : byLooks(named, value);
}

/** Where one path is used for several kinds of things. */
function byLooks(type: IndicatorType, value: string): IndicatorType {
  switch (type) {
    case 'domain':
      return value.includes('.') ? 'domain' : 'hostname';
    case 'username':
      return /^S-1-\d/i.test(value) ? 'sid' : 'username';
    case 'ip':
      return parseNetwork(value) === null && /[a-z]/i.test(value) ? 'domain' : 'ip';
    case 'filename':
      if (/^\\\\\.\\pipe\\/i.test(value)) return 'pipe';
      return /[\\/]/.test(value) ? 'filepath' : 'filename';
    default:
      return type;
  }
}
