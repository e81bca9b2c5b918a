/** Records of endpoint products by the names of Sysmon: what a column means hangs on what happened. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { compileRules } from '@shared/sigma/rule-set';
import { sourceOf } from '../../fixtures/byte-source';
import { bytesOf, fieldsOf, readAll } from './bytes';

type Fields = Readonly<Record<string, unknown>>;

function read(record: object): Fields {
  const [parsed] = [...openNdjson(sourceOf(bytesOf(JSON.stringify(record))), 'lines').records()];
  if (parsed?.type !== 'event') throw new Error('no event');
  return fieldsOf(parsed.event);
}

/** What a record is expected to say of its fields; undefined: no such field. */
type Case = readonly [kind: string, record: object, expected: Fields];

const TIME = '2026-03-09T10:00:00.500Z';
const ACTING = 'C:\\Windows\\explorer.exe';
const TARGET = 'C:\\Users\\ana\\tool.exe';

const defender = (ActionType: string, rest: object) => ({
  ...{ Timestamp: TIME, DeviceName: 'ws1', ActionType },
  ...{ InitiatingProcessFolderPath: 'C:\\Windows', InitiatingProcessFileName: 'explorer.exe' },
  ...{ InitiatingProcessCommandLine: 'explorer', InitiatingProcessId: 7 },
  ...{ InitiatingProcessParentFileName: 'userinit.exe' },
  ...rest,
});
const connection = (ActionType: string) =>
  defender(ActionType, {
    ...{ LocalIP: '10.0.0.5', LocalPort: 50_000, RemoteIP: '192.0.2.1', RemotePort: 443 },
    ...{ RemoteUrl: 'x.example', Protocol: 'Tcp' },
  });
const BY_EXPLORER = {
  ...{ Image: ACTING, CommandLine: 'explorer', ProcessId: '7' },
  ParentImage: '\\userinit.exe',
};

