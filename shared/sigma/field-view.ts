/**
 * Category rules speak Sysmon's field names. Where Windows logs the same thing elsewhere, a view of the
 * event adds those names beside the original ones (sigma.md 3.3); service rules see the original alone.
 */
import { type EventFields, type FieldValue, fieldOf, textOf } from '@shared/model/event';
import { hiveSpellings, registryDetails, registryEventType, registryPath } from './registry-view';

export type FieldView = 'plain' | 'process' | 'registry' | 'hive' | 'network' | 'defender';

/** A field a view gives an event, worked out from fields the event has. */
export interface ViewField {
  readonly name: string;
  /** The fields it is worked out from, and nothing else of the event. */
  readonly inputs: readonly string[];
  /** The event's own field of this name means something else, so the view's stands in its place. */
  readonly replaces: boolean;
  /** Undefined where the event has nothing to make it of. */
  of(event: EventFields): FieldValue | undefined;
}

const made = (
  name: string,
  inputs: readonly string[],
  of: ViewField['of'],
  replaces = false,
): ViewField => ({ name, inputs, replaces, of });

/** The first of the fields that is there and not null. */
const renamed = (name: string, ...inputs: readonly string[]): ViewField =>
  made(name, inputs, (event) => {
    const values = inputs.map((input) => fieldOf(event, input));
    return values.find((value) => value !== undefined && value !== null) ?? values.at(-1);
  });

const decimal = (value: FieldValue | undefined): FieldValue | undefined =>
  typeof value === 'string' && /^0x[\da-f]{1,12}$/i.test(value)
    ? String(Number.parseInt(value, 16))
    : value;

const USER_INPUTS = ['Subject', 'Target'].flatMap((role) => [
  `${role}UserName`,
  `${role}DomainName`,
]);

/** `DOMAIN\user` of subject and, where it names somebody, of target. */
function users(event: EventFields): FieldValue | undefined {
  const named = ['Subject', 'Target'].flatMap((role) => {
    const user = textOf(event, `${role}UserName`);
    if (user === null || user === '-' || user === '') return [];
    const domain = textOf(event, `${role}DomainName`);
    return [domain === null || domain === '-' || domain === '' ? user : `${domain}\\${user}`];
  });
  return named.length === 0 ? undefined : named;
}

const USER = made('User', USER_INPUTS, users);
const LOGON_ID = renamed('LogonId', 'SubjectLogonId');

const INTEGRITY_NAMES: ReadonlyMap<string, string> = new Map([
  ['S-1-16-4096', 'Low'],
  ['S-1-16-8192', 'Medium'],
  ['S-1-16-8448', 'Medium Plus'],
  ['S-1-16-12288', 'High'],
  ['S-1-16-16384', 'System'],
]);

/** The label's SID and its name: rules list either. */
function integrity(event: EventFields): FieldValue | undefined {
  const label = textOf(event, 'MandatoryLabel');
  if (label === null) return undefined;
  const name = INTEGRITY_NAMES.get(label);
  return name === undefined ? label : [label, name];
}

/** 4688 calls the parent's id ProcessId; 4689 has no parent. */
const parentId = (event: EventFields): FieldValue | undefined =>
  event.names.includes('NewProcessId') ? decimal(fieldOf(event, 'ProcessId')) : undefined;

/** 4688 and 4689 write ids as hex text, and 4688's own ProcessId is the parent's. */
const ownId = (event: EventFields): FieldValue | undefined =>
  decimal(fieldOf(event, 'NewProcessId') ?? fieldOf(event, 'ProcessId'));

const PROCESS: readonly ViewField[] = [
  renamed('Image', 'NewProcessName', 'ProcessName'),
  renamed('ParentImage', 'ParentProcessName'),
  USER,
  LOGON_ID,
  made('IntegrityLevel', ['MandatoryLabel'], integrity),
  made('ParentProcessId', ['NewProcessId', 'ProcessId'], parentId),
  made('ProcessId', ['NewProcessId', 'ProcessId'], ownId, true),
];

const REGISTRY: readonly ViewField[] = [
  renamed('Image', 'ProcessName'),
  USER,
  LOGON_ID,
  made('TargetObject', ['ObjectName', 'ObjectValueName'], registryPath),
  made('Details', ['NewValue', 'NewValueType'], registryDetails),
  made('EventType', ['OperationType'], registryEventType),
];

/** Events that have a path already, which may name its hive otherwise. */
const HIVE = ['TargetObject', 'NewName'].map((name) =>
  made(name, [name], (event) => hiveSpellings(textOf(event, name)), true),
);

const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['6', 'tcp'],
  ['17', 'udp'],
]);

/** The number and the name Sysmon has for it. */
function protocol(event: EventFields): FieldValue | undefined {
  const number = textOf(event, 'Protocol') ?? '';
  const name = PROTOCOLS.get(number);
  return name === undefined ? undefined : [number, name];
}

/** The path by device, and as if the volume were C:. */
function applicationPaths(event: EventFields): FieldValue | undefined {
  const application = textOf(event, 'Application');
  if (application === null) return undefined;
  const onDrive = application.replace(/^\\device\\harddiskvolume\d+\\/i, 'C:\\');
  return application === onDrive ? onDrive : [application, onDrive];
}

/** Codes of the firewall's audit event: outbound and inbound. */
function initiated(event: EventFields): FieldValue | undefined {
  const direction = textOf(event, 'Direction');
  return direction === '%%14593' ? 'true' : direction === '%%14592' ? 'false' : undefined;
}

const NETWORK: readonly ViewField[] = [
  made('Image', ['Application'], applicationPaths),
  renamed('SourceIp', 'SourceAddress'),
  renamed('DestinationIp', 'DestAddress'),
  renamed('DestinationPort', 'DestPort'),
  made('Initiated', ['Direction'], initiated),
  made('Protocol', ['Protocol'], protocol, true),
];

const DEFENDER: readonly ViewField[] = [
  renamed('Image', 'ProcessName', 'Process Name'),
  renamed('Signature', 'ThreatName', 'Threat Name'),
  renamed('Filename', 'Path'),
];

/** `Hashes: SHA1=…,MD5=…` by algorithm. */
function digest(event: EventFields, algorithm: string): FieldValue | undefined {
  const text = textOf(event, 'Hashes') ?? textOf(event, 'Hash');
  if (text === null || !text.includes('=')) return undefined;
  for (const pair of text.split(',')) {
    const [name = '', value = ''] = pair.split('=');
    if (name.trim().toLowerCase() === algorithm) return value.trim();
  }
  return undefined;
}

const HASHES: readonly ViewField[] = ['md5', 'sha1', 'sha256', 'imphash'].map((algorithm) =>
  made(algorithm, ['Hashes', 'Hash'], (event) => digest(event, algorithm)),
);

/** The fields each view gives. */
export const VIEWS: Readonly<Record<FieldView, readonly ViewField[]>> = {
  plain: HASHES,
  process: [...PROCESS, ...HASHES],
  registry: [...REGISTRY, ...HASHES],
  hive: [...HIVE, ...HASHES],
  network: [...NETWORK, ...HASHES],
  defender: [...DEFENDER, ...HASHES],
};
