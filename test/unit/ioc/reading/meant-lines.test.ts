/** Lines as people write them, each with what it lists: what an earlier reading lost, cut or called by a wrong type. */
import { expect, test } from 'vitest';
import { readIndicators } from '@shared/ioc/reading/read-indicators';

const listed = (text: string, format: 'list' | 'report' | null = 'list'): string[] =>
  readIndicators(text, { format, roles: null }).understood.map(
    ({ draft: { type, value, mode } }) => `${type}${mode === 'literal' ? '' : ` ${mode}`} ${value}`,
  );
const remarks = (line: string): readonly string[] =>
  readIndicators(line, { format: 'list', roles: null }).understood.flatMap((one) => one.remarks);

const [MD5, SHA256] = ['ab'.repeat(16), 'ab'.repeat(32)];
const SID = 'S-1-5-21-1-2-3-1001';

test.each<readonly [string, readonly string[]]>([
  [`update.exe | loader | ${MD5}`, ['filename update.exe', `md5 ${MD5}`]],
  [`svc.exe sha256 ${SHA256}`, [`sha256 ${SHA256}`, 'filename svc.exe']],
  ['bad.exe connects to 203.0.113.7', ['ip 203.0.113.7', 'filename bad.exe']],
  ['evil.exe | 10.0.0.1 | evil.com', ['filename evil.exe', 'ip 10.0.0.1', 'domain evil.com']],
  [`C:\\a.exe [${MD5}]`, ['filepath C:\\a.exe', `md5 ${MD5}`]],
  [`C:\\a.exe: ${MD5}`, ['filepath C:\\a.exe', `md5 ${MD5}`]],
  ['a.exe and b.exe', ['filename a.exe', 'filename b.exe']],
  ['evil.exe | Global\\Mtx', ['filename evil.exe', 'mutex Global\\Mtx']],
  ['svchost.exe -k netsvcs', ['commandline svchost.exe -k netsvcs']],
  ['net.exe user bob', ['commandline net.exe user bob']],
  ['procdump -ma lsass.exe', ['commandline procdump -ma lsass.exe']],
  ['sc create Evil binPath= "C:\\a.exe"', ['commandline sc create Evil binPath= "C:\\a.exe"']],
  ['cmd.exe /c whoami\tRecon\tLow', ['commandline cmd.exe /c whoami']],
  ['Service\tUpdSvc\tInstalled', ['service UpdSvc']],
])('values beside a program, and its arguments: %s', (line, expected) => {
  expect(listed(line)).toEqual(expected);
});

test.each<readonly [string, readonly string[]]>([
  ['Files: a.exe, my file.dll', ['filename a.exe', 'filename my file.dll']],
  ['Processes: a.exe, b c.exe', ['process a.exe', 'process b c.exe']],
  ['Mutex: M1, evil.exe', ['mutex M1', 'filename evil.exe']],
  ['mutex=Global\\A;pipe=\\\\.\\pipe\\b', ['mutex Global\\A', 'pipe \\\\.\\pipe\\b']],
  ['ServiceName: EvilSvc ImagePath: C:\\a.exe', ['service EvilSvc', 'process C:\\a.exe']],
  ['Service: EvilSvc -> C:\\a.exe', ['service EvilSvc', 'filepath C:\\a.exe']],
  [`Username: bob SID: ${SID}`, ['username bob', `sid ${SID}`]],
  ['HKLM\\Run\\Evil="C:\\a.exe"', ['registry HKLM\\Run\\Evil', 'filepath C:\\a.exe']],
  ['Services:\nEvilSvc3: C:\\a.exe', ['service EvilSvc3', 'filepath C:\\a.exe']],
  ['Users: bob, alice', ['username bob', 'username alice']],
  ['Users:\nbob, alice', ['username bob', 'username alice']],
  ['Hostnames: WS01, WS02', ['hostname WS01', 'hostname WS02']],
  ['Hostnames:\nWS01, WS02', ['hostname WS01', 'hostname WS02']],
  ['Host: WS01 (10.0.0.5)', ['hostname WS01', 'ip 10.0.0.5']],
  ['Host: WS01 IP: 10.0.0.5', ['hostname WS01', 'ip 10.0.0.5']],
  ['Command: cmd /c echo user: bob', ['commandline cmd /c echo user: bob']],
])('several values of a label are several: %s', (line, expected) => {
  expect(listed(line)).toEqual(expected);
});

