/** Signs at the end of a value, words before a command, doubled backslashes, typographic quotes, comments. */
import { expect, test } from 'vitest';
import { readIndicators } from '@shared/ioc/reading/read-indicators';

const AS_LIST = { format: 'list', roles: null } as const;
const AS_REPORT = { format: 'report', roles: null } as const;
const found = (text: string, choice: typeof AS_LIST | typeof AS_REPORT = AS_LIST): string[] =>
  readIndicators(text, choice).understood.map(({ draft }) => `${draft.type} ${draft.value}`);

const ENDED = [
  ...['HKLM\\Software\\Norte\\Run', '\\\\.\\pipe\\p1x', 'Global\\A', 'C:\\Users\\Public\\m.exe'],
  ...['https://evil.example/a.php', 'User: bob', 'Service: EvilSvc', 'Host: WS01', 'File: a.exe'],
];
test.each(ENDED.flatMap((line) => [';', '.', ':'].map((sign) => [line, sign] as const)))(
  '%s ends before %s',
  (line, sign) => {
    const [one, ...others] = readIndicators(line + sign, AS_LIST).understood;
    expect(others).toEqual([]);
    expect(one?.draft.value).toBe(line.replace(/^\w+: /, ''));
    expect(one?.remarks.filter((remark) => !remark.endsWith('left out'))).toEqual([]);
  },
);

test('a sign that is the value\u2019s own stays', () => {
  for (const line of ['HKLM:\\Software\\a.', 'cmd.exe /c dir .', 'C:\\a\\..'])
    expect(found(line)[0]).toMatch(line.endsWith('a.') ? /a$/ : /\.$/);
  expect(readIndicators('cmd.exe /c whoami;', AS_LIST).understood).toMatchObject([
    { draft: { value: 'cmd.exe /c whoami' }, remarks: ['";" at its end is left out'] },
  ]);
});

test.each([
  ['T1059.001 - powershell.exe -enc AAAA', 'powershell.exe -enc AAAA', 'T1059.001'],
  ['[T1059] powershell.exe -enc AAAA', 'powershell.exe -enc AAAA', 'T1059'],
  ['2025-11-03 10:32:11 cmd.exe /c whoami', 'cmd.exe /c whoami', '2025-11-03 10:32:11'],
  ['Execution: powershell.exe -enc AAAA', 'powershell.exe -enc AAAA', 'Execution'],
  ['User ran powershell.exe -nop -w hidden', 'powershell.exe -nop -w hidden', 'User ran'],
  ['Command: 10:32 net user x /add', 'net user x /add', '10:32'],
  ['winword.exe -> cmd.exe /c whoami', 'cmd.exe /c whoami', 'winword.exe'],
  ['then C:\\Program Files\\a.exe -x', 'C:\\Program Files\\a.exe -x', 'then'],
])('a command begins at its program: %s', (line, command, note) => {
  expect(readIndicators(line, AS_LIST).understood[0]).toMatchObject({
    draft: { type: 'commandline', value: command, note },
    remarks: expect.arrayContaining([`"${note}" before it is read as its note`]) as string[],
  });
});

test.each([
  ...[
    'C:\\Program Files\\a b.exe -x',
    'a.exe > b.exe -x',
    'cmd.exe /c start b.exe -x',
    '%COMSPEC% /c a.exe -x',
  ],
  ...['for %i in (a) do b.exe -x', 'set x=1 && b.exe -x', 'procdump -ma b.exe -x'],
])('no word of a command is cut off: %s', (line) => {
  expect(found(line)).toEqual([`commandline ${line}`]);
});

test.each([
  ['10.0.0.1 C:\\\\Users\\\\Public\\\\m.exe'],
  ['{"path":"C:\\\\Users\\\\Public\\\\m.exe","ip":"10.0.0.1"},'],
  ['"OneDrive"="C:\\\\Users\\\\Public\\\\m.exe"'],
  ['"x"="C:\\\\Users\\\\Public\\\\m.exe" # 10.0.0.1'],
  ['dropped C:\\\\Users\\\\Public\\\\m.exe on WS01'],
])('doubled backslashes hide no path: %s', (line) => {
  expect(found(line)).toContain('filepath C:\\Users\\Public\\m.exe');
  expect(found(line, AS_REPORT)).toContain('filepath C:\\Users\\Public\\m.exe');
});

test('backslashes before the name of a server stay doubled, and are halved where they are four', () => {
  expect(found('Path:\\\\srv\\share\\a.exe')).toEqual(['filepath \\\\srv\\share\\a.exe']);
  expect(found('x:\\\\srv\\share\\a.exe', AS_REPORT)).toEqual(['filepath \\\\srv\\share\\a.exe']);
  expect(found('seen \\\\\\\\srv\\\\share\\\\a.exe', AS_REPORT)).toEqual([
    'filepath \\\\srv\\share\\a.exe',
  ]);
});

