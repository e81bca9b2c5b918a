/** One record of each source: recognised, its time, and the names rules and searches know. */
import { expect, test } from 'vitest';
import { formatFileTime } from '@shared/model/time-text';
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { recognise } from '@shared/ndjson/recognise';
import { timeOf } from '@shared/ndjson/record-time';
import { sourceOf } from '../../fixtures/byte-source';
import { bytesOf, fieldsOf } from './bytes';

function read(record: object) {
  const reader = openNdjson(sourceOf(bytesOf(JSON.stringify(record))), 'lines');
  const [parsed] = [...reader.records()];
  if (parsed?.type !== 'event') throw new Error('no event');
  const { time } = parsed.event;
  return {
    label: reader.sourceLabel.replace('NDJSON · ', ''),
    time: time === null ? null : formatFileTime(time),
    fields: fieldsOf(parsed.event),
  };
}

const TIME = '2024-01-02T03:04:05.1230000Z';
const ISO = '2024-01-02T03:04:05.123Z';
const MS = 1_704_164_645_123;

interface Case {
  readonly label: string;
  readonly record: object;
  readonly fields: Record<string, unknown>;
  readonly time?: string | null;
}

const CASES: readonly Case[] = [
  {
    label: 'Chainsaw dump',
    record: {
      kind: 'evtx',
      document: {
        kind: 'evtx',
        path: 'a.evtx',
        data: {
          Event: {
            System: {
              EventID: 1,
              Channel: 'C',
              Computer: 'ws1',
              TimeCreated_attributes: { SystemTime: ISO },
            },
            EventData: { Image: 'a.exe', 'document.path': 'x' },
          },
        },
      },
    },
    fields: {
      EventID: '1',
      Computer: 'ws1',
      Image: 'a.exe',
      'document.path': 'x',
      'record.document.path': 'a.evtx',
      kind: 'evtx',
    },
  },
  {
    label: 'EvtxECmd',
    record: {
      PayloadData1: 'Target: x',
      MapDescription: 'Process creation',
      ChunkNumber: 3,
      Computer: 'ws1',
      Channel: 'Security',
      Provider: 'Microsoft-Windows-Security-Auditing',
      EventId: 4688,
      EventRecordId: '77',
      TimeCreated: '2024-01-02T03:04:05.1230000+00:00',
      Payload: JSON.stringify({
        EventData: {
          Data: [
            { '@Name': 'NewProcessName', '#text': 'C:\\a.exe' },
            { '@Name': 'CommandLine', '#text': 'a -b' },
            { '@Name': 'Empty' },
          ],
        },
      }),
    },
    fields: {
      EventID: '4688',
      Provider_Name: 'Microsoft-Windows-Security-Auditing',
      EventRecordID: '77',
      NewProcessName: 'C:\\a.exe',
      CommandLine: 'a -b',
      Empty: null,
      PayloadData1: 'Target: x',
    },
  },
  {
    label: 'Velociraptor',
    record: {
      System: {
        Provider: { Name: 'P', Guid: 'G' },
        EventID: { Value: 4624, Qualifiers: 0 },
        TimeCreated: { SystemTime: MS / 1_000 },
        Execution: { ProcessID: 4 },
        Computer: 'ws1',
        Channel: 'Security',
      },
      EventData: { LogonType: 3, Channel: 'inner' },
      Message: 'text',
      OSPath: 'C:\\x.evtx',
    },
    fields: {
      EventID: '4624',
      EventID_Qualifiers: '0',
      Provider_Name: 'P',
      Execution_ProcessID: '4',
      LogonType: '3',
      'EventData.Channel': 'inner',
      Message: 'text',
      OSPath: 'C:\\x.evtx',
    },
  },
  {
    label: 'Winlogbeat',
    record: {
      '@timestamp': ISO,
      '@metadata': { beat: 'winlogbeat' },
      event: { code: '1', created: '2025-01-01T00:00:00Z', action: 'Process Create' },
      host: { name: 'collector' },
      user: { domain: 'CORP', name: 'ann' },
      process: { executable: 'C:\\a.exe', hash: { md5: 'm', sha256: 's' } },
      winlog: {
        channel: 'Microsoft-Windows-Sysmon/Operational',
        computer_name: 'ws1',
        provider_name: 'Microsoft-Windows-Sysmon',
        event_id: '1',
        record_id: 9,
        event_data: { Description: 'd', IntegrityLevel: 'High' },
      },
    },
    fields: {
      EventID: '1',
      Channel: 'Microsoft-Windows-Sysmon/Operational',
      Computer: 'ws1',
      EventRecordID: '9',
      Description: 'd',
      Image: 'C:\\a.exe',
      User: 'CORP\\ann',
      Hashes: 'MD5=m,SHA256=s',
      'process.hash.md5': 'm',
      'host.name': 'collector',
    },
  },
  {
    label: 'Winlogbeat 6',
    record: {
      '@timestamp': ISO,
      beat: { name: 'b' },
      event_id: 4624,
      log_name: 'Security',
      source_name: 'P',
      computer_name: 'ws1',
      record_number: '5',
      event_data: { LogonType: '3' },
    },
    fields: {
      EventID: '4624',
      Channel: 'Security',
      Computer: 'ws1',
      LogonType: '3',
      Provider_Name: 'P',
      EventRecordID: '5',
    },
  },
  {
    label: 'ECS',
    record: {
      _index: 'logs',
      _source: {
        '@timestamp': ISO,
        ecs: { version: '8.0' },
        event: { dataset: 'endpoint.events.process', category: ['process'], type: ['start'] },
        host: { name: 'name', hostname: 'ws1' },
        process: { executable: 'C:\\a.exe', parent: { executable: 'C:\\p.exe', pid: 7 } },
      },
    },
    fields: {
      Computer: 'ws1',
      Image: 'C:\\a.exe',
      ParentImage: 'C:\\p.exe',
      ParentProcessId: '7',
      LogSource: 'windows/process_creation/-',
      _index: 'logs',
      'host.name': 'name',
    },
  },
  {
    label: 'Huntress',
    record: {
      '@timestamp': null,
      event_recorded_at: MS,
      ecs: { version: '8.0' },
      agent: { url: 'https://portal.huntress.example/agents/1' },
      account: { id: 1 },
      organization: { name: 'o' },
      event: { action: 'process_started', category: 'process', type: 'start' },
      host: { hostname: 'ws1' },
      process: { command_line: 'a -b' },
    },
    fields: { Computer: 'ws1', EventID: 'process_started', CommandLine: 'a -b' },
  },
  {
    label: 'CrowdStrike FDR',
    record: {
      event_simpleName: 'ProcessRollup2',
      aid: 'a',
      cid: 'c',
      timestamp: String(MS),
      ContextTimeStamp: '1704164645.123',
      ComputerName: 'ws1',
      ImageFileName: '\\Device\\HarddiskVolume3\\a.exe',
      CommandLine: 'a -b',
      SHA256HashData: 's',
    },
    fields: {
      EventID: 'ProcessRollup2',
      Computer: 'ws1',
      Image: '\\Device\\HarddiskVolume3\\a.exe',
      Hashes: 'SHA256=s',
      LogSource: 'windows/process_creation/-',
    },
  },
  {
    label: 'Defender hunting',
    record: {
      Timestamp: ISO,
      DeviceName: 'ws1',
      ActionType: 'RegistryValueSet',
      RegistryKey: 'HKEY_LOCAL_MACHINE\\x',
      RegistryValueName: 'v',
      RegistryValueData: 'd',
    },
    fields: {
      EventID: 'RegistryValueSet',
      Computer: 'ws1',
      TargetObject: 'HKEY_LOCAL_MACHINE\\x\\v',
      Details: 'd',
      LogSource: 'windows/registry_set/-',
    },
  },
  {
    label: 'SentinelOne',
    record: {
      agentUuid: 'u',
      endpointName: 'ws1',
      eventType: 'Process Creation',
      eventTime: ISO,
      srcProcName: 'p.exe',
      srcProcCmdLine: 'p',
      tgtProcImagePath: 'C:\\a.exe',
    },
    fields: { Computer: 'ws1', ParentCommandLine: 'p', Image: 'C:\\a.exe' },
  },
  {
    label: 'Splunk export',
    record: {
      preview: false,
      result: {
        _time: '2024-01-02T05:04:05.123+02:00',
        _raw: '{"EventID":1,"inner":{"x":"y"}}',
        host: 'ws1',
        EventCode: '4688',
        LogName: 'Security',
        New_Process_Name: 'C:\\a.exe',
      },
    },
    fields: {
      EventID: '4688',
      Channel: 'Security',
      Computer: 'ws1',
      NewProcessName: 'C:\\a.exe',
      '_raw.inner.x': 'y',
      preview: 'false',
    },
  },
  {
    label: 'NXLog',
    record: {
      EventTime: '2024-01-02 03:04:05.123',
      Hostname: 'ws1',
      EventID: 1,
      SourceName: 'Microsoft-Windows-Sysmon',
      Channel: 'Microsoft-Windows-Sysmon/Operational',
      RecordNumber: 12,
      Image: 'C:\\a.exe',
    },
    fields: {
      Computer: 'ws1',
      EventID: '1',
      Provider_Name: 'Microsoft-Windows-Sysmon',
      EventRecordID: '12',
      Image: 'C:\\a.exe',
      Hostname: 'ws1',
    },
  },
  {
    label: 'NDJSON',
    record: { ts: MS, hostname: 'ws1', event_id: 7, list: [{ a: 1 }, { a: 2, b: null }] },
    fields: {
      Computer: 'ws1',
      EventID: '7',
      'list.a': ['1', '2'],
      'list.b': null,
      hostname: 'ws1',
    },
  },
  { label: 'NDJSON', record: { x: 1, time: 'yesterday' }, time: null, fields: { x: '1' } },
];

