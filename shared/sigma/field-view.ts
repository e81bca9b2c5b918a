/**
 * Category rules speak Sysmon's field names. Where Windows logs the same thing elsewhere, a view of the
 * event adds those names beside the original ones (sigma.md 3.3); service rules see the original alone.
 */
import { type EventFields, type FieldValue, fieldOf, textOf } from '@shared/model/event';
import { registryDetails, registryEventType, registryPath } from './registry-view';

export type FieldView = 'plain' | 'process' | 'registry' | 'network' | 'defender';

type Added = readonly [name: string, value: FieldValue | undefined];

/** The event with the view's fields: added where it has none of that name, replaced where the name misleads. */
export function viewOf(logged: EventFields, view: FieldView): EventFields {
  const event = withReplaced(logged, OVERRIDES[view]?.(logged) ?? []);
  const added = [...VIEWS[view](logged), ...hashFields(logged)].filter(
    ([name, value]) => value !== undefined && !event.names.includes(name),
  );
  if (added.length === 0) return event;
  return {
    names: sharedNames(
      event.names,
      added.map(([name]) => name),
    ),
    values: [...event.values, ...added.map(([, value]) => value ?? null)],
  };
}

/** Values under names the event has but means otherwise. */
function withReplaced(event: EventFields, replaced: readonly Added[]): EventFields {
  let values = event.values;
  for (const [name, value] of replaced) {
    const at = event.names.indexOf(name);
    if (at >= 0 && value !== undefined) values = values.with(at, value);
  }
  return values === event.values ? event : { names: event.names, values };
}

/** One list of names per list of the event and names added to it, so that look-ups by list still hit. */
const extendedNames = new WeakMap<readonly string[], Map<string, readonly string[]>>();

function sharedNames(names: readonly string[], added: readonly string[]): readonly string[] {
  let extensions = extendedNames.get(names);
  if (extensions === undefined) {
    extensions = new Map();
    extendedNames.set(names, extensions);
  }
  const key = added.join('\0');
  let extended = extensions.get(key);
  if (extended === undefined) {
    extended = [...names, ...added];
    extensions.set(key, extended);
  }
  return extended;
}

const VIEWS: Readonly<Record<FieldView, (event: EventFields) => readonly Added[]>> = {
  plain: () => [],
  process: processView,
  registry: registryView,
  network: networkView,
  defender: (event) => [
    ['Image', fieldOf(event, 'ProcessName') ?? fieldOf(event, 'Process Name')],
    ['Signature', fieldOf(event, 'ThreatName') ?? fieldOf(event, 'Threat Name')],
    ['Filename', fieldOf(event, 'Path')],
  ],
};

const OVERRIDES: Readonly<Partial<Record<FieldView, (event: EventFields) => readonly Added[]>>> = {
  process: processOverrides,
  network: networkOverrides,
};

const decimal = (value: FieldValue | undefined): FieldValue | undefined =>
  typeof value === 'string' && /^0x[\da-f]{1,12}$/i.test(value)
    ? String(Number.parseInt(value, 16))
    : value;

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

function processView(event: EventFields): readonly Added[] {
  return [
    ['Image', fieldOf(event, 'NewProcessName') ?? fieldOf(event, 'ProcessName')],
    ['ParentImage', fieldOf(event, 'ParentProcessName')],
    ['User', users(event)],
    ['LogonId', fieldOf(event, 'SubjectLogonId')],
    ['IntegrityLevel', integrity(event)],
    // 4688 calls the parent's id ProcessId; 4689 has no parent.
    [
      'ParentProcessId',
      event.names.includes('NewProcessId') ? decimal(fieldOf(event, 'ProcessId')) : undefined,
    ],
    ['ProcessId', decimal(fieldOf(event, 'NewProcessId'))],
  ];
}

function registryView(event: EventFields): readonly Added[] {
  return [
    ['Image', fieldOf(event, 'ProcessName')],
    ['User', users(event)],
    ['LogonId', fieldOf(event, 'SubjectLogonId')],
    ['TargetObject', registryPath(event)],
    ['Details', registryDetails(event)],
    ['EventType', registryEventType(event)],
  ];
}

/** 4688 and 4689 write ids as hex text, and 4688's own ProcessId is the parent's. */
function processOverrides(event: EventFields): readonly Added[] {
  const own = fieldOf(event, 'NewProcessId') ?? fieldOf(event, 'ProcessId');
  return [['ProcessId', decimal(own)]];
}

const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['6', 'tcp'],
  ['17', 'udp'],
]);

/** The number and the name Sysmon has for it. */
function networkOverrides(event: EventFields): readonly Added[] {
  const number = textOf(event, 'Protocol') ?? '';
  const name = PROTOCOLS.get(number);
  return [['Protocol', name === undefined ? undefined : [number, name]]];
}

function networkView(event: EventFields): readonly Added[] {
  const application = textOf(event, 'Application');
  const onDrive = application?.replace(/^\\device\\harddiskvolume\d+\\/i, 'C:\\');
  const direction = textOf(event, 'Direction');
  return [
    [
      'Image',
      application === null || application === onDrive ? onDrive : [application, onDrive ?? null],
    ],
    ['SourceIp', fieldOf(event, 'SourceAddress')],
    ['DestinationIp', fieldOf(event, 'DestAddress')],
    ['DestinationPort', fieldOf(event, 'DestPort')],
    // Codes of the firewall's audit event: outbound and inbound.
    ['Initiated', direction === '%%14593' ? 'true' : direction === '%%14592' ? 'false' : undefined],
  ];
}

const HASH_NAMES = ['md5', 'sha1', 'sha256', 'imphash'];

/** `Hashes: SHA1=…,MD5=…` by algorithm. */
function hashFields(event: EventFields): readonly Added[] {
  const text = textOf(event, 'Hashes') ?? textOf(event, 'Hash');
  if (text === null || !text.includes('=')) return [];
  return text.split(',').flatMap((pair): Added[] => {
    const [algorithm = '', digest = ''] = pair.split('=');
    const name = algorithm.trim().toLowerCase();
    return HASH_NAMES.includes(name) ? [[name, digest.trim()]] : [];
  });
}