test('typographic quotation marks and backticks end what they close', () => {
  const report = [
    'The loader contacts “https://evil.example/a.php” and opens “\\\\.\\pipe\\p1x” on start.',
    'It writes «C:\\a b\\c.exe» and “HKLM\\Software\\Norte\\Run”, runs ‘http://evil.example/b’.',
    'Run `reg add HKCU\\a /v b /d C:\\c.exe` there.',
  ].join('\n');
  expect(found(report, AS_REPORT)).toEqual([
    ...['url https://evil.example/a.php', 'pipe \\\\.\\pipe\\p1x', 'filepath C:\\a b\\c.exe'],
    ...['registry HKLM\\Software\\Norte\\Run', 'url http://evil.example/b'],
    ...['commandline reg add HKCU\\a /v b /d C:\\c.exe', 'registry HKCU\\a', 'filepath C:\\c.exe'],
  ]);
});

test('a bracketed slash is one', () => {
  expect(found('hxxp[:]//evil[.]example[/]a')).toEqual(['url http://evil.example/a']);
  expect(found('see hxxps[:][/][/]evil[.]example[/]a now', AS_REPORT)).toEqual([
    'url https://evil.example/a',
  ]);
});

test('what is sure is told in a line that begins as a comment does, too', () => {
  const md5 = 'ab'.repeat(16);
  const { understood, refused } = readIndicators(
    `# list\n#AsyncRAT 10.0.0.1:8808\n#1 ${md5}\n# of https://evil.example/a\n#evil.example\n## C2 10.0.0.2\nb.example`,
    AS_LIST,
  );
  expect(refused).toEqual([]);
  expect(understood.map(({ draft, isMeant }) => [draft.type, draft.value, isMeant])).toEqual([
    ...[
      ['ip', '10.0.0.1', true],
      ['md5', md5, true],
      ['url', 'https://evil.example/a', false],
      ['domain', 'evil.example', false],
    ],
    ...[
      ['ip', '10.0.0.2', false],
      ['domain', 'b.example', true],
    ],
  ]);
  expect(understood[2]?.remarks).toContain('it stands in a comment');
});

test.each<readonly [string, readonly string[]]>([
  [
    String.raw`"OneDrive"="\"C:\\Users\\Public\\od.exe\" /bg"`,
    [String.raw`filepath C:\Users\Public\od.exe`],
  ],
  [String.raw`C:\\Users\Public\m.exe`, [String.raw`filepath C:\Users\Public\m.exe`]],
  [String.raw`User: CORP\\bob`, [String.raw`username CORP\bob`]],
  ['User: “bob”', ['username bob']],
  ['Service: “EvilSvc”', ['service EvilSvc']],
  [
    'User-Agents: Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
    ['useragent Mozilla/5.0 (Windows NT 10.0; Win64; x64)'],
  ],
  ['User: svc_sql: password reset', ['username svc_sql']],
  ['User: bob -> WS01', ['username bob']],
  ['Users: bob, alice and carol', ['username bob', 'username alice', 'username carol']],
  ['Hosts: WS01, WS02 and DC01', ['hostname WS01', 'hostname WS02', 'hostname DC01']],
  ['Files: a.exe, b.exe and c.dll', ['filename a.exe', 'filename b.exe', 'filename c.dll']],
  [
    'Files: invoice.pdf, terms and conditions.docx',
    ['filename invoice.pdf', 'filename terms and conditions.docx'],
  ],
  [
    'Services: EvilSvc, Print and Scan Manager',
    ['service EvilSvc', 'service Print and Scan Manager'],
  ],
  [
    'User-Agents: curl/8.0, python-requests/2.31',
    ['useragent curl/8.0', 'useragent python-requests/2.31'],
  ],
  [
    String.raw`Command: xcopy "C:\a\" "\\srv\b\"`,
    [String.raw`commandline xcopy "C:\a\" "\\srv\b\"`],
  ],
  ['Mutex:\tGlobal\\{5F2A-11}\t10.0.0.4', ['mutex Global\\{5F2A-11}', 'ip 10.0.0.4']],
  ...[
    'python C:\\a.py',
    'dir C:\\Users',
    'Remove-Item C:\\a.exe -Force',
    'cd C:\\a && b',
    'Start-Process powershell.exe -enc AAA',
  ].map((command): readonly [string, readonly string[]] => [
    `Command: ${command}`,
    [`commandline ${command}`],
  ]),
])('%s lists what is meant', (line, expected) => {
  const { understood } = readIndicators(line, { format: 'list', roles: null });
  expect(understood.map(({ draft: { type, value } }) => `${type} ${value}`)).toEqual(expected);
});

test('in tables counts and hosts without a dot are not chosen, and what is cut off is the note', () => {
  const table =
    'Hosts,Users,domain,process\n12,3,CORP,evil.exe PID: 3\nWS01,bob,evil.example,b.exe';
  const { understood } = readIndicators(table, { format: 'csv', roles: null });
  const shown = understood.map(({ draft: { value, note }, isMeant }) => [value, note, isMeant]);
  expect(shown).toEqual([
    ['12', '', false],
    ['3', '', false],
    ['CORP', '', false],
    ['evil.exe', 'PID: 3', true],
    ...['WS01', 'bob', 'evil.example', 'b.exe'].map((value) => [value, '', true]),
  ]);
});
