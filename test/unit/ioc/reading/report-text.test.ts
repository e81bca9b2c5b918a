import { expect, test } from 'vitest';
import { indicatorsIn } from '@shared/ioc/reading/report-text';
import { readIndicators } from '@shared/ioc/reading/read-indicators';

test.each<readonly [string, readonly (readonly [string, string])[]]>([
  ['It calls https://cdn.example/a?b=1), then sleeps.', [['url', 'https://cdn.example/a?b=1']]],
  [
    'from 203.0.113.0/24, and 2001:db8::5.',
    [
      ['ip', '203.0.113.0/24'],
      ['ip', '2001:db8::5'],
    ],
  ],
  ['Mail of invoice@norte-billing.example:', [['email', 'invoice@norte-billing.example']]],
  [
    'writes C:\\ProgramData\\Norte\\winupd.exe and',
    [['filepath', 'C:\\ProgramData\\Norte\\winupd.exe']],
  ],
  ['sets HKCU\\Software\\Norte\\Run.', [['registry', 'HKCU\\Software\\Norte\\Run']]],
  [
    'drops winupd.exe; talks to cdn-updates.example',
    [
      ['filename', 'winupd.exe'],
      ['domain', 'cdn-updates.example'],
    ],
  ],
  [
    `MD5 ${'ab'.repeat(16)}, SHA-1 ${'cd'.repeat(20)}`,
    [
      ['md5', 'ab'.repeat(16)],
      ['sha1', 'cd'.repeat(20)],
    ],
  ],
  [
    'account S-1-5-21-1-2-3-500 opens \\\\.\\pipe\\norte',
    [
      ['sid', 'S-1-5-21-1-2-3-500'],
      ['pipe', '\\\\.\\pipe\\norte'],
    ],
  ],
  ['Version 1.2.3.4.5, e.g. i.e. and so on.', []],
  [`digest ${'a'.repeat(33)} is none`, []],
])('%s', (line, expected) => {
  expect(indicatorsIn(line).map(({ type, value }) => [type, value])).toEqual(expected);
});

test.each<readonly [string, readonly (readonly [string, string, boolean])[]]>([
  [
    'runs C:\\Program Files\\Evil Corp\\a.exe then HKLM\\SOFTWARE\\Microsoft\\Windows NT\\x.',
    [
      ['filepath', 'C:\\Program Files\\Evil Corp\\a.exe', true],
      ['registry', 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\x', true],
    ],
  ],
  [
    'drops "C:\\Users\\John Smith\\evil file" there',
    [['filepath', 'C:\\Users\\John Smith\\evil file', true]],
  ],
  [
    'is C:\\Program Files (x86)\\Norte\\a.dll, and',
    [['filepath', 'C:\\Program Files (x86)\\Norte\\a.dll', true]],
  ],
  [
    'in C:\\Documents and Settings\\All Users\\a.exe',
    [['filepath', 'C:\\Documents and Settings\\All Users\\a.exe', true]],
  ],
  ['of C:\\Users\\John Smith', [['filepath', 'C:\\Users\\John', false]]],
  [
    'writes C:\\Temp\\evil file.exe there',
    [
      ['filepath', 'C:\\Temp\\evil file.exe', false],
      ['filepath', 'C:\\Temp\\evil', false],
    ],
  ],
  [
    'copies C:\\Temp\\a.exe to \\\\srv01\\My Share\\b.exe',
    [
      ['filepath', 'C:\\Temp\\a.exe', true],
      ['filepath', '\\\\srv01\\My Share\\b.exe', true],
    ],
  ],
  [
    'writes to C:\\Windows\\Temp and runs a.exe',
    [
      ['filepath', 'C:\\Windows\\Temp', true],
      ['filename', 'a.exe', true],
    ],
  ],
  ['drops C:\\Users\\[at]x\\a.exe there', [['filepath', 'C:\\Users\\[at]x\\a.exe', true]]],
  [
    'drops C:\\Temp\\evil[.]exe from evil[.]com',
    [
      ['filepath', 'C:\\Temp\\evil[.]exe', false],
      ['filepath', 'C:\\Temp\\evil.exe', false],
      ['domain', 'evil.com', true],
    ],
  ],
  ['sets HKCU\\Software\\Evil Corp', [['registry', 'HKCU\\Software\\Evil', false]]],
  ['sets HKCU\\Software\\Run and leaves', [['registry', 'HKCU\\Software\\Run', true]]],
  ['sets HKLM:\\Software\\Run. Then', [['registry', 'HKLM\\Software\\Run', true]]],
])('paths with blanks are whole or in doubt: %s', (line, expected) => {
  const { understood } = readIndicators(line, { format: 'report', roles: null });
  expect(understood.map(({ draft, isMeant }) => [draft.type, draft.value, isMeant])).toEqual(
    expected,
  );
  for (const { isMeant, remarks } of understood) expect(remarks.length > 0).toBe(!isMeant);
});

test('a report is read line by line, re-fanged, with the line as a note', () => {
  const report = [
    'Summary of the intrusion at Norte, written in January.',
    'The loader calls hxxps://cdn-updates[.]exam\u200bple/gate and 203[.]0[.]113[.]77 every hour.',
    'Nothing else was seen on the other hosts of the network.',
  ].join('\n');
  const reading = readIndicators(report);
  expect(reading.format).toBe('report');
  expect(reading.understood.map(({ place, draft }) => [place, draft.type, draft.value])).toEqual([
    ['line 2', 'url', 'https://cdn-updates.example/gate'],
    ['line 2', 'ip', '203.0.113.77'],
  ]);
  expect(reading.understood[1]?.draft.note).toContain('The loader calls');
  expect(reading.refused.map(({ place }) => place)).toEqual(['line 1', 'line 3']);
});
