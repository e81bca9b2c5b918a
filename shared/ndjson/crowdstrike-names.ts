/**
 * Records of CrowdStrike FDR by the names Sysmon uses. `ImageFileName` is the file of a process, or the library that
 * was loaded; of the process that did something there is only a name (`ContextBaseFileName`).
 */
import { bareFile, below, constant, hashes, kind, listed } from './naming';
import type { FieldNaming, Made, RecordKinds } from './source-shape';

type Naming = Partial<FieldNaming>;

const PROCESS: Naming = { names: { ImageFileName: 'Image' } };
const LIBRARY: Naming = { names: { ImageFileName: 'ImageLoaded' } };

const OUTGOING: Naming = {
  names: {
    LocalAddressIP4: 'SourceIp',
    LocalAddressIP6: 'SourceIp',
    LocalPort: 'SourcePort',
    RemoteAddressIP4: 'DestinationIp',
    RemoteAddressIP6: 'DestinationIp',
    RemotePort: 'DestinationPort',
  },
};
const INCOMING: Naming = {
  names: {
    RemoteAddressIP4: 'SourceIp',
    RemoteAddressIP6: 'SourceIp',
    RemotePort: 'SourcePort',
    LocalAddressIP4: 'DestinationIp',
    LocalAddressIP6: 'DestinationIp',
    LocalPort: 'DestinationPort',
  },
};

const initiated = (text: 'true' | 'false'): Naming => ({ made: { Initiated: constant(text) } });

export const CROWDSTRIKE_KINDS: RecordKinds = {
  by: 'event_simpleName',
  of: [
    kind(['ClassifiedModuleLoad', 'ImageHash', 'DriverLoad'], LIBRARY),
    kind(['NetworkConnectIP4', 'NetworkConnectIP6'], PROCESS, OUTGOING, initiated('true')),
    kind(
      ['NetworkReceiveAcceptIP4', 'NetworkReceiveAcceptIP6'],
      PROCESS,
      INCOMING,
      initiated('false'),
    ),
    kind(['AsepValueUpdate', 'RegGenericValueUpdate'], PROCESS, {
      made: { EventType: constant('SetValue') },
    }),
    kind([], PROCESS, OUTGOING),
  ],
};

const named = (name: string): Made => bareFile(name, 'event_platform');

export const CROWDSTRIKE_NAMING: FieldNaming = {
  names: {
    RawProcessId: 'ProcessId',
    OriginalFilename: 'OriginalFileName',
    UserName: 'User',
    MD5HashData: 'md5',
    SHA1HashData: 'sha1',
    SHA256HashData: 'sha256',
    DomainName: 'QueryName',
    TargetFileName: 'TargetFilename',
  },
  made: {
    Image: [listed('ContextImageFileName'), named('ContextBaseFileName')],
    ParentImage: [listed('ParentImageFileName'), named('ParentBaseFileName')],
    TargetObject: below('RegObjectName', 'RegValueName'),
    Details: [
      listed('RegStringValue'),
      { type: 'registryData', path: 'RegNumericValue', kind: 'RegType' },
    ],
    Hashes: hashes({ MD5: 'MD5HashData', SHA1: 'SHA1HashData', SHA256: 'SHA256HashData' }),
  },
};
