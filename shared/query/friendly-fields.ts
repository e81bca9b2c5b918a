/**
 * Names an examiner types for what each kind of event calls otherwise (docs/query.md lists them). A friendly
 * name asks all its fields, and those of other sources under their ECS and vendor names.
 */
import type { FieldTest } from './ast';
import { isCaseField } from './case-fields';
import { NO_SPELLINGS, type Spellings, SPELLINGS } from './spellings';

interface FriendlyField {
  readonly fields: readonly string[];
  readonly spellings?: Spellings;
}

/** Keys in lower case. */
const FRIENDLY: Readonly<Record<string, FriendlyField>> = {
  id: { fields: ['EventID'] },
  event_id: { fields: ['EventID'] },
  host: { fields: ['Computer'] },
  hostname: { fields: ['Computer'] },
  provider: { fields: ['Provider_Name'] },
  source: { fields: ['Provider_Name'] },
  record: { fields: ['EventRecordID'] },
  user: {
    fields: [
      ...['User', 'UserName', 'TargetUserName', 'SubjectUserName', 'AccountName', 'SamAccountName'],
      ...['SourceUser', 'TargetUser', 'UserId', 'UserPrincipalName', 'user.name', 'user.email'],
      ...['actor.alternateId', 'userIdentity.userName', 'identity.user.name'],
    ],
    spellings: SPELLINGS.account,
  },
  process: {
    fields: [
      ...['Image', 'NewProcessName', 'ProcessName', 'SourceImage', 'ImageFileName'],
      ...['process.executable', 'process.name'],
    ],
    spellings: SPELLINGS.path,
  },
  parent: {
    fields: [
      ...['ParentImage', 'ParentProcessName', 'InitiatingProcessFileName'],
      ...['process.parent.executable', 'process.parent.name'],
    ],
    spellings: SPELLINGS.path,
  },
  command: {
    fields: ['CommandLine', 'ProcessCommandLine', 'process.command_line', 'HostApplication'],
  },
  pid: { fields: ['ProcessId', 'NewProcessId', 'process.pid'] },
  ip: {
    fields: [
      ...['SourceIp', 'DestinationIp', 'IpAddress', 'SourceAddress', 'DestAddress'],
      ...['ClientAddress', 'ClientIP', 'SourceNetworkAddress', 'RemoteIP', 'LocalIP'],
      ...['source.ip', 'destination.ip', 'client.ip', 'server.ip', 'host.ip'],
      ...['sourceIPAddress', 'callerIpAddress', 'id.orig_h', 'id.resp_h', 'c-ip', 's-ip'],
    ],
    spellings: SPELLINGS.address,
  },
  port: {
    fields: [
      ...['SourcePort', 'DestinationPort', 'IpPort', 'DestPort', 'RemotePort', 'LocalPort'],
      ...['source.port', 'destination.port', 'id.orig_p', 'id.resp_p'],
    ],
  },
  hash: {
    fields: [
      ...['Hashes', 'Hash', 'MD5', 'SHA1', 'SHA256', 'IMPHASH'],
      ...['process.hash.md5', 'process.hash.sha1', 'process.hash.sha256'],
      ...['file.hash.md5', 'file.hash.sha1', 'file.hash.sha256', 'dll.hash.sha256'],
    ],
    spellings: SPELLINGS.hash,
  },
  domain: { fields: ['QueryName', 'DestinationHostname', 'dns.question.name', 'url.domain'] },
  path: {
    fields: [
      ...['TargetFilename', 'ImageLoaded', 'ObjectName', 'RelativeTargetName', 'FileName'],
      ...['file.path', 'dll.path'],
    ],
    spellings: SPELLINGS.path,
  },
  key: { fields: ['TargetObject', 'registry.path'] },
  service: { fields: ['ServiceName', 'service.name'] },
  logon: { fields: ['TargetLogonId', 'SubjectLogonId', 'LogonId'] },
};

export const FRIENDLY_NAMES: readonly string[] = Object.keys(FRIENDLY);

const friendly = (typed: string): FriendlyField | null => {
  const key = typed.toLowerCase();
  return Object.hasOwn(FRIENDLY, key) ? (FRIENDLY[key] ?? null) : null;
};

/** The fields a typed name means, in lower case: the one called so, and those the name stands for. */
export function fieldsMeant(typed: string): readonly string[] {
  const fields = friendly(typed)?.fields ?? [];
  return [...new Set([typed, ...fields].map((name) => name.toLowerCase()))];
}

/**
 * Fields of the record that are asked, in lower case. Whether the case tells something of an event has nothing to do with what
 * its record calls so: `level:*` finds detections, though each event of Windows has a Level; `LEVEL:*` finds both.
 */
export const recordFieldsMeant = (typed: string, test: FieldTest): readonly string[] =>
  test.kind === 'exists' && isCaseField(typed) ? [] : fieldsMeant(typed);

/** How a text of such a field may be written, itself among them. */
export const spellingsOf = (typed: string): Spellings => friendly(typed)?.spellings ?? NO_SPELLINGS;

/** Whether a typed name asks for addresses: a network finds all that are in it. */
export const asksAddress = (typed: string): boolean =>
  friendly(typed)?.spellings === SPELLINGS.address;
