/** A record of a rule's test is read as a file of such records is. */
import { expect, test } from 'vitest';
import { exportedEvent } from '@shared/ndjson/exported-record';
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
  expect(exportedEvent(record)).toEqual({
    fields: { names: event?.names, values: event?.values },
    time: event?.time,
  });
  const cases = [{ name: 'c', mode: 'mapped', rule: RULE, event: record, match: true }];
  const run = runRuleCases(JSON.stringify(cases), { exported: exportedEvent });
  expect(run).toEqual({ passed: 1, failures: [] });
});

test('what is written flat, or is of no known source, is not one', () => {
  expect(exportedEvent({ Channel: 'Security', EventID: 4624 }).fields).toBeNull();
  expect(exportedEvent({ a: { b: 'x' } })).toEqual({ fields: null, time: null });
});

const COUNTED = `${RULE}name: anna
---
title: c
correlation: { type: event_count, rules: anna, timespan: 1h, condition: { gte: 2 } }
`;

test.each([[DUMPED], [SHIPPED]])('record %# of a correlation has its time', (record) => {
  const cases = [{ name: 'c', rule: COUNTED, events: [record, record], match: true }];
  const run = runRuleCases(JSON.stringify(cases), { exported: exportedEvent });
  expect(run).toEqual({ passed: 1, failures: [] });
});
