import { expect, test } from 'vitest';
import { guessType } from '@shared/ioc/guess-type';
import { refang } from '@shared/ioc/refang';

test.each([
  ['hxxps://evil[.]com/a', 'https://evil.com/a'],
  ['hXXp[:]//evil(dot)com', 'http://evil.com'],
  ['a[@]b[.]com', 'a@b.com'],
  ['10[.]1[.]1[.]1', '10.1.1.1'],
  ['http[://]x.y', 'http://x.y'],
  ['evil[.com and evil.]com', 'evil.com and evil.com'],
  ['C:\\a[1].exe', 'C:\\a[1].exe'],
])('%s is re-fanged', (text, expected) => {
  expect(refang(text)).toBe(expected);
});

test.each([
  ['10.1.1.1', 'ip'],
  ['10.0.0.0/8', 'ip'],
  ['2001:db8::1', 'ip'],
  ['a'.repeat(32), 'md5'],
  ['a'.repeat(40), 'sha1'],
  ['a'.repeat(64), 'sha256'],
  ['S-1-5-21-1', 'sid'],
  ['https://x.y/z', 'url'],
  ['a@b.com', 'email'],
  ['HKLM\\a', 'registry'],
  ['HKLM/Software/a', 'registry'],
  ['HKCU:Software\\a', 'registry'],
  ['HKCC\\a', 'registry'],
  ['HKCC:\\a', 'registry'],
  ['HKEY_CURRENT_CONFIG:a', 'registry'],
  ['HKU\\.DEFAULT', 'registry'],
  ['\\REGISTRY\\USER\\a', 'registry'],
  ['HKCU: a', 'text'],
  ['HKLM/HKCU', 'text'],
  ['\\\\.\\pipe\\x', 'pipe'],
  ['C:\\x', 'filepath'],
  ['LAB\\bob', 'username'],
  ['a.exe', 'filename'],
  ['evil.example.com', 'domain'],
  ['two words', 'text'],
])('%s looks like %s', (value, type) => {
  expect(guessType(value)).toBe(type);
});
