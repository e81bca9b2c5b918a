/** Values that a label, heading or column tells: parted where that is certain, and never silently more than they are. */
import { expect, test } from 'vitest';
import { readIndicators } from '@shared/ioc/reading/read-indicators';

const AS_LIST = { format: 'list', roles: null } as const;
const MD5 = 'ab'.repeat(16);

/** Type and value, the note behind ` ~ `, remarks behind ` ! `. */
const told = (text: string, choice?: typeof AS_LIST): string[] => {
  const { understood, refused } = readIndicators(text, choice);
  expect(refused.filter(({ reason }) => !reason.startsWith('a heading'))).toEqual([]);
  return understood.map(({ draft: { type, value, note }, remarks, isMeant }) =>
    [`${type} ${value}`, note && ` ~ ${note}`, ...remarks.map((one) => ` ! ${one}`)]
      .concat(isMeant ? [] : [' ! not chosen'])
      .join(''),
  );
};
const behind = (text: string): string => `~ ${text} ! "${text}" is read as its note`;
const PARTED = '! a comma parts it from what stands beside it';

test.each<readonly [string, ...string[]]>([
  ['Process: evil.exe PID: 4711', `process evil.exe ${behind('PID: 4711')}`],
  ['Filename: a.exe Size: 12345', `filename a.exe ${behind('Size: 12345')}`],
  ['File: a b.exe Version: 1.2', `filename a b.exe ${behind('Version: 1.2')}`],
  ['File: evil.exe | loader', `filename evil.exe ${behind('loader')}`],
  ['User: bob Logon: 3', `username bob ${behind('Logon: 3')}`],
  ['User: bob (admin)', `username bob ${behind('admin')}`],
  ['Host: WS01 OS: Windows 10', `hostname WS01 ${behind('OS: Windows 10')}`],
  [
    'Service: EvilSvc Start: auto',
    'service EvilSvc Start: auto ! "Start: auto" is read as a part of it',
  ],
  [
    'Process: Word.exe launched cmd.exe',
    'process Word.exe launched cmd.exe ! "launched cmd.exe" is read as a part of it',
  ],
  ['File: a.tar.gz', 'filename a.tar.gz'],
  ['Service: a  b', 'service a  b ! "b" is read as a part of it'],
  ['User-Agent: curl/7 | x', 'useragent curl/7 | x ! "x" is read as a part of it'],
  ['Text: norte; sur', 'text norte; sur ! "sur" is read as a part of it'],
  [
    `Process: evil.exe, Parent: sur.exe`,
    `process evil.exe ${behind('Parent: sur.exe')} ! "sur.exe" stands in its note and is not sought`,
  ],
  [
    'username=bob domain=evil.example ip=10.0.0.1',
    ...['username bob', 'domain evil.example', 'ip 10.0.0.1'],
  ],
  [
    `file: a.exe  size: 12345  md5: ${MD5}`,
    ...[`filename a.exe ${behind('size: 12345')}`, `md5 ${MD5}`],
  ],
  [
    'UserName = LAB\\bob; Workstation = WS01; SrcIP = 10.8.0.14',
    ...['username LAB\\bob', 'hostname WS01', 'ip 10.8.0.14 ~ SrcIP'],
  ],
  [
    'User: bob Domain: LAB',
    ...['username bob', 'domain LAB ! a domain without a dot: not chosen ! not chosen'],
  ],
  ['Users: bob, alice', 'username bob', 'username alice'],
  [
    'User: bob;alice',
    ...['bob', 'alice'].map((one) => `username ${one} ${PARTED.replace('comma', 'semicolon')}`),
  ],
])('what follows a name is none of it: %s', (line, ...expected) => {
  expect(told(line, AS_LIST)).toEqual(expected);
});

test.each([
  ['filename', 'a.exe;b c.exe', 'a.exe', 'b c.exe'],
  ['username', '"bob, alice"', 'bob', 'alice'],
  ['username', '"bob,alice"', 'bob', 'alice'],
  ['username', 'LAB\\bob|LAB\\al', 'LAB\\bob', 'LAB\\al'],
  ['hostname', '"WS01\nWS02"', 'WS01', 'WS02'],
  ['mutex', '"M1\nM2"', 'M1', 'M2'],
  ['mutex', 'M1|M2', 'M1', 'M2'],
  ['process', '"c.exe, lsass"', 'c.exe', 'lsass'],
  ['service', 'S1; S2', 'S1', 'S2'],
  ['commandline', '"whoami /all\nnet user x /add"', 'whoami /all', 'net user x /add'],
])('several of type %s in one cell are parted: %s', (type, cell, ...values) => {
  const expected = values.map((value) => [type, value, true]);
  const read = (text: string): unknown[] =>
    readIndicators(text)
      .understood.filter(({ draft }) => draft.type !== 'ip')
      .map(({ draft, remarks }) => [
        draft.type,
        draft.value,
        / parts it from /.test(remarks.join()),
      ]);
  expect(read(`ip,${type}\n10.0.0.1,${cell}\n`)).toEqual(expected);
  const text = cell.replaceAll('"', '');
  expect(read(JSON.stringify([{ ip: '10.0.0.1', [type]: text }]))).toEqual(expected);
  expect(read(JSON.stringify([{ type, value: text }]))).toEqual(expected);
});

