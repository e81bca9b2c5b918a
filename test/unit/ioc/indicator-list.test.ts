import { expect, test } from 'vitest';
import { guessType, parseIndicatorList, refang } from '@shared/ioc/indicator-list';

test.each([
  ['hxxps://evil[.]com/a', 'https://evil.com/a'],
  ['hXXp[:]//evil(dot)com', 'http://evil.com'],
  ['a[@]b[.]com', 'a@b.com'],
  ['10[.]1[.]1[.]1', '10.1.1.1'],
  ['http[://]x.y', 'http://x.y'],
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
  ['\\\\.\\pipe\\x', 'pipe'],
  ['C:\\x', 'filepath'],
  ['LAB\\bob', 'username'],
  ['a.exe', 'filename'],
  ['evil.example.com', 'domain'],
  ['two words', 'text'],
])('%s looks like %s', (value, type) => {
  expect(guessType(value)).toBe(type);
});

test('one value a line, comments and blank lines left out, line numbers kept', () => {
  const listed = parseIndicatorList('\ufeff# list\r\n\r\n"hxxp://evil[.]com",\n10.1.1.1\n');
  expect(listed).toMatchObject([
    { ok: true, line: 3, draft: { type: 'url', value: 'http://evil.com', mode: 'literal' } },
    { ok: true, line: 4, draft: { type: 'ip', value: '10.1.1.1' } },
  ]);
});

test('CSV by its header, quotes and all, each bad line told', () => {
  const rows = [
    'value,type,note,mode',
    '"a,""b""",text,first,substring',
    'x,nonsense,,',
    'x,text,,nonsense',
    '(,regex,,',
    '10.1.1.1,,second,',
  ];
  expect(parseIndicatorList(rows.join('\n'))).toMatchObject([
    { ok: true, draft: { type: 'text', value: 'a,"b"', mode: 'substring', note: 'first' } },
    { ok: false, line: 3, reason: 'unknown type nonsense' },
    { ok: false, line: 4, reason: 'unknown mode nonsense' },
    { ok: false, line: 5 },
    { ok: true, draft: { type: 'ip', note: 'second' } },
  ]);
});
