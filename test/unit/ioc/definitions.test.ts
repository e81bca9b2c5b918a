/** Every type against its definition, in texts made to trip patterns, queries, escapes and look-alikes up. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indicatorId } from '@shared/model/ids';
import { type IndicatorType, type MatchMode, RAW_TEXT } from '@shared/model/indicator';
import { naivelyStands, type Sought } from '../../oracle/naive-indicator';
import { hitsOf } from './hits-of';

/** Regex and LIKE characters, quotes, backslashes, look-alikes, zero width, separators. */
const HOSTILE = [
  ...[
    '.',
    '*',
    '+',
    '?',
    '(',
    ')',
    '[',
    ']',
    '{',
    '|',
    '^',
    '$',
    '%',
    '_',
    '"',
    "'",
    '\\',
    '/',
    ':',
    '@',
  ],
  ...[
    '-',
    ' ',
    '\t',
    '\n',
    ',',
    ';',
    '=',
    '1',
    'a',
    'Z',
    '\u0430',
    '\u0435',
    '\u200b',
    '\u00ad',
    '\u202e',
    'ß',
  ],
];

const SOUGHT: readonly (readonly [IndicatorType, string, readonly string[]])[] = [
  ['ip', '10.1.1.1', ['10.1.1.1', '::ffff:10.1.1.1', '::ffff:a01:101', '10.1.1', '.1', '10']],
  ['ip', '2001:db8::5', ['2001:db8::5', '2001:DB8:0:0:0:0:0:5', '2001:db8', '::5', ':5']],
  [
    'domain',
    'evil.example',
    ['evil.example', 'EVIL.Example', 'evil', '.example', 'a.evil.example'],
  ],
  [
    'url',
    'http://evil.example/a',
    ['http://evil.example/a', 'HTTP://EVIL.example/A', '/b', '?q', 's'],
  ],
  [
    'url',
    'evil.example/a',
    ['evil.example/a', 'HTTPS://x.EVIL.example/A', '/b', '?q', 'not-', 'x'],
  ],
  ['email', 'a@evil.example', ['a@evil.example', 'A@EVIL.example', 'x', '.org']],
  ['hostname', 'ws-alva', ['ws-alva', 'WS-ALVA', '.norte.example', 'ws', '-alva']],
  ['username', 'LAB\\bob', ['LAB\\bob', 'lab\\BOB', 'bob@lab', 'bob', 'lab', '\\\\']],
  ['sid', 'S-1-5-21-7-500', ['S-1-5-21-7-500', 's-1-5-21-7-500', '-5', '0']],
  ['md5', 'ab'.repeat(16), ['ab'.repeat(16), 'AB'.repeat(16), 'MD5=', 'ab']],
  ['sha256', 'c0'.repeat(32), ['c0'.repeat(32), 'C0'.repeat(32), 'SHA256=', 'c0']],
  ['filename', 'a.exe', ['a.exe', 'A.EXE', '.exe', 'a', 'C:\\tools\\a.exe']],
  [
    'filepath',
    'C:\\Tools\\a.exe',
    [
      'C:\\Tools\\a.exe',
      'c:/tools//A.exe',
      '\\??\\C:\\tools\\a.exe',
      '\\\\?\\C:\\tools\\a.exe',
      '\\Device\\HarddiskVolume3\\tools\\a.exe',
      '.config',
    ],
  ],
  [
    'process',
    'C:\\Tools\\a.exe',
    ['C:\\Tools\\a.exe', '\\Device\\HarddiskVolume12\\Tools\\a.exe', 'D:', '\\Tools\\a.exe'],
  ],
  [
    'registry',
    'HKLM\\Software\\x',
    [
      'HKLM\\Software\\x',
      'HKEY_LOCAL_MACHINE\\software\\X',
      '\\REGISTRY\\MACHINE\\Software\\x',
      '\\REGISTRY\\MACHINES',
      'HKLM:\\Software\\x',
      'Registry::HKEY_LOCAL_MACHINE\\Software\\x',
      'Microsoft.PowerShell.Core\\Registry::',
      'hklm:',
      'y',
      '\\Run',
    ],
  ],
  [
    'commandline',
    'run --key v',
    ['run --key v', 'RUN  --key "v"', "r'u'n\t--key v", 'run', ' --key', 'v'],
  ],
  ...(['service', 'mutex', 'useragent', 'text'] as const).map(
    (type) => [type, 'Nor.te(1)', ['Nor.te(1)', 'nor.TE(1)', 'Norxte(1)', 'Nor', '(1)']] as const,
  ),
];