test.each<readonly [string, string, readonly string[]]>([
  ['Path', `C:\\a\\b.exe (${MD5})`, ['filepath C:\\a\\b.exe', `md5 ${MD5}`]],
  ['Path', `C:\\a\\b.exe (MD5: ${MD5})`, ['filepath C:\\a\\b.exe', `md5 ${MD5}`]],
  ['Process', 'evil.exe (10.0.0.1)', ['process evil.exe', 'ip 10.0.0.1']],
  ['Users', 'CORP\\bob (10.0.0.1)', ['username CORP\\bob', 'ip 10.0.0.1']],
  ['Mutex', `Global\\A (${MD5})`, ['mutex Global\\A', `md5 ${MD5}`]],
  ['Mutexes', 'M2 (evil.exe)', ['mutex M2', 'filename evil.exe']],
])('beside a value of %s: what its looks tell keeps its type: %s', (label, value, expected) => {
  expect(listed(`${label}: ${value}`)).toEqual(expected);
  expect(listed(`${label}:\n${value}`)).toEqual(expected);
});

test('a page copied from a sandbox: its headings hold until the next', () => {
  const page = [
    ...['Imphash', MD5, 'SSDEEP', '12288:abc:def', 'Names', 'update.exe', 'my evil.exe'],
    ...['Contacted Domains', 'evil.com', 'Mutexes Created', 'Global\\XX', 'M2'],
    ...['Registry Keys Set', 'HKCU\\Software\\A', 'Files Written', 'C:\\a b\\x.tmp'],
    ...['Processes Created', 'C:\\Windows\\cmd.exe /c a', 'Services Created', 'EvilSvc'],
  ];
  expect(listed(page.join('\n'))).toEqual([
    ...[`imphash ${MD5}`, 'text 12288:abc:def', 'filename update.exe', 'filename my evil.exe'],
    ...['domain evil.com', 'mutex Global\\XX', 'mutex M2', 'registry HKCU\\Software\\A'],
    ...['filepath C:\\a b\\x.tmp', 'commandline C:\\Windows\\cmd.exe /c a', 'service EvilSvc'],
  ]);
  expect(listed(`Imphash:\nevil.com\n${SHA256}`)).toEqual(['domain evil.com', `sha256 ${SHA256}`]);
});

test.each([
  ['Temp\\a.exe', 'filepath Temp\\a.exe'],
  ['System32\\evil.dll', 'filepath System32\\evil.dll'],
  ['.\\d.exe', 'filename d.exe'],
  ['Tasks\\Evil', 'filepath Tasks\\Evil'],
  ['$RECYCLE.BIN\\evil.exe', 'filepath $RECYCLE.BIN\\evil.exe'],
  ['Software\\Evil', 'registry Software\\Evil'],
  ['BaseNamedObjects\\Evil', 'mutex BaseNamedObjects\\Evil'],
  ['CORP\\bob', 'username CORP\\bob'],
  ['Datei;böse datei.exe;Loader', 'filename böse datei.exe'],
])('one backslash makes no account: %s', (line, expected) => {
  expect(listed(line)).toEqual([expected]);
});

test.each([
  [
    'C:\\Users\\<user>\\a.exe',
    'filepath wildcard *C:\\Users\\*\\a.exe*',
    '"<user>" stands for any name',
  ],
  [
    'C:\\Users\\[username]\\a.exe',
    'filepath wildcard *C:\\Users\\*\\a.exe*',
    'stands for any name',
  ],
  ['HKLM\\...\\Run\\Evil', 'registry wildcard *HKLM\\*\\Run\\Evil*', '"..." stands for any name'],
  ['%USERPROFILE%\\a\\b.exe', 'filepath wildcard *\\Users\\*\\a\\b.exe*', 'stands for any name'],
  ['%APPDATA%\\evil.exe', 'filepath %APPDATA%\\evil.exe', 'is met as its usual folder as well'],
  ['%SAMPLEPATH%\\a.exe', 'filepath %SAMPLEPATH%\\a.exe', 'is sought as it is written'],
])('what stands in place of a name is any name, or is told: %s', (line, expected, remark) => {
  expect(listed(line)).toEqual([expected]);
  expect(remarks(line).join()).toContain(remark);
});

test.each(['JA3', 'NTLM', 'Thumbprint', 'SHA512'])(
  '%s is no hash of ours, whatever it looks like',
  (label) => {
    for (const text of [`${label}: ${MD5}`, `${label}:\n${MD5}`]) {
      expect(listed(text)).toEqual([`text ${MD5}`]);
      expect(remarks(text)).toEqual([`${label}: no hash of ours, sought as text`]);
    }
  },
);

test('mutexes, accounts and commands in a report', () => {
  const report = [
    'It creates the mutex Global\\XyZ. User CORP\\bob ran "cmd.exe /c whoami" there,',
    'then powershell -enc SQBFAFgA, and left.',
  ];
  expect(listed(report.join('\n'), 'report')).toEqual([
    ...['commandline cmd.exe /c whoami', 'username CORP\\bob', 'mutex Global\\XyZ'],
    ...['filename cmd.exe', 'commandline powershell -enc SQBFAFgA'],
  ]);
});

test('a note does not begin inside a word', () => {
  const { understood } = readIndicators(`Persistence${' words'.repeat(20)} C:\\a.exe.`, {
    ...{ format: 'report', roles: null },
  });
  expect(understood[0]?.draft.note).toMatch(/^words words/);
});
