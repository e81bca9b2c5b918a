/** A record of a rule's test is read as a file of such records is. */
import { expect, test } from 'vitest';
import { exportedFields } from '@shared/ndjson/exported-record';
import { runRuleCases } from '@shared/sigma/rule-cases';
import { bytesOf, readAll } from './bytes';

const RULE = `title: t
logsource: { product: windows, service: security }
detection: { s: { EventID: 4624, TargetUserName: anna }, condition: s }
`;
const DUMPED = {
  Event: {
    System: {
      ...{ Provider: { '#attributes': { Name: 'Microsoft-Windows-Security-Auditing' } } },
      ...{ EventID: 4624, Channel: 'Security', Computer: 'ws' },
      TimeCreated: { '#attributes': { SystemTime: '2026-03-09T08:00:00Z' } },
    },
    EventData: { TargetUserName: 'anna' },
  },
};
const SHIPPED = {
  '@timestamp': '2026-03-09T08:00:00Z',
  winlog: {
    ...{ channel: 'Security', event_id: '4624', computer_name: 'ws', record_id: 7 },
    ...{ provider_name: 'Microsoft-Windows-Security-Auditing' },
    event_data: { TargetUserName: 'anna' },
  },
};

test.each([DUMPED, SHIPPED])('record %#', (record) => {
  const [event] = readAll(bytesOf(JSON.stringify(record))).events;
  expect(exportedFields(record)).toEqual({ names: event?.names, values: event?.values });
  const cases = [{ name: 'c', mode: 'mapped', rule: RULE, event: record, match: true }];
  const run = runRuleCases(JSON.stringify(cases), { exported: exportedFields });
  expect(run).toEqual({ passed: 1, failures: [] });
});

test('what is written flat, or is of no known source, is not one', () => {
  expect(exportedFields({ Channel: 'Security', EventID: 4624 })).toBeNull();
  expect(exportedFields({ a: { b: 'x' } })).toBeNull();
});