const PATHS = [
  'C:\\Tools\\a.exe',
  'c:/tools//A.exe',
  '\\??\\C:\\tools\\a.exe',
  '\\\\?\\c:\\tools\\a.exe',
  '\\Device\\HarddiskVolume3\\tools\\a.exe',
  '\\device\\harddiskvolume12\\Tools\\A.exe',
  'D:\\Tools\\a.exe',
  'HarddiskVolume3',
  'D:',
  'C:\\',
  '.exe',
  'x',
];
const KEYS = [
  'HKLM\\Foo\\Run',
  'HKEY_LOCAL_MACHINE\\foo\\RUN',
  '\\REGISTRY\\MACHINE\\Foo\\Run',
  'HKEY_USERS\\Foo\\Run',
  '\\Registry\\User\\Foo/Run',
  'HKLM:\\Foo\\Run',
  'hklm:Foo/Run',
  'HKEY_LOCAL_MACHINE:\\Foo\\Run',
  'Registry::HKEY_LOCAL_MACHINE\\Foo\\Run',
  'Microsoft.PowerShell.Core\\Registry::HKLM\\Foo\\Run',
  'registry::',
  'HKU:',
  'LOCAL_MACHINE\\Foo',
  '\\\\Foo',
  'x',
];
const HIVES = [
  'HKCU\\Foo\\Run',
  'HKU\\S-1-5-21-1-2-3-1001\\Foo\\Run',
  '\\REGISTRY\\USER\\S-1-5-21-9-8-7-500\\foo\\RUN',
  'HKEY_USERS\\\\S-1-5-21-1-2-3-1001\\\\Foo/Run',
  'HKU\\S-1-5-21-1-2-3-1001_Classes\\CLSID\\x',
  '\\REGISTRY\\USER\\S-1-5-18_CLASSES',
  'HKU\\S-1-5-21-1\\Software\\Classes\\CLSID\\x',
  'HKCU\\Software\\Classes\\CLSID\\x',
  ...['HKU\\', 'S-1-5-21', '-1', '_Classes', '\\Foo\\Run', '\\CLSID\\x', 'hkcu', '\u0002', 'x'],
];
const CONTROL_SETS = [
  'HKLM\\SYSTEM\\CurrentControlSet\\Services\\x',
  '\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet001\\Services\\x',
  'HKLM\\System\\ControlSet002\\Services\\X',
  ...[
    'ControlSet001',
    'CurrentControlSet',
    '\\Services\\x',
    'HKLM\\SYSTEM\\',
    '\u0004',
    'HKCU\\',
    'x',
  ],
  'HKU\\S-1-5-21-1\\ControlSet003\\Services\\x',
];
const FOLDERS = [
  '%APPDATA%\\a\\b.exe',
  'C:\\Users\\bob\\AppData\\Roaming\\a\\b.exe',
  '\\Device\\HarddiskVolume3\\Windows\\Temp\\a\\b.exe',
  'c:/users/x/appdata/local/temp/a/B.exe',
  'D:\\Windows\\a\\b.exe',
  ...['%TEMP%', '%windir%', 'C:', 'AppData\\Roaming', 'Windows', '\\a\\b.exe', '.x', 'x'],
];
const COMMANDS = ['run --key v', 'RUN  --key "v"', "r'u'n\t--key v", 'run', ' --key ', 'v', '"v"'];
const WORDS = ['evil', 'EVIL', '.example', 'a', '10.1.', '10.1.1.1'];