test.each([
  ['filename', 'Report, final.docx', '"final.docx" is read as a part of it'],
  ['service', 'a=b, c', '"c" is read as a part of it'],
  ['mutex', 'M1 PID: 3', '"PID: 3" is read as a part of it'],
])('of type %s "%s" cannot be told apart, and says so', (type, cell, remark) => {
  const [found] = readIndicators(JSON.stringify([{ type, value: cell }])).understood;
  expect(found?.draft.value).toBe(cell);
  expect(found?.remarks).toContain(remark);
});

const VALUES = [
  ...([
    ['Users', 'bob'],
    ['Usernames', 'bob'],
    ['Accounts', 'LAB\\al'],
    ['Hosts', 'WS01'],
  ] as const),
  ...([
    ['Hostnames', 'WS01'],
    ['Computers', 'WS01'],
    ['Computer Name', 'WS01'],
    ['Services', 'EvilSvc'],
  ] as const),
  ...([
    ['Service Names', 'EvilSvc'],
    ['Commands', 'whoami /all'],
    ['Command Lines', 'whoami /all'],
    ['Processes', 'evil.exe'],
  ] as const),
  ...([
    ['Mutexes', 'M1'],
    ['Pipes', 'norte'],
    ['User Agents', 'curl/7'],
    ['JA3', MD5],
    ['Thumbprint', 'ab'.repeat(20)],
  ] as const),
];
const TYPE_OF: Readonly<Record<string, string>> = {
  ...{ bob: 'username', 'LAB\\al': 'username', WS01: 'hostname', EvilSvc: 'service' },
  ...{ 'whoami /all': 'commandline', 'evil.exe': 'process', M1: 'mutex', norte: 'pipe' },
  ...{ 'curl/7': 'useragent' },
};
test.each(VALUES)('the heading %s says the same in a table and in JSON', (name, value) => {
  const expected = `${TYPE_OF[value] ?? 'text'} ${value}`;
  const read = (text: string): string[] =>
    readIndicators(text)
      .understood.filter(({ draft, isMeant }) => isMeant && draft.type !== 'ip')
      .map(({ draft }) => `${draft.type} ${draft.value}`);
  expect(read(`IP,${name}\n10.0.0.1,${value}\n`)).toEqual([expected]);
  expect(read(JSON.stringify([{ ip: '10.0.0.1', [name]: value }]))).toEqual([expected]);
  expect(read(JSON.stringify({ [name]: [value] }))).toEqual([expected]);
});

test('a hash of another kind is sought as text, and says so, beside a value too', () => {
  const [, found] = readIndicators(
    JSON.stringify([{ value: 'evil.example', ja3: MD5 }]),
  ).understood;
  expect(found).toMatchObject({
    ...{ draft: { type: 'text', value: MD5 }, isMeant: true },
    remarks: ['no hash of ours, sought as text'],
  });
});

test('what an object is called says what its name is', () => {
  const feed = [
    { user: { name: 'bob', domain: 'LAB' } },
    {
      registry: { path: 'HKLM\\Software\\Norte', value: 'Start', data: { strings: ['C:\\a.exe'] } },
    },
    { service: { name: 'EvilSvc' } },
    { process: { name: 'evil.exe', executable: 'C:\\b\\evil.exe' } },
    { user_agent: { original: 'curl/7' } },
    { url: { full: 'https://evil.example/a' } },
    { host: { name: 'WS01' } },
  ];
  expect(told(JSON.stringify({ iocs: feed }))).toEqual([
    ...['username bob ~ domain: LAB', 'registry HKLM\\Software\\Norte ~ value: Start'],
    'text C:\\a.exe ! it looks like a filepath, and is sought as text',
    ...['service EvilSvc', 'process evil.exe', 'filepath C:\\b\\evil.exe', 'useragent curl/7'],
    ...['url https://evil.example/a', 'hostname WS01'],
  ]);
});

test('below a heading, the words of a mail are told and not chosen', () => {
  const mail = [
    ...[
      '> Accounts',
      '> svc_backup',
      '> LAB\\bob',
      '',
      '> Tasks',
      '> \\Microsoft\\Windows\\Norte',
      '',
    ],
    ...['> Commands', '> nltest /dclist:lab.example', '> whoami /all', ''],
    ...['Thanks,', 'Anna', '--', 'Anna Example | SOC | +49 30 123456'],
  ];
  const chosen = readIndicators(mail.join('\n'), AS_LIST).understood.filter(
    ({ isMeant }) => isMeant,
  );
  expect(chosen.map(({ draft }) => `${draft.type} ${draft.value}`)).toEqual([
    ...['username svc_backup', 'username LAB\\bob', 'filepath \\Microsoft\\Windows\\Norte'],
    ...['commandline nltest /dclist:lab.example', 'commandline whoami /all'],
  ]);
  const users = readIndicators('Users:\nbob\nalice\n\neve\n\nThanks,\nAnna', AS_LIST);
  expect(users.understood.map(({ draft, isMeant }) => [draft.value, isMeant])).toEqual([
    ...['bob', 'alice', 'eve'].map((value) => [value, true]),
    ...['Thanks', 'Anna'].map((value) => [value, false]),
  ]);
});
