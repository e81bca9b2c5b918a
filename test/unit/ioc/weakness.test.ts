import { expect, test } from 'vitest';
import { weaknessesOf } from '@shared/ioc/weakness';
import type { IndicatorType, MatchMode } from '@shared/model/indicator';

test.each<readonly [IndicatorType, string, string]>([
  ['ip', '10.1.2.3', 'private'],
  ['ip', '172.31.0.1', 'private'],
  ['ip', '127.0.0.1', 'loopback'],
  ['ip', 'fe80::1', 'link-local'],
  ['ip', '0.0.0.0/0', 'wide'],
  ['ip', '8.8.4.4', 'name server'],
  ['domain', 'Microsoft.com', 'well-known domain'],
  ['url', 'https://www.google.com/', 'well-known site'],
  ['filename', 'svchost.exe', 'ordinary program'],
  ['process', 'C:\\Windows\\System32\\cmd.exe', 'ordinary program'],
  ['username', 'LAB\\Administrator', 'well-known name'],
  ['sid', 'S-1-5-18', 'every Windows'],
  ['registry', 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run', 'every Windows'],
  ['sha256', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'empty file'],
  ['text', 'ab', 'short'],
])('%s %s is weak: %s', (type, value, words) => {
  expect(weaknessesOf({ type, value, mode: 'literal' }).join()).toContain(words);
});

test.each<readonly [IndicatorType, string, MatchMode]>([
  ['ip', '203.0.113.77', 'literal'],
  ['ip', '203.0.113.0/24', 'literal'],
  ['ip', '172.32.0.1', 'literal'],
  ['domain', 'login.microsoft.com.evil.example', 'literal'],
  ['url', 'https://www.google.com/url?q=evil', 'literal'],
  ['filename', 'winupd.exe', 'literal'],
  ['sid', 'S-1-5-21-1-2-3-500', 'literal'],
  ['registry', 'HKLM\\Software\\Norte', 'literal'],
  ['commandline', 'mimi.*katz', 'regex'],
])('%s %s (%s) is not', (type, value, mode) => {
  expect(weaknessesOf({ type, value, mode })).toEqual([]);
});

test.each<readonly [string, MatchMode]>([
  ['a*b*', 'wildcard'],
  ['abc', 'substring'],
  ['a.*', 'regex'],
])('%s by %s is weak', (value, mode) => {
  expect(weaknessesOf({ type: 'text', value, mode })).toHaveLength(1);
});