/** As they are asked for otherwise than literally, and paths in all their spellings. */
const SOUGHT_OTHERWISE: readonly (readonly [
  IndicatorType,
  MatchMode,
  string,
  readonly string[],
])[] = [
  ...[
    '\\Device\\HarddiskVolume2\\Tools\\a.exe',
    '\\??\\C:\\Tools\\a.exe',
    '\\\\?\\C:\\Tools\\a.exe',
    'C:/Tools/a.exe',
    'Tools\\a.exe',
  ].flatMap((value) =>
    (['filepath', 'process'] as const).map((type) => [type, 'literal', value, PATHS] as const),
  ),
  ...[
    'C:\\Tools\\a',
    '\\Device\\HarddiskVolume2\\Tools\\a',
    'HarddiskVolume3',
    'Volume3\\too',
    '\\??\\C:\\Tools',
    'ols\\a.e',
  ].map((value) => ['filepath', 'substring', value, PATHS] as const),
  ...[
    'C:\\Tools\\*',
    '\\??\\C:\\Tools\\*',
    '\\\\?\\C:\\T?ols\\*',
    '?:\\tools\\*',
    '\\Device\\HarddiskVolume2\\*',
    '\\Device\\HarddiskVolume*\\Tools\\*',
    '*HarddiskVolume?\\*',
    '*\\a.exe',
  ].map((value) => ['filepath', 'wildcard', value, PATHS] as const),
  ['filename', 'wildcard', '*a.exe', PATHS],
  ['filename', 'substring', 'arddiskVol', PATHS],
  ...[
    'HKLM:\\Foo\\Run',
    'HKEY_LOCAL_MACHINE:\\Foo',
    'Registry::HKEY_LOCAL_MACHINE\\Foo\\Run',
    'Microsoft.PowerShell.Core\\Registry::HKEY_USERS\\Foo',
    '\\REGISTRY\\MACHINE\\Foo\\Run',
    'HKU:',
  ].map((value) => ['registry', 'literal', value, KEYS] as const),
  ...[
    ...['LOCAL_MACHINE\\Foo', 'HKLM\\Foo', 'REGISTRY\\MACHINE\\F', 'Foo\\R', 'HKLM:\\Fo'],
    ...['KLM:\\F', 'HKU:', 'ry::HKLM\\F', 'Registry::HKEY_LOCAL_MACHINE\\F'],
  ].map((value) => ['registry', 'substring', value, KEYS] as const),
  ...[
    ...['HKEY*\\Foo\\*', 'HKLM\\*\\Run', '*\\REGISTRY\\*\\Run', 'HKEY?LOCAL?MACHINE\\*'],
    ...[
      'HKLM:\\Foo\\*',
      'HKLM:*',
      'Registry::HKEY_LOCAL_MACHINE\\*',
      '*Registry::*\\Run',
      'hk??:*',
    ],
  ].map((value) => ['registry', 'wildcard', value, KEYS] as const),
  ...[
    ...[
      'HKCU\\Foo\\Run',
      'HKCU\\Foo\\',
      'HKCU:Foo',
      'HKEY_CURRENT_USER\\Foo\\Run',
      'HKCU',
      'HKCU\\',
    ],
    ...[
      'HKCU\\Software\\Classes\\CLSID\\x',
      'HKCU\\Software\\Classes',
      'HKU\\S-1-5-21-9-8-7-500\\Foo',
    ],
    ...['HKU\\S-1-5-21-1-2-3-1001_Classes\\CLSID', 'HKU\\S-1-5-21-1-2-3-1001\\Foo\\Run'],
  ].map((value) => ['registry', 'literal', value, HIVES] as const),
  ...['HKCU\\Fo', 'kcu\\Foo', 'HKCU\\Software\\Classes\\CL', 'HKCU\\Software\\Cla'].map(
    (value) => ['registry', 'substring', value, HIVES] as const,
  ),
  ...[
    'HKCU\\*',
    'HKCU\\*\\Run',
    '*HKCU\\Foo*',
    'HKCU\\Software\\Classes\\*',
    'HKU\\S-1-5-21-*\\Foo*',
  ].map((value) => ['registry', 'wildcard', value, HIVES] as const),
  ...[
    'HKLM\\SYSTEM\\CurrentControlSet\\Services\\x',
    'HKLM\\SYSTEM\\CurrentControlSet\\',
    'CurrentControlSet',
    'HKLM\\SYSTEM\\ControlSet001\\Services\\x',
    'HKCU\\CurrentControlSet\\Services\\x',
  ].map((value) => ['registry', 'literal', value, CONTROL_SETS] as const),
  ['registry', 'substring', 'SYSTEM\\CurrentControlSet\\Serv', CONTROL_SETS],
  ['registry', 'wildcard', '*\\CurrentControlSet\\Services\\*', CONTROL_SETS],
  ...['%APPDATA%\\a\\b.exe', '%TEMP%\\a\\b.exe', '%WINDIR%/a\\b.exe', '%APPDATA%\\'].map(
    (value) => ['filepath', 'literal', value, FOLDERS] as const,
  ),
  ['filepath', 'substring', '%TEMP%\\a', FOLDERS],
  ['filepath', 'wildcard', '%APPDATA%\\a\\*', FOLDERS],
  ...['un --k', 'n  "--key" v', "'run'"].map(
    (value) => ['commandline', 'substring', value, COMMANDS] as const,
  ),
  ...['run *', '*--key "v"', 'run ?-key v', 'r?u*'].map(
    (value) => ['commandline', 'wildcard', value, COMMANDS] as const,
  ),
  ['domain', 'substring', 'vil.ex', WORDS],
  ['text', 'wildcard', '*ev?l*a', WORDS],
  ['ip', 'literal', '10.1.0.0/16', ['10.1.1.1', '::ffff:10.1.2.3', '10.2.1.1', '10.1.', '.1', '1']],
  [
    'ip',
    'literal',
    '2001:db8::/32',
    ['2001:db8::5', '2001:DB8:1::', '2001:db9::1', ':', '::1', '5'],
  ],
  ['sha1', 'literal', 'd1'.repeat(20), ['d1'.repeat(20), 'D1'.repeat(20), 'SHA1=', 'd1', ',']],
  [
    'imphash',
    'literal',
    'e2'.repeat(16),
    ['e2'.repeat(16), 'IMPHASH=', 'E2'.repeat(16), 'e2', ','],
  ],
];

