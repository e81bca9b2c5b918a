import { expect, test } from 'vitest';
import { readIndicators } from '@shared/ioc/reading/read-indicators';

const AS_LIST = { format: 'list', roles: null } as const;
const understoodIn = (line: string) => readIndicators(line, AS_LIST).understood;
const listed = (line: string): string[] =>
  understoodIn(line).map(({ draft }) => `${draft.type} ${draft.value}`);

const MD5 = 'ab'.repeat(16);
test.each<readonly [string, readonly string[]]>([
  [`a.exe (MD5: ${MD5})`, ['filename a.exe', `md5 ${MD5}`]],
  [`a.exe - MD5: ${MD5}`, ['filename a.exe', `md5 ${MD5}`]],
  [`a.exe (Imphash: ${MD5})`, ['filename a.exe', `imphash ${MD5}`]],
  [`%TEMP%\\a.exe (MD5: ${MD5})`, ['filepath %TEMP%\\a.exe', `md5 ${MD5}`]],
  ['evil.example (IP: 10.0.0.1)', ['domain evil.example', 'ip 10.0.0.1']],
  ['evil.example - IP 10.0.0.1', ['domain evil.example', 'ip 10.0.0.1']],
  [`${MD5}, a.exe, trojan`, [`md5 ${MD5}`, 'filename a.exe']],
  [`${MD5}|evil.exe|123|PE`, [`md5 ${MD5}`, 'filename evil.exe']],
  [`${MD5}  a b.exe`, [`md5 ${MD5}`, 'filename a b.exe']],
  [`${MD5};a b.exe;trojan`, [`md5 ${MD5}`, 'filename a b.exe']],
  [`a b.exe ${MD5}`, ['filename a b.exe', `md5 ${MD5}`]],
  [`"${MD5}","evil, the.exe","x"`, [`md5 ${MD5}`, 'filename evil, the.exe']],
  [`${MD5} dropped by evil.exe`, [`md5 ${MD5}`, 'filename evil.exe']],
  ['10.0.0.1,seen with evil.example,high', ['ip 10.0.0.1', 'domain evil.example']],
])('a second value of a line is an indicator as well: %s', (line, expected) => {
  expect(listed(line)).toEqual(expected);
});

test('what a note holds names what it stands beside', () => {
  expect(understoodIn('evil.example - IP 10.0.0.1').map(({ draft }) => draft.note)).toEqual([
    'IP 10.0.0.1',
    'evil.example',
  ]);
});

test('a value in a comment stays a part of it, and is told', () => {
  expect(understoodIn('evil.example # was 10.0.0.1')).toMatchObject([
    {
      draft: { value: 'evil.example', note: 'was 10.0.0.1' },
      remarks: ['"10.0.0.1" stands in its note and is not sought'],
    },
  ]);
});

test.each<readonly [string, readonly string[]]>([
  ['10.0.0.1 → evil.example', ['ip 10.0.0.1', 'domain evil.example']],
  ['evil.example -> 10.0.0.1', ['domain evil.example', 'ip 10.0.0.1']],
  ['- `C:\\Temp\\a.exe` - dropper', ['filepath C:\\Temp\\a.exe']],
  ['- `HKLM\\Software\\Norte` - persistence', ['registry HKLM\\Software\\Norte']],
  ['`HKLM\\Software\\Norte (x)`: persistence', ['registry HKLM\\Software\\Norte (x)']],
  ['- **Domain**: evil.example', ['domain evil.example']],
  ['**C2:** evil.example', ['domain evil.example']],
  ['[1] evil.example', ['domain evil.example']],
  ['> evil.example', ['domain evil.example']],
  ['"Bad Guy" <bad@evil.example>', ['email bad@evil.example']],
  ['10.0.0.1 [DE]', ['ip 10.0.0.1']],
  ['10.0.0.1:443-445', ['ip 10.0.0.1']],
  ['alert tcp any any -> 10.0.0.1 443 (msg:"x";)', ['ip 10.0.0.1']],
  ['[x](hxxp://evil[.]example/a)', ['url http://evil.example/a']],
  ['evil.example / evil2.example', ['domain evil.example', 'domain evil2.example']],
  ['- powershell -enc A', ['commandline powershell -enc A']],
  [`SHA512: ${'ab'.repeat(64)}`, [`text ${'ab'.repeat(64)}`]],
  ['Invoice March.docx', ['filename Invoice March.docx']],
])('values among other signs are found: %s', (line, expected) => {
  const { understood, refused } = readIndicators(line, AS_LIST);
  expect(refused).toEqual([]);
  expect(understood.map(({ draft }) => `${draft.type} ${draft.value}`)).toEqual(expected);
});

test('what is found in a line says so, and the line is its note', () => {
  expect(understoodIn('deny ip host 10.0.0.1 any (new)')).toMatchObject([
    {
      draft: { type: 'ip', value: '10.0.0.1', note: 'deny ip host 10.0.0.1 any (new)' },
      remarks: ['the line it stands in is its note'],
    },
  ]);
});

test.each<readonly [string, string]>([
  ['norte', 'its looks tell no type: it is sought as text'],
  ['- two words', 'the mark before it is left out'],
  ['cmd.exe /c whoami (discovery)', '"(discovery)" is read as a part of it'],
  ['HKLM\\Run -> Updater', '"-> Updater" is read as a part of it'],
  ['HKLM\\Run "Updater"', '""Updater"" is read as a part of it'],
  ['HKLM\\Run Value: Updater', '"Value: Updater" is read as a part of it'],
  ['http://evil.example/a?ids=1,2,3', '"2,3" is read as a part of it'],
  ['https://evil.example/a;b;c', '"b;c" is read as a part of it'],
  ['C:\\Temp\\a,b,c', '"b,c" is read as a part of it'],
  ['C:\\Temp\\evil,dropper,high', '"dropper, high" is read as its note'],
  ['Username: evil, LAB\\x', 'a comma parts it from what stands beside it'],
])('what may be read otherwise says so: %s', (line, remark) => {
  expect(understoodIn(line).flatMap(({ remarks }) => remarks)).toContain(remark);
});

test.each<readonly [string, string]>([
  ['Named pipe: \\\\.\\pipe\\norte', 'pipe \\\\.\\pipe\\norte'],
  ['pipe=\\\\.\\pipe\\norte', 'pipe \\\\.\\pipe\\norte'],
  ['Path: \\\\server\\share\\a.exe', 'filepath \\\\server\\share\\a.exe'],
  ['Path:\\\\server\\share\\a.exe', 'filepath \\\\server\\share\\a.exe'],
  ['Registry: \\REGISTRY\\MACHINE\\Norte', 'registry \\REGISTRY\\MACHINE\\Norte'],
  ['HKCU:Software\\Norte', 'registry HKCU\\Software\\Norte'],
  ['C2: //evil.example/x', 'url evil.example/x'],
  ['Mutex name: `norte`', 'mutex norte'],
  ['mutex\tnorte', 'mutex norte'],
  ['UA: curl/7.1', 'useragent curl/7.1'],
])('a label before any value: %s', (line, expected) => {
  expect(listed(line)).toEqual([expected]);
});

test('a label in the plural may name several', () => {
  expect(listed('Mutexes: norte, sur')).toEqual(['mutex norte', 'mutex sur']);
});

test.each([...['185.220.101.0/24,tor', '185.220.101.0/24;tor', '185.220.101.0/24|AS1234']])(
  'a network and what is said of it: %s',
  (line) => {
    expect(understoodIn(line)).toMatchObject([
      { draft: { type: 'ip', value: '185.220.101.0/24' } },
    ]);
  },
);
