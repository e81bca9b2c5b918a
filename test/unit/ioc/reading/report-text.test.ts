import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asciiHost } from '@shared/ioc/reading/ascii-host';
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
  [
    'from "https://a.example/x;https://b.example/y?c;d", then',
    [
      ['url', 'https://a.example/x'],
      ['url', 'https://b.example/y?c;d'],
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

const found = (line: string) =>
  readIndicators(line, { format: 'report', roles: null }).understood.map(
    ({ draft: { type, value }, isMeant }) => `${type} ${value}${isMeant ? '' : ' ?'}`,
  );

test.each([
  [
    'from münchen.example and évil.com',
    [
      ...['domain münchen.example', 'domain xn--mnchen-3ya.example'],
      ...['domain évil.com', 'domain xn--vil-9la.com'],
    ],
  ],
  ['пример.рф', ['domain пример.рф', 'domain xn--e1afmkfd.xn--p1ai']],
  [
    'see http://münchen.example/x?y',
    [...['url http://münchen.example/x?y', 'url http://xn--mnchen-3ya.example/x?y']],
  ],
  [
    'of jörg.müller@evil.example, josé@evil.com',
    [...['email jörg.müller@evil.example', 'email josé@evil.com']],
  ],
  ["o'brien@evil.com wrote 'bad@evil.com'", ["email o'brien@evil.com", 'email bad@evil.com']],
  [
    'runs Übersicht.exe, naïve.exe and Файл.exe',
    [...['filename Übersicht.exe', 'filename naïve.exe', 'filename Файл.exe']],
  ],
  [
    'drops a+b.exe, a&b.exe, $x.exe, ~tmp.exe, file(1).exe',
    [
      ...['filename a+b.exe', 'filename a&b.exe', 'filename $x.exe', 'filename ~tmp.exe'],
      'filename file(1).exe',
    ],
  ],
  ["user's-host.com", []],
  [
    '(evil.exe) [b.exe], {c.exe}: evil2.exe(dropper)',
    [...['filename evil.exe', 'filename b.exe', 'filename c.exe', 'filename evil2.exe']],
  ],
  ['evil.exe.bak and evil.com.exe', ['filename evil.com.exe']],
  [
    'the mail had "Invoice No 7.docm", „Rechnung März.docx“',
    [...['filename Invoice No 7.docm', 'filename Rechnung März.docx']],
  ],
  [
    'ran "cmd.exe /c a.exe"',
    ['commandline cmd.exe /c a.exe', 'filename cmd.exe', 'filename a.exe'],
  ],
  ['opened Rechnung März.docx', ['filename Rechnung März.docx ?', 'filename März.docx ?']],
  [
    '连接evil.com下载',
    [...['domain 连接evil.com ?', 'domain xn--evil-4u7h977t.com ?', 'domain evil.com']],
  ],
  ['执行了请求.exe并', ['filename 执行了请求.exe']],
  ['evil.com에서, evil2.com。', ['domain evil.com', 'domain evil2.com']],
  ['in \\\\jörg-pc\\Übung$\\a.exe', ['filepath \\\\jörg-pc\\Übung$\\a.exe']],
  [
    'evil.com/a.php and 203.0.113.4:8080/gate.',
    [
      ...['domain evil.com', 'url evil.com/a.php'],
      ...['ip 203.0.113.4', 'url 203.0.113.4:8080/gate'],
    ],
  ],
  ['203.0.113.0/24, 203.0.113.4:443, and/or', ['ip 203.0.113.0/24', 'ip 203.0.113.4']],
  [
    'https://evil.com/a_(b), (https://evil.com/c)',
    [...['url https://evil.com/a_(b)', 'url https://evil.com/c']],
  ],
  ['hxxp:\\\\evil.com\\x.exe', ['url http://evil.com/x.exe']],
  [
    '\\REGISTRY\\MACHINE\\SOFTWARE\\Norte, \\??\\C:\\x.exe',
    [...['registry \\REGISTRY\\MACHINE\\SOFTWARE\\Norte', 'filepath \\??\\C:\\x.exe']],
  ],
  [`imphash: ${'ab'.repeat(16)}`, [`imphash ${'ab'.repeat(16)}`]],
])('names are taken whole in any script, or in doubt: %s', (line, expected) => {
  expect(found(line)).toEqual(expected);
});

test('a key that opens a quotation, or may go on, says what is read as a part of it', () => {
  for (const line of [
    '`HKLM\\SOFTWARE\\Norte (LAB\\bob) 10.0.0.1',
    'HKLM\\SOFTWARE\\Norte (LAB\\bob Path:',
  ]) {
    const [key] = readIndicators(line, { format: 'report', roles: null }).understood;
    expect(key?.remarks).toContain('"(LAB\\bob" is read as a part of it');
  }
});

test('no name is found as the tail of a longer one', () => {
  const letter = fc.constantFrom(...'aéöñжλ_0-+&~$#%!');
  const label = fc.stringMatching(/^[aéöñжλ0-]{0,8}$/);
  const name = fc.array(letter, { minLength: 1, maxLength: 8 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(name, name, label, (one, other, host) => {
      for (const value of found(`ran é${one}.${other}x.exe then`))
        expect(value).toBe(`filename é${one}.${other}x.exe`);
      for (const value of found(`from é${host}z.com then`)) {
        const at = value.replace(/ \?$/, '').split(' ')[1] ?? '';
        expect([`é${host}z.com`, asciiHost(`é${host}z.com`)]).toContain(at);
      }
    }),
  );
});

test('a line of a hundred thousand letters and signs takes no long time', () => {
  const began = process.cpuUsage();
  for (const part of ['é', 'a.', '(', "'", 'é@', '"a ', 'a/', '请求a', 'Ab '])
    indicatorsIn(part.repeat(100_000 / part.length));
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(20);
});
