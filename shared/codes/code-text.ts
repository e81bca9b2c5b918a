/** What a coded value of a Windows event says in words (LogonType 3: Network). The value itself is never replaced. */
import { type AccessedObject, accessText } from './access-rights';
import { bitsText, codeOf, type CodeTable, codeTable } from './code-value';
import {
  ENCRYPTION_TYPES,
  KERBEROS_RESULTS,
  PRE_AUTHENTICATION_TYPES,
  TICKET_OPTIONS,
} from './kerberos-codes';
import { INTEGRITY_LEVELS, LOGON_STATUSES, LOGON_TYPES } from './logon-codes';
import { messageText } from './message-parameters';

/** What a code's meaning hangs on; null where the event does not say. */
export interface CodedEvent {
  readonly provider: string | null;
  readonly channel: string | null;
  readonly eventId: string | null;
  /** `File`, `Key`, `Process`… of the object events. */
  readonly objectType: string | null;
}
type Meaning = (code: number, event: CodedEvent) => string | null;

/** Service types and start types of the Windows SDK (winnt.h), as 4697 carries them. */
const SERVICE_TYPES = codeTable({
  0x1: 'Kernel driver',
  0x2: 'File system driver',
  0x8: 'Recognizer driver',
  0x10: 'Process of its own',
  0x20: 'Shared process',
  0x50: 'User service, process of its own',
  0x60: 'User service, shared process',
  0x110: 'Interactive process of its own',
  0x120: 'Interactive shared process',
});
const SERVICE_STARTS = codeTable({
  ...{ 0: 'Boot', 1: 'System', 2: 'Automatic', 3: 'Manual', 4: 'Disabled' },
});
/** IANA protocol numbers. */
const PROTOCOLS = codeTable({
  ...{ 1: 'ICMP', 2: 'IGMP', 6: 'TCP', 17: 'UDP', 41: 'IPv6', 47: 'GRE', 50: 'ESP', 58: 'ICMPv6' },
});
const OBJECTS: ReadonlyMap<string, AccessedObject> = new Map([
  ...(['file', 'key', 'process'] as const).map((kind) => [kind, kind] as const),
]);
/** Tickets asked for, renewed and refused. */
const KERBEROS_EVENTS: ReadonlySet<string> = new Set([
  '4768',
  '4769',
  '4770',
  '4771',
  '4772',
  '4773',
]);
const DIRECTORY_ACCESS = '4662';
const SHARE_ACCESS: ReadonlySet<string> = new Set(['5140', '5145']);
const PACKETS = /^51[45]\d$/;

const isKerberos = ({ eventId }: CodedEvent): boolean => KERBEROS_EVENTS.has(eventId ?? '');
const from =
  (table: CodeTable): Meaning =>
  (code) =>
    table.get(code) ?? null;

function objectOf({ eventId, objectType }: CodedEvent): AccessedObject | null {
  if (eventId === DIRECTORY_ACCESS) return 'directory';
  if (SHARE_ACCESS.has(eventId ?? '')) return 'file';
  return OBJECTS.get(objectType?.toLowerCase() ?? '') ?? null;
}

const status: Meaning = (code, event) =>
  (isKerberos(event) ? KERBEROS_RESULTS : LOGON_STATUSES).get(code) ?? null;

/** By field of the Security log. */
const SECURITY: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['LogonType', from(LOGON_TYPES)],
  ['Status', status],
  ['SubStatus', status],
  ['FailureCode', status],
  ['ResultCode', status],
  ['TicketEncryptionType', from(ENCRYPTION_TYPES)],
  ['SessionKeyEncryptionType', from(ENCRYPTION_TYPES)],
  ['PreAuthType', from(PRE_AUTHENTICATION_TYPES)],
  ['TicketOptions', (code, event) => (isKerberos(event) ? bitsText(code, TICKET_OPTIONS) : null)],
  ['ServiceType', from(SERVICE_TYPES)],
  ['ServiceStartType', from(SERVICE_STARTS)],
  [
    'Protocol',
    (code, { eventId }) => (PACKETS.test(eventId ?? '') ? (PROTOCOLS.get(code) ?? null) : null),
  ],
  [
    'AccessMask',
    (code, event) => {
      const object = objectOf(event);
      return object === null ? null : accessText(code, object);
    },
  ],
]);

const isFrom = ({ provider, channel }: CodedEvent, wanted: string, log: string): boolean =>
  provider === null ? channel?.toLowerCase() === log.toLowerCase() : provider === wanted;

const isSecurity = (event: CodedEvent): boolean =>
  isFrom(event, 'Microsoft-Windows-Security-Auditing', 'Security');

const isSysmon = (event: CodedEvent): boolean =>
  isFrom(event, 'Microsoft-Windows-Sysmon', 'Microsoft-Windows-Sysmon/Operational');

/** Null where the value is no code or one whose meaning is not known. */
export function codeText(event: CodedEvent, field: string, value: string): string | null {
  const code = codeOf(value);
  if (isSysmon(event))
    return field === 'GrantedAccess' && code !== null ? accessText(code, 'process') : null;
  if (!isSecurity(event)) return null;
  if (code === null) return INTEGRITY_LEVELS.get(value) ?? messageText(value);
  return SECURITY.get(field)?.(code, event) ?? null;
}
