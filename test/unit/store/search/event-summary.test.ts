import { expect, test } from 'vitest';
import type { FieldValue } from '@shared/model/event';
import { summaryOf } from '@electron/store/search/event-summary';

/** In the order the event has them. */
const of = (...fields: readonly (readonly [name: string, value: FieldValue])[]) => ({
  fieldsNamed: (isWanted: (name: string) => boolean) =>
    fields.filter(([name]) => isWanted(name)).map(([name, value]) => ({ name, value })),
});

test('what was run comes before who, and ids come last', () => {
  const created = of(
    ['Channel', 'Security'],
    ['SubjectUserSid', 'S-1-5-18'],
    ['SubjectUserName', 'alva'],
    ['SubjectLogonId', '0x3e7'],
    ['NewProcessName', String.raw`C:\a.exe`],
    ['TargetUserName', '-'],
    ['CommandLine', 'a /x'],
  );
  expect(summaryOf(created)).toBe(
    String.raw`NewProcessName: C:\a.exe  CommandLine: a /x  SubjectUserName: alva  SubjectUserSid: S-1-5-18  SubjectLogonId: 0x3e7`,
  );
});

test('every field that is told at all is told once', () => {
  const names = ['UtcTime', 'Odd', 'Image', 'param1', 'EventID', 'ProcessGuid', 'User'];
  const told = summaryOf(of(...names.map((name) => [name, 'x'] as const)));
  expect(told).toBe('Image: x  Odd: x  param1: x  User: x  UtcTime: x  ProcessGuid: x');
});

test('it is cut to what a line shows, or as it is asked', () => {
  const long = of(['CommandLine', 'a'.repeat(1_000)], ['User', 'bob']);
  expect(summaryOf(long)).toBe(`${`CommandLine: ${'a'.repeat(600)}`.slice(0, 600)}…`);
  expect(summaryOf(long, Infinity)).toBe(`CommandLine: ${'a'.repeat(1_000)}  User: bob`);
});
