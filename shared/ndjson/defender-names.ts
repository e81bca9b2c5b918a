/**
 * Records of Defender hunting by the names Sysmon uses. What a column means hangs on `ActionType`: `FolderPath` is the
 * path of the process, the file or the library something was done to, and `InitiatingProcess…` did it: the parent of
 * a new process, the image of anything else (Microsoft's schema of advanced hunting).
 */
import { bareFile, below, constant, file, hashes, kind } from './naming';
import type { FieldNaming, RecordKinds } from './source-shape';

type Naming = Partial<FieldNaming>;

const DONE_TO = file('FolderPath', 'FileName');
const DONE_BY = file('InitiatingProcessFolderPath', 'InitiatingProcessFileName');
const USER = below('AccountDomain', 'AccountName');
const USER_OF_DOING = below('InitiatingProcessAccountDomain', 'InitiatingProcessAccountName');

const PROCESS: Naming = {
  names: {
    ProcessCommandLine: 'CommandLine',
    InitiatingProcessCommandLine: 'ParentCommandLine',
    InitiatingProcessId: 'ParentProcessId',
    ProcessVersionInfoOriginalFileName: 'OriginalFileName',
    ProcessVersionInfoCompanyName: 'Company',
    ProcessVersionInfoFileDescription: 'Description',
    ProcessVersionInfoProductName: 'Product',
    ProcessIntegrityLevel: 'IntegrityLevel',
  },
  made: { Image: DONE_TO, ParentImage: DONE_BY, User: USER, ParentUser: USER_OF_DOING },
};

const BY_PROCESS: Naming = {
  names: {
    InitiatingProcessCommandLine: 'CommandLine',
    InitiatingProcessId: 'ProcessId',
    InitiatingProcessParentId: 'ParentProcessId',
    InitiatingProcessIntegrityLevel: 'IntegrityLevel',
  },
  made: {
    Image: DONE_BY,
    ParentImage: bareFile('InitiatingProcessParentFileName', 'OSPlatform'),
    User: [USER, USER_OF_DOING],
  },
};

const FILE: Naming = {
  made: {
    TargetFilename: DONE_TO,
    SourceFilename: file('PreviousFolderPath', 'PreviousFileName'),
  },
};

const REGISTRY_NOW = below('RegistryKey', 'RegistryValueName');
const REGISTRY_BEFORE = below('PreviousRegistryKey', 'PreviousRegistryValueName');

/** Of what is deleted there may be only what was before. */
const registry = (eventType: string): Naming => ({
  made: {
    EventType: constant(eventType),
    TargetObject: [REGISTRY_NOW, REGISTRY_BEFORE],
    Details: { type: 'registryData', path: 'RegistryValueData', kind: 'RegistryValueType' },
  },
});

const OUTGOING: Naming = {
  names: {
    LocalIP: 'SourceIp',
    LocalPort: 'SourcePort',
    RemoteIP: 'DestinationIp',
    RemotePort: 'DestinationPort',
    RemoteUrl: 'DestinationHostname',
  },
};
const INCOMING: Naming = {
  names: {
    RemoteIP: 'SourceIp',
    RemotePort: 'SourcePort',
    RemoteUrl: 'SourceHostname',
    LocalIP: 'DestinationIp',
    LocalPort: 'DestinationPort',
  },
  made: { Initiated: constant('false') },
};

const THREAD: Naming = {
  names: {
    InitiatingProcessCommandLine: ['CommandLine', 'SourceCommandLine'],
    ProcessCommandLine: 'TargetCommandLine',
  },
  made: { SourceImage: DONE_BY, TargetImage: DONE_TO },
};

const additional = (keys: readonly string[], without = '') =>
  ({ type: 'inside', path: 'AdditionalFields', keys, without }) as const;

export const DEFENDER_KINDS: RecordKinds = {
  by: 'ActionType',
  of: [
    kind(['ProcessCreated'], PROCESS),
    kind(['FileCreated', 'FileModified', 'FileDeleted', 'FileRenamed'], BY_PROCESS, FILE),
    kind(['ImageLoaded', 'DriverLoad'], BY_PROCESS, { made: { ImageLoaded: DONE_TO } }),
    kind(['RegistryKeyCreated'], BY_PROCESS, registry('CreateKey')),
    kind(['RegistryValueSet'], BY_PROCESS, registry('SetValue')),
    kind(['RegistryKeyDeleted'], BY_PROCESS, registry('DeleteKey')),
    kind(['RegistryValueDeleted'], BY_PROCESS, registry('DeleteValue')),
    kind(['RegistryKeyRenamed'], BY_PROCESS, registry('RenameKey'), {
      made: { TargetObject: REGISTRY_BEFORE, NewName: REGISTRY_NOW },
    }),
    kind(['ConnectionSuccess', 'ConnectionAttempt', 'ConnectionFailed'], BY_PROCESS, OUTGOING, {
      made: { Initiated: constant('true') },
    }),
    kind(['InboundConnectionAccepted'], BY_PROCESS, INCOMING),
    kind(['LogonSuccess', 'LogonFailed', 'LogonAttempted'], BY_PROCESS, {
      names: INCOMING.names ?? {},
    }),
    kind(['NamedPipeEvent'], BY_PROCESS, {
      made: { PipeName: additional(['PipeName'], '\\Device\\NamedPipe') },
    }),
    kind(['DnsQueryResponse'], BY_PROCESS, {
      made: { QueryName: additional(['DnsQueryString', 'QueryName']) },
    }),
    kind(['CreateRemoteThreadApiCall'], BY_PROCESS, THREAD),
    kind([], BY_PROCESS, OUTGOING),
  ],
};

export const DEFENDER_NAMING: FieldNaming = {
  names: { MD5: 'md5', SHA1: 'sha1', SHA256: 'sha256' },
  made: { Hashes: hashes({ MD5: 'MD5', SHA1: 'SHA1', SHA256: 'SHA256' }) },
};
