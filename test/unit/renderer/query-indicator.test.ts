import { expect, test } from 'vitest';
import { indicatorOfQuery } from '../../../renderer/features/indicators/query-indicator';

test.each<readonly [string, readonly [string, string, string]]>([
  ['mimikatz', ['text', 'mimikatz', 'substring']],
  ['"two words"', ['text', 'two words', 'substring']],
  ['203.0.113.77', ['ip', '203.0.113.77', 'literal']],
  ['mimi*z', ['text', '*mimi*z*', 'wildcard']],
  ['Image:*\\winupd.exe', ['filename', '*\\winupd.exe', 'wildcard']],
  ['TargetUserName:bob', ['username', 'bob', 'literal']],
  ['CommandLine:/-enc.{3}/', ['regex', '-enc.{3}', 'regex']],
])('%s', (query, [type, value, mode]) => {
  expect(indicatorOfQuery(query)).toMatchObject({ id: null, type, value, mode });
});

test.each(['', 'a b', 'a OR b', 'NOT a', 'EventID:*', 'Port:>5', 'time:last 7d', 'Image:('])(
  '%s is no indicator',
  (query) => {
    expect(indicatorOfQuery(query)).toBeNull();
  },
);
