import { expect, test } from 'vitest';
import { indicatorTypeOf } from '../../../renderer/features/indicators/guess-type';

test.each([
  ['IpAddress', '10.1.1.1', 'ip'],
  ['Hashes', 'a'.repeat(64), 'sha256'],
  ['CommandLine', 'C:\\x\\a.exe -k', 'commandline'],
  ['Image', 'C:\\x\\a.exe', 'filepath'],
  ['QueryName', 'evil.example', 'domain'],
  ['Computer', 'ws1.lab.local', 'hostname'],
  ['TargetUserName', 'bob.smith', 'username'],
  ['TargetUserName', 'LAB\\bob', 'username'],
  ['TargetObject', 'HKLM\\Software\\Run', 'registry'],
  ['Data', ' something ', 'text'],
])('%s %s is %s', (field, value, type) => {
  expect(indicatorTypeOf(field, value)).toBe(type);
});