const textFrom = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...pieces) }, fc.constantFrom(...HOSTILE)),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(''));

const indicator = (sought: Sought) => ({ ...sought, id: indicatorId(1), active: true });

test.each([
  ...SOUGHT.map(([type, value, pieces]) => [type, 'literal', value, pieces] as const),
  ...SOUGHT_OTHERWISE,
])(
  '%s (%s) %s is met where its definition says, in fields and in raw text',
  (type, mode, value, pieces) => {
    const sought = indicator({ type, value, mode });
    let met = 0;
    fc.assert(
      fc.property(textFrom(pieces), (text) => {
        const expected = naivelyStands(sought, text);
        if (expected) met++;
        expect(hitsOf([sought], { names: ['F'], values: [text] }).length > 0).toBe(expected);
        const raw = hitsOf([sought], { names: [], values: [] }, [text]);
        expect(raw.map(({ matches }) => matches[0]?.field)).toEqual(expected ? [RAW_TEXT] : []);
      }),
      { numRuns: 700 },
    );
    expect(met).toBeGreaterThan(8);
  },
);

/** As RE2 writes it, and as JavaScript does. */
test.each([
  ['ev[i1]l\\.ex', 'ev[i1]l\\.ex'],
  ['[]e]vil', '[\\]e]vil'],
  ['[^]a]vil', '[^\\]a]vil'],
  ['e[[:alpha:]]il', 'e[a-z]il'],
  ['(?:vil|10)\\.(?:ex|1)', '(?:vil|10)\\.(?:ex|1)'],
  ['\\Qevil.\\Ee?', 'evil\\.e?'],
  ['\\x65v\\151l', 'evil'],
  ['^evil', '^evil'],
])('the expression %s is met where %s is', (value, spelled) => {
  const sought = indicator({ type: 'regex', value, mode: 'regex' });
  const plain = new RegExp(spelled, 'i');
  let met = 0;
  fc.assert(
    fc.property(textFrom(WORDS), (text) => {
      const expected = plain.test(text);
      if (expected) met++;
      expect(hitsOf([sought], { names: ['F'], values: [text] }).length > 0).toBe(expected);
    }),
    { numRuns: 700 },
  );
  expect(met).toBeGreaterThan(8);
});

const PIPES = [
  'evil',
  '\\\\.\\pipe\\evil',
  '\\evil',
  '\\Device\\NamedPipe\\evil',
  '\\\\host\\pipe\\evil',
];

test.each([
  ...PIPES.map((value) => ['literal', value] as const),
  ...['\\\\.\\pipe\\ev', 'pipe\\ev', 'vi'].map((value) => ['substring', value] as const),
  ...['\\\\.\\pipe\\ev*', '\\Device\\NamedPipe\\e?il', '*\\pipe\\evil', 'ev*'].map(
    (value) => ['wildcard', value] as const,
  ),
])(
  'pipe (%s) %s is met as a path anywhere, by its name in fields of names alone',
  (mode, value) => {
    const sought = indicator({ type: 'pipe', value, mode });
    const met = { path: 0, name: 0 };
    const pieces = [...PIPES, 'EVIL', 'pipe', '\\pipe\\', '/PIPE/', 'NamedPipe\\', '\\??\\'];
    fc.assert(
      fc.property(textFrom(pieces), (text) => {
        const isPath = naivelyStands(sought, text);
        const isName = naivelyStands(sought, text, true);
        if (isPath) met.path++;
        if (isName) met.name++;
        const inField = (name: string) =>
          hitsOf([sought], { names: [name], values: [text] }).length > 0;
        expect(inField('CommandLine')).toBe(isPath);
        expect(inField('PipeName')).toBe(isName);
        expect(inField('winlog.event_data.PipeName')).toBe(isName);
        expect(hitsOf([sought], { names: [], values: [] }, [text]).length > 0).toBe(isPath);
      }),
      { numRuns: 600 },
    );
    expect(met.path).toBeGreaterThan(5);
    expect(met.name).toBeGreaterThanOrEqual(met.path);
  },
);
