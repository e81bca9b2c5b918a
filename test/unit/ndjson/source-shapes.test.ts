import { expect, test } from 'vitest';
import { formatFileTime } from '@shared/model/time-text';
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { sourceOf } from '../../fixtures/byte-source';
import { bytesOf, fieldsOf, readAll } from './bytes';

const SYSTEM = {
  Provider: { '#attributes': { Name: 'P', Guid: 'G' } },
  EventID: { '#attributes': { Qualifiers: 0 }, '#text': 4688 },
  TimeCreated: { '#attributes': { SystemTime: '2024-01-02T03:04:05.123456Z' } },
  Channel: 'Security',
  Computer: 'ws1',
};

const read = (record: unknown) => {
  const bytes = bytesOf(JSON.stringify(record));
  const [event] = readAll(bytes).events;
  const { sourceLabel } = openNdjson(sourceOf(bytes), 'lines');
  const time = event?.time ?? null;
  return {
    label: sourceLabel,
    fields: fieldsOf(event),
    time: time === null ? null : formatFileTime(time),
  };
};

test('evtx_dump reads like an EVTX record', () => {
  const record = {
    Event: {
      '#attributes': { xmlns: 'x' },
      System: SYSTEM,
      EventData: { CommandLine: 'a', Channel: 'inner', Data: { '#text': ['1', '2'] } },
    },
  };
  expect(read(record)).toEqual({
    label: 'NDJSON · evtx_dump',
    time: '2024-01-02T03:04:05.1234560Z',
    fields: {
      Provider_Name: 'P',
      Provider_Guid: 'G',
      EventID: '4688',
      EventID_Qualifiers: '0',
      TimeCreated_SystemTime: '2024-01-02T03:04:05.123456Z',
      Channel: 'Security',
      Computer: 'ws1',
      CommandLine: 'a',
      'EventData.Channel': 'inner',
      Data: ['1', '2'],
    },
  });
});

test('attributes apart, UserData, and sections that are no maps', () => {
  const { fields } = read({
    Event: {
      System: { ...SYSTEM, Provider: undefined, Provider_attributes: { Name: 'Q' } },
      UserData: { Wrapper: { '#attributes': { xmlns: 'y' }, Field: 'z' } },
      ProcessingErrorData: 'told',
    },
  });
  expect(fields).toMatchObject({
    Provider_Name: 'Q',
    UserData_Element: 'Wrapper',
    Field: 'z',
    ProcessingErrorData: 'told',
  });
});

test('Winlogbeat: names for rules, computer of the log and not of the agent, original paths kept', () => {
  const { label, fields, time } = read({
    '@timestamp': '2024-01-02T03:04:05Z',
    agent: { hostname: 'collector' },
    winlog: {
      channel: 'Security',
      event_id: 4688,
      computer_name: 'ws1',
      provider_name: 'P',
      event_data: { CommandLine: 'a' },
    },
  });
  expect(label).toBe('NDJSON · Winlogbeat');
  expect(time).toBe('2024-01-02T03:04:05.0000000Z');
  expect(fields).toMatchObject({
    EventID: '4688',
    Channel: 'Security',
    Computer: 'ws1',
    CommandLine: 'a',
    'winlog.event_data.CommandLine': 'a',
    'agent.hostname': 'collector',
  });
});

test('ECS under the names of Sysmon', () => {
  const { label, fields } = read({
    '@timestamp': '2024-01-02T03:04:05Z',
    ecs: { version: '8' },
    event: { dataset: 'x', code: 1 },
    host: { name: 'ws1' },
    process: { executable: 'C:\\a.exe', command_line: 'a -b' },
  });
  expect(label).toBe('NDJSON · ECS');
  expect(fields).toMatchObject({
    Image: 'C:\\a.exe',
    CommandLine: 'a -b',
    Computer: 'ws1',
    EventID: '1',
  });
});

test('anything else is generic, with its own time or none', () => {
  expect(read({ ts: 1_704_164_645, x: { y: [true, null, 2] } })).toEqual({
    label: 'NDJSON',
    time: '2024-01-02T03:04:05.0000000Z',
    fields: { ts: '1704164645', 'x.y': ['true', null, '2'] },
  });
  expect(read({ x: 1 }).time).toBeNull();
});

test('long integers keep their digits', () => {
  const { events } = readAll(
    bytesOf('{"id": 9232379236109516801, "n": -9007199254740993, "s": 7}'),
  );
  expect(fieldsOf(events[0])).toEqual({
    id: '9232379236109516801',
    n: '-9007199254740993',
    s: '7',
  });
});

test('keys that hold what joins keys stay apart', () => {
  const { events } = readAll(bytesOf('{"a":"1","b":"2"}\n{"a\\u0000b":"3"}\n{"__proto__":"4"}'));
  expect(events.map((event) => [event.names, event.values])).toEqual([
    [
      ['a', 'b'],
      ['1', '2'],
    ],
    [['a\0b'], ['3']],
    [['__proto__'], ['4']],
  ]);
});
