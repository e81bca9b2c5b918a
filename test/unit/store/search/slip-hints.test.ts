/** Hints on what a query was perhaps meant to be. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery } from '@shared/query/parser';
import { slipHints } from '@electron/store/search/slip-hints';
import { WORDS } from '../../query/random-queries';

test.each([
  ['a or b', '“or” is a text here. To join what stands beside it, write OR.'],
  ['not a', '“not” is a text here. To join what stands beside it, write NOT.'],
  ['a || b', '“||” is a text here. To join what stands beside it, write OR.'],
  [
    'EventID=4624',
    'EventID=4624 is sought as a text. To ask the field, write a colon: EventID:4624',
  ],
  ['!bob', '!bob is sought as a text. To leave it out: -bob'],
  ['“a b”', 'Quotation marks of a query are straight ones: "…". Others are part of the text.'],
  ['ip:10.0.0.0/33', '10.0.0.0/33 is no address and no network: 10.0.0.7, 10.0.0.0/8, 10.0.*'],
  ['ip:10.0.0', '10.0.0 is no address and no network: 10.0.0.7, 10.0.0.0/8, 10.0.*'],
  ['hash:MD5=AABB', 'To search by a hash, leave its kind out: hash:AABB'],
  [
    'CommandLine:"*-enc*"',
    'Within quotation marks * is a character like others. As a pattern: CommandLine:*-enc*',
  ],
  [
    'a -CommandLine:"*net user*"',
    'Within quotation marks * is a character like others. As a pattern: CommandLine:/net user/',
  ],
  [
    'Image:"C:\\Program Files\\*"',
    'Within quotation marks * is a character like others. As a pattern: Image:/^C:\\\\Program Files\\\\/',
  ],
  ['"*mimikatz*"', 'Within quotation marks * is a character like others. As a pattern: *mimikatz*'],
  ['"*net user*"', 'Within quotation marks * is a character like others. As a pattern: "net user"'],
  ['EventID >= 4624', '>= is sought as a text. To ask the field: EventID:>=4624'],
  ['EventID = 4624', '= is sought as a text. To ask the field: EventID:4624'],
  ['EventID:4624..4634', 'To ask from one number to another: EventID:[4624 TO 4634]'],
  [
    'Data:(NULL)',
    'Parentheses hold several values. Where they are of the value itself: Data:"(NULL)"',
  ],
  ['ip:>=10.0.0.1', 'Addresses are not compared. A network, or how they begin: 10.0.0.0/8, 10.0.*'],
  ['CommandLine:/abc', 'To search by an expression, end it with a slash: CommandLine:/abc/'],
  [
    'CommandLine:C:\\Program Files\\a b\\x.exe AND y',
    'The value of CommandLine ends before Files\\a b\\x.exe – to ask for all of it: CommandLine:"C:\\Program Files\\a b\\x.exe"',
  ],
  [
    'User:NT AUTHORITY\\SYSTEM',
    'The value of User ends before AUTHORITY\\SYSTEM – to ask for all of it: User:"NT AUTHORITY\\SYSTEM"',
  ],
  [
    'CommandLine:"C:\\a b.exe" /c "echo hi"',
    'The value of CommandLine ends before /c "echo hi" – to ask for all of it: CommandLine:"""C:\\a b.exe"" /c ""echo hi"""',
  ],
  [
    'TargetFilename:C:\\Temp\\foo(1).txt',
    'The value of TargetFilename ends before (1).txt – to ask for all of it: TargetFilename:"C:\\Temp\\foo(1).txt"',
  ],
])('%s', (query, hint) => {
  expect(slipHints(query)).toEqual([hint]);
});

test.each([
  ...['EventID:4624 bob', 'a OR b', 'ip:10.0.0.0/8', 'ip:10.0.*', 'Image:C:\\a.exe', 'x:(C:\\a b)'],
  ...[
    'Image:"C:\\a b.exe" EventID:1',
    'Url:/admin/x',
    'path:/etc/passwd',
    'a:/b c/',
    '"or"',
    'QUJD==',
  ],
])('nothing is said of %s', (query) => {
  expect(slipHints(query)).toEqual([]);
});

test('a pattern in quotation marks is told as one that finds what was meant', () => {
  const [hint = ''] = slipHints('CommandLine:"*net (user*add"');
  const meant = parseQuery(hint.split('As a pattern: ')[1] ?? '');
  expect(meant).toEqual(parseQuery(String.raw`CommandLine:/net \(user.*add$/`));
  expect(meant.ok).toBe(true);
});

test('of any text there are a few hints', () => {
  const text = fc.array(fc.oneof(fc.constantFrom(...WORDS, 'a:', '(', ')', '"', ' '), fc.string()));
  fc.assert(
    fc.property(text, (parts) => {
      expect(slipHints(parts.join(' ')).length).toBeLessThan(4);
    }),
  );
});

test('a query of a million characters is looked through at once', () => {
  expect(slipHints('a:C:\\b c '.repeat(100_000))).toHaveLength(1);
  expect(slipHints(`x=${'y'.repeat(1_000_000)} a:${'/z'.repeat(400_000)}`)).toEqual([]);
});
