/**
 * Records of SentinelOne (Deep Visibility) by the names Sysmon uses. `srcProc…` did it: the parent of a new process,
 * the image of anything else; `tgtProc…` is what was started, or acted on.
 */
import { constant, hashes, kind } from './naming';
import type { FieldNaming, RecordKinds } from './source-shape';

type Naming = Partial<FieldNaming>;

const PROCESS: Naming = {
  names: {
    tgtProcImagePath: 'Image',
    tgtProcCmdLine: 'CommandLine',
    tgtProcPid: 'ProcessId',
    tgtProcUser: 'User',
    tgtProcIntegrityLevel: 'IntegrityLevel',
    srcProcImagePath: 'ParentImage',
    srcProcCmdLine: 'ParentCommandLine',
    srcProcPid: 'ParentProcessId',
    srcProcUser: 'ParentUser',
  },
  made: {
    Hashes: hashes({
      MD5: 'tgtProcImageMd5',
      SHA1: 'tgtProcImageSha1',
      SHA256: 'tgtProcImageSha256',
    }),
  },
};

const BY_PROCESS: Naming = {
  names: {
    srcProcImagePath: 'Image',
    srcProcCmdLine: 'CommandLine',
    srcProcPid: 'ProcessId',
    srcProcUser: 'User',
    srcProcIntegrityLevel: 'IntegrityLevel',
    srcProcParentImagePath: 'ParentImage',
    srcProcParentCmdLine: 'ParentCommandLine',
    srcProcParentPid: 'ParentProcessId',
    tgtProcImagePath: 'TargetImage',
  },
};

const LIBRARY: Naming = { made: { Hashes: hashes({ MD5: 'moduleMd5', SHA1: 'moduleSha1' }) } };

const event = (type: string): Naming => ({ made: { EventType: constant(type) } });

/** Names as the console and as the agent writes them. */
export const SENTINELONE_KINDS: RecordKinds = {
  by: 'eventType',
  of: [
    kind(['Process Creation', 'PROCESSCREATION'], PROCESS),
    kind(['Module Load', 'MODULE_LOAD'], BY_PROCESS, LIBRARY),
    kind(['Registry Key Create', 'REGKEYCREATE'], BY_PROCESS, event('CreateKey')),
    kind(['Registry Key Delete', 'REGKEYDELETE'], BY_PROCESS, event('DeleteKey')),
    kind(
      ['Registry Value Create', 'Registry Value Modified', 'REGVALUECREATE', 'REGVALUEMODIFIED'],
      BY_PROCESS,
      event('SetValue'),
    ),
    kind(['Registry Value Delete', 'REGVALUEDELETE'], BY_PROCESS, event('DeleteValue')),
    kind([], BY_PROCESS),
  ],
};

export const SENTINELONE_NAMING: FieldNaming = {
  names: {
    srcIp: 'SourceIp',
    srcPort: 'SourcePort',
    dstIp: 'DestinationIp',
    dstPort: 'DestinationPort',
    dnsRequest: 'QueryName',
    dnsResponse: 'QueryResults',
    registryPath: 'TargetObject',
    registryValue: 'Details',
    tgtFilePath: 'TargetFilename',
    tgtFileOldPath: 'SourceFilename',
    modulePath: 'ImageLoaded',
  },
  made: {
    Initiated: {
      type: 'translated',
      path: 'netEventDirection',
      words: { outgoing: 'true', incoming: 'false' },
    },
  },
};
