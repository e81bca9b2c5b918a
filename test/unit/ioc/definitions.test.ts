/** Every type against its definition, in texts made to trip patterns, queries, escapes and look-alikes up. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indicatorId } from '@shared/model/ids';
import type { IndicatorType, SoughtIndicator } from '@shared/model/indicator';
import { RAW_TEXT } from '@shared/model/indicator';
import { naivelyStands } from '../../oracle/naive-indicator';
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

const textFrom = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...pieces) }, fc.constantFrom(...HOSTILE)),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(''));

test.each(SOUGHT)(
  '%s %s is met where its definition says, in fields and in raw text',
  (type, value, pieces) => {
    const sought: SoughtIndicator = {
      id: indicatorId(1),
      type,
      value,
      mode: 'literal',
      active: true,
    };
    let met = 0;
    fc.assert(
      fc.property(textFrom(pieces), (text) => {
        const expected = naivelyStands(type, value, text);
        if (expected) met++;
        expect(hitsOf([sought], { names: ['F'], values: [text] }).length > 0).toBe(expected);
        const raw = hitsOf([sought], { names: [], values: [] }, [text]);
        expect(raw.map(({ matches }) => matches[0]?.field)).toEqual(expected ? [RAW_TEXT] : []);
      }),
      { numRuns: 1_500 },
    );
    expect(met).toBeGreaterThan(50);
  },
);

test.each([
  'evil',
  '\\\\.\\pipe\\evil',
  '\\evil',
  '\\Device\\NamedPipe\\evil',
  '\\\\host\\pipe\\evil',
])('pipe %s is met as a path anywhere, by its name in fields of names alone', (value) => {
  const id = indicatorId(1);
  const sought: SoughtIndicator = { id, type: 'pipe', value, mode: 'literal', active: true };
  const met = { path: 0, name: 0 };
  const pieces = [
    'evil',
    'EVIL',
    'pipe',
    '\\pipe\\',
    '/PIPE/',
    '\\\\.\\pipe\\evil',
    'NamedPipe\\',
    '\\??\\',
  ];
  fc.assert(
    fc.property(textFrom(pieces), (text) => {
      const isPath = naivelyStands('pipe', value, text);
      const isName = naivelyStands('pipe', value, text, true);
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
  expect(met.path).toBeGreaterThan(20);
  expect(met.name).toBeGreaterThan(met.path);
});