test.each(CASES)('$label', ({ label, record, fields, time = TIME }) => {
  const found = read(record);
  expect(found.label).toBe(label);
  expect(found.time).toBe(time);
  expect(found.fields).toMatchObject(fields);
});

test('every value of a record stays reachable, also one whose name means something else', () => {
  const { fields } = read({ hostname: 'a', Computer: 'b', EventID: '', 'x.y': 1, x: { y: 2 } });
  expect(fields).toMatchObject({
    Computer: 'a',
    'record.Computer': 'b',
    EventID: '',
    'x.y': ['1', '2'],
  });
});

test('the confidence is the share of the sample that has the markers', () => {
  const ecs = { ecs: { version: '1' }, host: { name: 'h' } };
  const { shape, confidence } = recognise([ecs, ecs, { x: 1 }, ecs]);
  expect([shape.id, confidence]).toEqual(['ecs', 0.75]);
  expect(recognise([{ x: 1 }])).toMatchObject({ shape: { id: 'generic' }, confidence: 0 });
});

test.each([
  ['1704164645', '2024-01-02T03:04:05.0000000Z'],
  ['1704164645.1234567', '2024-01-02T03:04:05.1234567Z'],
  ['1704164645123', TIME],
  ['1704164645123456', '2024-01-02T03:04:05.1234560Z'],
  ['1704164645123456789', '2024-01-02T03:04:05.1234567Z'],
  ['133486382451230000', TIME],
  ['/Date(1704164645123)/', TIME],
  ['2024-01-02 03:04:05.123 UTC', TIME],
  ['99999999999999999999999', null],
  ['', null],
])('the time %s', (text, expected) => {
  const time = timeOf(text);
  expect(time === null ? null : formatFileTime(time)).toBe(expected);
});

test('a time of more digits than a number keeps', () => {
  const [line] = ['{"ts":1704164645.1234567,"id":9007199254740993}'];
  const [parsed] = [...openNdjson(sourceOf(bytesOf(line ?? '')), 'lines').records()];
  if (parsed?.type !== 'event' || parsed.event.time === null) throw new Error('no time');
  expect(formatFileTime(parsed.event.time)).toBe('2024-01-02T03:04:05.1234567Z');
  expect(fieldsOf(parsed.event)['id']).toBe('9007199254740993');
});