const DEFENDER: readonly Case[] = [
  [
    'ProcessCreated',
    defender('ProcessCreated', {
      ...{ FolderPath: 'C:\\Users\\ana', FileName: 'tool.exe', ProcessCommandLine: 'tool -x' },
      ...{ AccountDomain: 'NORTE', AccountName: 'ana', SHA1: 'aa', MD5: '' },
    }),
    {
      ...{ Image: TARGET, CommandLine: 'tool -x', User: 'NORTE\\ana', Hashes: 'SHA1=aa' },
      ...{ ParentImage: ACTING, ParentCommandLine: 'explorer', ParentProcessId: '7' },
      TargetFilename: undefined,
    },
  ],
  [
    'FileCreated, a path that ends with the file',
    defender('FileCreated', { FolderPath: TARGET, FileName: 'TOOL.exe' }),
    { ...BY_EXPLORER, TargetFilename: TARGET, LogSource: 'windows/file_event/-' },
  ],
  [
    'FileCreated on Linux',
    defender('FileCreated', { FolderPath: '/tmp', FileName: 'x' }),
    { TargetFilename: '/tmp/x' },
  ],
  [
    'FileRenamed',
    defender('FileRenamed', {
      ...{ FolderPath: 'C:\\a', FileName: 'b.exe' },
      ...{ PreviousFolderPath: 'C:\\a', PreviousFileName: 'b.txt' },
    }),
    { TargetFilename: 'C:\\a\\b.exe', SourceFilename: 'C:\\a\\b.txt' },
  ],
  [
    'ImageLoaded',
    defender('ImageLoaded', { FolderPath: 'C:\\a', FileName: 'x.dll', MD5: 'm' }),
    { ...BY_EXPLORER, ImageLoaded: 'C:\\a\\x.dll', Hashes: 'MD5=m' },
  ],
  [
    'RegistryValueSet',
    defender('RegistryValueSet', {
      ...{ RegistryKey: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\x', RegistryValueName: 'v' },
      ...{ RegistryValueData: '1', RegistryValueType: 'Dword' },
    }),
    {
      ...BY_EXPLORER,
      ...{ TargetObject: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\x\\v', Details: 'DWORD (0x00000001)' },
      ...{ EventType: 'SetValue', RegistryValueData: '1' },
    },
  ],
  [
    'RegistryKeyDeleted',
    defender('RegistryKeyDeleted', {
      ...{ RegistryKey: '', RegistryValueName: '' },
      ...{ PreviousRegistryKey: 'HKEY_USERS\\x', PreviousRegistryValueName: '' },
    }),
    { TargetObject: 'HKEY_USERS\\x', EventType: 'DeleteKey' },
  ],
  [
    'RegistryKeyRenamed',
    defender('RegistryKeyRenamed', { RegistryKey: 'b', PreviousRegistryKey: 'a' }),
    { TargetObject: 'a', NewName: 'b', LogSource: 'windows/registry_rename/-' },
  ],
  [
    'ConnectionSuccess',
    connection('ConnectionSuccess'),
    {
      ...BY_EXPLORER,
      ...{ Initiated: 'true', SourceIp: '10.0.0.5', DestinationIp: '192.0.2.1' },
      ...{ DestinationPort: '443', DestinationHostname: 'x.example', Protocol: 'Tcp' },
    },
  ],
  [
    'InboundConnectionAccepted',
    connection('InboundConnectionAccepted'),
    {
      ...{ Initiated: 'false', SourceIp: '192.0.2.1', DestinationIp: '10.0.0.5' },
      ...{ DestinationPort: '50000', LogSource: 'windows/network_connection/-' },
    },
  ],
  [
    'NamedPipeEvent',
    defender('NamedPipeEvent', {
      AdditionalFields: JSON.stringify({ PipeName: '\\Device\\NamedPipe\\msagent_1' }),
    }),
    { ...BY_EXPLORER, PipeName: '\\msagent_1' },
  ],
  [
    'NamedPipeEvent with an object',
    defender('NamedPipeEvent', { AdditionalFields: { PipeName: '\\Device\\NamedPipe\\a' } }),
    { PipeName: '\\a' },
  ],
  [
    'NamedPipeEvent with less',
    defender('NamedPipeEvent', { AdditionalFields: '{"PipeName' }),
    { PipeName: null },
  ],
  [
    'DnsQueryResponse',
    defender('DnsQueryResponse', { AdditionalFields: '{"DnsQueryString":"x.example"}' }),
    { ...BY_EXPLORER, QueryName: 'x.example' },
  ],
  [
    'CreateRemoteThreadApiCall',
    defender('CreateRemoteThreadApiCall', { FolderPath: 'C:\\a', FileName: 'b.exe' }),
    { SourceImage: ACTING, SourceCommandLine: 'explorer', TargetImage: 'C:\\a\\b.exe' },
  ],
  [
    'another',
    defender('SomethingNew', { FolderPath: 'C:\\a', FileName: 'b.exe' }),
    { ...BY_EXPLORER, TargetFilename: undefined, FolderPath: 'C:\\a' },
  ],
];

const sentinelOne = (eventType: string, rest: object) => ({
  ...{ agentUuid: 'u', endpointName: 'ws1', eventTime: TIME, eventType },
  ...{ srcProcImagePath: ACTING, srcProcCmdLine: 'explorer', srcProcPid: '7' },
  srcProcParentImagePath: 'C:\\Windows\\System32\\userinit.exe',
  ...rest,
});
const BY_SOURCE = {
  ...{ Image: ACTING, CommandLine: 'explorer', ProcessId: '7' },
  ParentImage: 'C:\\Windows\\System32\\userinit.exe',
};

const SENTINELONE: readonly Case[] = [
  [
    'Process Creation',
    sentinelOne('Process Creation', { tgtProcImagePath: TARGET, tgtProcCmdLine: 'tool' }),
    { Image: TARGET, CommandLine: 'tool', ParentImage: ACTING, ParentCommandLine: 'explorer' },
  ],
  [
    'File Creation',
    sentinelOne('File Creation', { tgtFilePath: 'C:\\a.txt' }),
    { ...BY_SOURCE, TargetFilename: 'C:\\a.txt' },
  ],
  [
    'MODULE_LOAD',
    sentinelOne('MODULE_LOAD', { modulePath: 'C:\\a.dll', moduleSha1: 's' }),
    { ...BY_SOURCE, ImageLoaded: 'C:\\a.dll', Hashes: 'SHA1=s' },
  ],
  [
    'Registry Value Modified',
    sentinelOne('Registry Value Modified', { registryPath: 'MACHINE\\x' }),
    { ...BY_SOURCE, TargetObject: 'MACHINE\\x', EventType: 'SetValue' },
  ],
  [
    'IP Connect',
    sentinelOne('IP Connect', { netEventDirection: 'OUTGOING', dstIp: '192.0.2.1' }),
    { ...BY_SOURCE, Initiated: 'true', DestinationIp: '192.0.2.1' },
  ],
];

const crowdStrike = (event_simpleName: string, rest: object) => ({
  ...{ event_simpleName, aid: 'a', cid: 'c', timestamp: '1773050400500' },
  ...rest,
});

const CROWDSTRIKE: readonly Case[] = [
  [
    'ProcessRollup2',
    crowdStrike('ProcessRollup2', { ImageFileName: TARGET, ParentBaseFileName: 'explorer.exe' }),
    { Image: TARGET, ParentImage: '\\explorer.exe', Initiated: undefined },
  ],
  [
    'ClassifiedModuleLoad',
    crowdStrike('ClassifiedModuleLoad', { ImageFileName: 'a.dll', ContextBaseFileName: 'b.exe' }),
    { Image: '\\b.exe', ImageLoaded: 'a.dll' },
  ],
  [
    'AsepValueUpdate',
    crowdStrike('AsepValueUpdate', {
      ...{ RegObjectName: '\\REGISTRY\\MACHINE\\x', RegValueName: 'v' },
      ...{ RegStringValue: '', RegNumericValue: '1', RegType: '4' },
    }),
    {
      TargetObject: '\\REGISTRY\\MACHINE\\x\\v',
      ...{ Details: 'DWORD (0x00000001)', EventType: 'SetValue' },
    },
  ],
  [
    'NetworkConnectIP4',
    crowdStrike('NetworkConnectIP4', { RemoteAddressIP4: '192.0.2.1' }),
    { Initiated: 'true', DestinationIp: '192.0.2.1' },
  ],
  [
    'NetworkReceiveAcceptIP4',
    crowdStrike('NetworkReceiveAcceptIP4', { RemoteAddressIP4: '192.0.2.1' }),
    {
      ...{ Initiated: 'false', SourceIp: '192.0.2.1' },
      LogSource: 'windows/network_connection/-',
    },
  ],
];

const crowdStrikeOn = (event_platform: string, event: string, rest: object) =>
  crowdStrike(event, { event_platform, ...rest });

const SYSTEMS: readonly Case[] = [
  [
    'a bare name on Linux',
    crowdStrikeOn('Lin', 'ProcessRollup2', { ParentBaseFileName: 'java' }),
    { ParentImage: '/java' },
  ],
  [
    'a bare name on Windows',
    crowdStrikeOn('Win', 'ProcessRollup2', { ParentBaseFileName: 'java.exe' }),
    { ParentImage: '\\java.exe' },
  ],
  ...['DmpFileWritten', 'GenericFileWritten', 'PeFileWritten'].map((event): Case => [
    event,
    crowdStrikeOn('Win', event, { TargetFileName: 'C:\\x.dmp' }),
    { TargetFilename: 'C:\\x.dmp', LogSource: 'windows/file_event/-' },
  ]),
  [
    'a logon from elsewhere',
    defender('LogonSuccess', { RemoteIP: '192.0.2.1' }),
    { SourceIp: '192.0.2.1', DestinationIp: undefined },
  ],
];

const ecs = (rest: object) => ({
  ...{ '@timestamp': TIME, ecs: { version: '8.11' }, agent: { type: 'endpoint' } },
  ...rest,
});

const ECS: readonly Case[] = [
  ...(['egress', 'ingress', 'unknown'] as const).map((direction): Case => {
    const initiated = { egress: 'true', ingress: 'false', unknown: null }[direction];
    return [direction, ecs({ network: { direction } }), { Initiated: initiated }];
  }),
  ...['constructor', '__proto__', 'toString'].map((direction): Case => [
    `a hostile ${direction}`,
    ecs({ network: { direction }, registry: { data: { strings: ['1'], type: direction } } }),
    { Initiated: null, Details: '1' },
  ]),
  [
    'a driver or library',
    ecs({
      dll: { path: 'C:\\x.sys', hash: { sha256: 'dd' }, code_signature: { exists: true } },
      process: { hash: { sha256: 'pp' } },
    }),
    { ImageLoaded: 'C:\\x.sys', Hashes: 'SHA256=dd', sha256: 'dd', Signed: 'true' },
  ],
  [
    'a process',
    ecs({ process: { executable: 'C:\\a.exe', hash: { sha256: 'pp' } } }),
    { Hashes: 'SHA256=pp', sha256: 'pp' },
  ],
  [
    'registry',
    ecs({ registry: { data: { strings: ['2'], type: 'REG_QWORD' } } }),
    { Details: 'QWORD (0x00000000-0x00000002)' },
  ],
  [
    'registry text',
    ecs({ registry: { data: { strings: ['a', 'b'], type: 'REG_MULTI_SZ' } } }),
    { Details: ['a', 'b'] },
  ],
];

describe.each([
  ['Defender hunting', DEFENDER],
  ['SentinelOne', SENTINELONE],
  ['CrowdStrike', CROWDSTRIKE],
  ['systems and kinds', SYSTEMS],
  ['ECS', ECS],
])('%s', (_, cases) => {
  test.each(cases)('%s', (_kind, record, expected) => {
    const fields = read(record);
    const told = Object.keys(expected).map((name) => [name, fields[name]]);
    expect(Object.fromEntries(told)).toEqual(expected);
  });
});

test('lines alike are told apart by what happened', () => {
  const file = (ActionType: string) =>
    JSON.stringify(defender(ActionType, { FolderPath: TARGET, FileName: 'tool.exe' }));
  const kinds = ['FileCreated', 'ProcessCreated', 'ImageLoaded', 'FileCreated', 'ProcessCreated'];
  const { events } = readAll(bytesOf(kinds.map(file).join('\n')));
  const named = ['TargetFilename', 'Image', 'ImageLoaded'];
  expect(events.map((event) => named.filter((name) => fieldsOf(event)[name] === TARGET))).toEqual([
    ...[['TargetFilename'], ['Image'], ['ImageLoaded']],
    ...[['TargetFilename'], ['Image']],
  ]);
});

test('a rule asks who wrote a file, not what was written', () => {
  const rules = compileRules([
    {
      ...{ path: 'a.yml', hash: 'a' },
      text: `title: t
logsource: { product: windows, category: file_event }
detection: { s: { 'Image|endswith': '\\tool.exe' }, condition: s }`,
    },
  ]);
  const fires = (written: string, by: string): boolean => {
    const record = defender('FileCreated', {
      ...{ FolderPath: written, FileName: written.split('\\').at(-1) },
      ...{ InitiatingProcessFolderPath: by, InitiatingProcessFileName: by.split('\\').at(-1) },
    });
    const { events } = readAll(bytesOf(JSON.stringify(record)));
    return events.some((event) => rules.match(event).length > 0);
  };
  expect(fires(TARGET, ACTING)).toBe(false);
  expect(fires('C:\\a.txt', TARGET)).toBe(true);
});

test('a record is read the same alone and among others like it', () => {
  const actions = fc.constantFrom('FileCreated', 'ProcessCreated', 'ImageLoaded', 'NamedPipeEvent');
  const text = fc.constantFrom('', 'a.exe', 'C:\\b', '{"PipeName":"p"}');
  const ofDefender = fc
    .record({ action: actions, folder: text, name: text, more: text })
    .map(({ action, folder, name, more }) =>
      defender(action, { FolderPath: folder, FileName: name, AdditionalFields: more }),
    );
  const ofLaurel = fc.array(text, { minLength: 1, maxLength: 20 }).map((argv) => ({
    ...{ ID: '1773050400.500:42', SYSCALL: { exe: '/bin/x', a0: '0x1' } },
    EXECVE: { argc: argv.length, ARGV: argv },
  }));
  const records = fc.oneof(
    fc.array(ofDefender, { minLength: 2, maxLength: 12 }),
    fc.array(ofLaurel, { minLength: 2, maxLength: 12 }),
  );
  fc.assert(
    fc.property(records, (all) => {
      const lines = all.map((one) => `${JSON.stringify(one)}\n`);
      const together = readAll(bytesOf(lines.join(''))).events.map(fieldsOf);
      expect(together).toEqual(all.map(read));
    }),
  );
});
