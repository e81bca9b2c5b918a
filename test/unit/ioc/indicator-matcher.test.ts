import { describe, expect, test } from 'vitest';
import { IndicatorHunt } from '@shared/ioc/indicator-hunt';
import { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import { BatchColumns } from '@shared/model/batch-columns';
import { indicatorId } from '@shared/model/ids';
import type { EventFields } from '@shared/model/event';
import {
  type SoughtIndicator,
  type IndicatorType,
  type MatchMode,
  RAW_TEXT,
} from '@shared/model/indicator';
import { hitsOf } from './hits-of';

const indicator = (
  type: IndicatorType,
  value: string,
  mode: MatchMode = 'literal',
  id = 1,
): SoughtIndicator => ({ id: indicatorId(id), type, value, mode, active: true });

/** What of the text was hit; null for no hit. */
function hit(sought: SoughtIndicator, text: string): string | null {
  const matcher = new IndicatorMatcher([sought]);
  expect(matcher.refusals).toEqual([]);
  const [found] = hitsOf([sought], { names: ['F'], values: [text] });
  const match = found?.matches[0];
  return match === undefined ? null : text.slice(match.start, match.end);
}

type Case = readonly [type: IndicatorType, value: string, text: string, expected: boolean];

describe('literal', () => {
  test.each<Case>([
    ['ip', '10.1.1.1', '10.1.1.1', true],
    ['ip', '10.1.1.1', 'from 10.1.1.1:443.', true],
    ['ip', '10.1.1.1', '10.1.1.10', false],
    ['ip', '10.1.1.1', '110.1.1.1', false],
    ['ip', '10.1.1.1', '10.1.1.1.5', false],
    ['ip', '10.1.1.1', '::ffff:10.1.1.1', true],
    ['ip', '::ffff:10.1.1.1', '10.1.1.1', true],
    ['ip', '::/0', 'from ::ffff:10.1.1.1', true],
    ['ip', '::ffff:0:0/96', 'from 10.1.1.1', false],
    ['ip', '::ffff:0:0/96', 'from ::ffff:10.1.1.1', true],
    ['ip', '10.1.1.1', '::ffff:0a01:0101', true],
    ['ip', '::ffff:10.1.1.1', '10.1.1.1', true],
    ['ip', '10.1.0.0/16', 'x=10.1.200.3;', true],
    ['ip', '10.1.0.0/16', '10.2.0.1', false],
    ['ip', '2001:db8::1', '[2001:0DB8:0:0:0:0:0:1]:80', true],
    ['ip', '2001:db8::/32', 'fe80::1%eth0 2001:db8:5::9', true],
    ['ip', '::1', '12:34:56', false],
    ['ip', '2001:db8::1', 'Connection from 2001:db8::1: refused', true],
    ['ip', '2001:db8::', 'at 2001:db8:::', true],
    ['ip', '2001:db8::1', '2001:db8::1:5', false],
    ['domain', 'evil.com', 'http://a.EVIL.com/x', true],
    ['domain', 'evil.com', 'evil.com.', true],
    ['domain', 'evil.com', 'notevil.com', false],
    ['domain', 'evil.com', 'not-evil.com', false],
    ['domain', 'evil.com', 'evil.com.br', false],
    ['domain', 'evil.com', 'evil.community', false],
    ['domain', '.evil.com', 'evil.com', true],
    ['url', 'http://evil.com/', 'get http://evil.com', true],
    ['url', 'http://evil.com', 'http://evil.com.br/', false],
    ['url', 'http://evil.com/a', 'http://evil.com/a?x=1', true],
    ['url', 'http://evil.com/a', 'http://evil.com/ab', false],
    ['url', 'evil.com/a', 'https://evil.com/a', true],
    ['url', 'evil.com/a', 'https://x.evil.com/a?b', true],
    ['url', 'evil.com/a', 'https://not-evil.com/a', false],
    ['email', 'a@b.com', 'to: A@B.com;', true],
    ['email', 'a@b.com', 'xa@b.com', false],
    ['hostname', 'ws1', 'WS1.lab.local', true],
    ['hostname', 'ws1', 'ws10', false],
    ['hostname', 'lab', 'ws1.lab.local', false],
    ['username', 'bob', 'LAB\\Bob', true],
    ['username', 'bob', 'bob@lab.local', true],
    ['username', 'bob', 'bobby', false],
    ['username', 'bob', 'bob.smith', false],
    ['username', 'LAB\\bob', 'bob@lab', true],
    ['username', 'bob@lab', 'LAB\\bob', true],
    ['username', 'WS1$', 'LAB\\WS1$', true],
    ['sid', 'S-1-5-21-1', 's-1-5-21-1', true],
    ['sid', 'S-1-5-21-1', 'S-1-5-21-1-500', false],
    ['sid', 'S-1-5-21-1', 'S-1-5-21-11', false],
    ['md5', 'a'.repeat(32), `SHA1=x,MD5=${'A'.repeat(32)},IMPHASH=y`, true],
    ['md5', 'a'.repeat(32), 'a'.repeat(33), false],
    ['sha1', 'b'.repeat(40), 'B'.repeat(40), true],
    ['sha256', 'c'.repeat(64), `SHA256=${'c'.repeat(64)}`, true],
    ['imphash', 'd'.repeat(32), `IMPHASH=${'D'.repeat(32)}`, true],
    ['filename', 'a.exe', '"C:\\x\\A.EXE" -y', true],
    ['filename', 'a.exe', 'C:/x/a.exe', true],
    ['filename', 'a.exe', 'aa.exe', false],
    ['filename', 'a.exe', 'x-a.exe', false],
    ['filename', 'a.exe', 'a.exe.config', false],
    ['filepath', 'C:\\x\\a.exe', 'c:\\\\x\\\\a.exe', true],
    ['filepath', 'C:\\x\\a.exe', 'C:/x/a.exe', true],
    ['filepath', 'C:\\x\\a.exe', '\\??\\C:\\x\\a.exe', true],
    ['filepath', 'C:\\x\\a.exe', '\\\\?\\C:\\x\\a.exe', true],
    ['filepath', 'C:\\x\\a.exe', '\\Device\\HarddiskVolume3\\x\\a.exe', true],
    ['filepath', '\\Device\\HarddiskVolume1\\x', '\\Device\\HarddiskVolume3\\x', true],
    ['filepath', 'C:\\x\\a.exe', 'D:\\x\\a.exe', false],
    ['filepath', '\\Device\\HarddiskVolume2\\x\\a.exe', 'D:\\x\\a.exe', true],
    ['filepath', '\\Device\\HarddiskVolume2\\x\\a.exe', '1:\\x\\a.exe', false],
    ['filepath', '\\Device\\HarddiskVolume2\\x\\a.exe', 'abc:\\x\\a.exe', false],
    ['filepath', '\\??\\C:\\x\\a.exe', '\\Device\\HarddiskVolume3\\x\\a.exe', true],
    ['filepath', '\\\\?\\C:\\x\\a.exe', '\\Device\\HarddiskVolume3\\x\\a.exe', true],
    ['filepath', 'C:\\x\\', 'C:\\x\\deep\\b.exe', true],
    ['filepath', 'C:\\x', 'C:\\xy', false],
    ['process', 'a.exe', 'C:\\a.exe', true],
    ['commandline', 'run  "a b" c', "x RUN a   b   'c' y", true],
    ['commandline', 'run a', 'rerun a', false],
    ['registry', 'HKLM\\A\\B', 'HKEY_LOCAL_MACHINE\\a\\b', true],
    ['registry', 'HKEY_LOCAL_MACHINE\\A', '\\REGISTRY\\MACHINE\\A', true],
    ['registry', 'HKU\\S-1-5-18', '\\REGISTRY\\USER\\S-1-5-18', true],
    ['registry', 'HKLM\\Run', 'HKLM\\RunOnce', false],
    ['registry', 'HKLM\\A', 'Set-ItemProperty HKLM:\\a -Name x', true],
    ['registry', 'HKLM:\\A', 'Set-ItemProperty HKLM:\\a -Name x', true],
    ['registry', 'HKLM:\\A', '\\REGISTRY\\MACHINE\\A', true],
    ['registry', 'HKCU\\A', 'New-Item HKCU:A', true],
    ['registry', 'HKCU\\A', 'HKEY_CURRENT_USER:\\A', true],
    ['registry', 'HKU\\A', 'Registry::HKEY_USERS\\A', true],
    ['registry', 'Registry::HKEY_USERS\\A', 'HKU:\\A', true],
    ['registry', 'HKCC\\A', 'Microsoft.PowerShell.Core\\Registry::HKEY_CURRENT_CONFIG\\A', true],
    ['registry', 'HKLM\\A', 'HKCU:\\A', false],
    ['registry', 'HKCU\\A', 'HKU\\S-1-5-21-1-2-3-1001\\a\\b', true],
    ['registry', 'HKCU\\A', '\\REGISTRY\\USER\\S-1-5-21-1-2-3-1001\\A', true],
    ['registry', 'HKCU\\Software\\Classes\\A', 'HKU\\S-1-5-21-1_Classes\\A', true],
    ['registry', 'HKCU\\A', 'HKU\\S-1-5-21-1_Classes\\A', false],
    ['registry', 'HKCU\\A', 'HKU\\.DEFAULT\\A', false],
    ['registry', 'HKU\\S-1-5-21-1\\A', 'HKU\\S-1-5-21-2\\A', false],
    ['registry', 'HKU\\S-1-5-21-1\\A', 'HKCU\\A', false],
    ['registry', 'HKLM\\A', 'HKLM:\\AB', false],
    ['pipe', '\\\\.\\pipe\\evil', '\\evil', false],
    ['pipe', 'evil', 'an evil word', false],
    ['pipe', 'evil', '\\Device\\NamedPipe\\EVIL', true],
    ['pipe', 'evil', '\\\\.\\pipe\\evil2', false],
    ['pipe', 'evil', '\\\\host\\pipe\\evil', true],
    ['service', 'evilsvc', 'EvilSvc', true],
    ['mutex', 'Global\\x', 'Global\\X', true],
    ['useragent', 'curl/7', 'UA: curl/7.1', true],
    ['text', 'needle', 'a NEEDLE b', true],
    ['text', 'needle', 'needles', false],
    ['text', 'ΟΔΟΣ', 'οδος', true],
    ['regex', 'a.c', 'xABCx', true],
    ['regex', '^b', 'ab', false],
  ])('%s %s in %s: %s', (type, value, text, expected) => {
    expect(hit(indicator(type, value), text) !== null).toBe(expected);
  });
});

test.each<readonly [IndicatorType, string, string, boolean]>([
  ['text', 'a*c', 'ABBC', true],
  ['text', 'a*c', 'xabc', false],
  ['text', '*a?c*', 'xabcx', true],
  ['filepath', 'C:\\Temp\\??\\a.exe', 'C:\\temp\\ab\\a.exe', true],
  ['filepath', 'C:\\Temp\\??\\a.exe', 'C:\\temp\\a.exe', false],
  ['filepath', 'C:\\x\\*', '\\Device\\HarddiskVolume3\\x\\y', true],
  ['filepath', '\\Device\\HarddiskVolume*\\x\\*', 'C:\\x\\y', true],
  ['filepath', '*HarddiskVolume?\\x', '\\Device\\HarddiskVolume3\\x', true],
  ['registry', 'HKLM\\A\\*', 'Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\A\\b', true],
  ['registry', 'HKLM:\\A\\*', '\\REGISTRY\\MACHINE\\A\\b', true],
  ['registry', 'HKEY*\\SOFTWARE\\*\\Run', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Foo\\Run', true],
  ['pipe', '\\\\.\\pipe\\msagent_*', '\\Device\\NamedPipe\\msagent_1', true],
  ['pipe', '\\\\.\\pipe\\msagent_*', 'an \\Device\\NamedPipe\\msagent_1', false],
  ['text', '*'.repeat(50), '', true],
])('wildcard %s %s over %s', (type, value, text, expected) => {
  expect(hit(indicator(type, value, 'wildcard'), text) !== null).toBe(expected);
});

test('substring has no edges', () => {
  expect(hit(indicator('text', 'eed', 'substring'), 'nEEDles')).toBe('EED');
});

test('a literal star is a star', () => {
  expect(hit(indicator('text', 'a*c'), 'abc')).toBeNull();
  expect(hit(indicator('text', 'a*c'), 'x a*c')).toBe('a*c');
});

test.each<readonly [IndicatorType, string, string, string]>([
  ['ip', '10.0.0.0/8', 'a 10.2.3.4 b', '10.2.3.4'],
  [
    'filepath',
    'C:\\x\\a.exe',
    'run "\\Device\\HarddiskVolume3\\x\\a.exe"',
    '\\Device\\HarddiskVolume3\\x\\a.exe',
  ],
  ['registry', 'HKLM\\A', 'key \\REGISTRY\\MACHINE\\A end', '\\REGISTRY\\MACHINE\\A'],
  ['registry', 'HKLM\\A', 'key Registry::HKLM:\\A end', 'HKLM:\\A'],
  ['text', 'b', 'İİ b', 'b'],
])('the span of %s %s shows the original text', (type, value, text, expected) => {
  expect(hit(indicator(type, value), text)).toBe(expected);
});

test.each<readonly [IndicatorType, string, MatchMode]>([
  ['ip', '10.1.1', 'literal'],
  ['md5', 'xyz', 'literal'],
  ['sha1', 'a'.repeat(32), 'literal'],
  ['regex', '(', 'literal'],
  ['text', '(?=a)', 'regex'],
  ['text', '(a)\\1', 'regex'],
  ['domain', '...', 'literal'],
  ['commandline', '"', 'substring'],
  ['commandline', '" "', 'literal'],
  ['pipe', '\\\\.\\pipe\\', 'substring'],
  ['text', '  ', 'literal'],
])('%s %s (%s) is refused with a reason', (type, value, mode) => {
  const { refusals } = new IndicatorMatcher([indicator(type, value, mode)]);
  expect(refusals).toHaveLength(1);
  expect(refusals[0]?.reason).not.toBe('');
});

test('a regular expression cannot hang a hunt', () => {
  const started = performance.now();
  expect(hit(indicator('regex', '(a+)+$'), `${'a'.repeat(5_000)}b`)).toBeNull();
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('a hunt says that it goes on while it is within a column, and can be ended there', () => {
  const batch = new BatchColumns();
  const text = 'x'.repeat(5_000);
  for (let at = 0; at < 1_000; at++) batch.add({ names: ['A'], values: [`${text}${at}`] });
  const slow = [indicator('regex', 'x+[yz]'), indicator('regex', 'x*[^x0-9]', 'regex', 2)];
  const dones: number[] = [];
  const hunt = (step: (done: number) => void): void =>
    new IndicatorHunt(new IndicatorMatcher(slow), batch).run(() => null, expect.fail, step);
  hunt((done) => dones.push(done));
  expect(dones.length).toBeGreaterThan(10);
  expect(dones).toEqual(dones.toSorted((a, b) => a - b));
  // The only column is half of the work, the raw texts are the other.
  expect(dones.filter((done) => done > 0 && done < 500).length).toBeGreaterThan(5);
  const end = (done: number): void => {
    if (done > 100) throw new RangeError('cancelled');
  };
  expect(() => hunt(end)).toThrow('cancelled');
});

test('one hit per indicator and event, with the first text of each field', () => {
  const event = { names: ['A', 'B', 'C'], values: [['y', null, 'X', 'x'], 'x', null] };
  const hits = hitsOf([indicator('text', 'x')], event);
  expect(hits).toMatchObject([{ indicatorId: 1, type: 'text', mode: 'literal', indicator: 'x' }]);
  expect(hits[0]?.matches).toEqual([
    { field: 'A', value: 'X', start: 0, end: 1 },
    { field: 'B', value: 'x', start: 0, end: 1 },
  ]);
});

test('raw text is told only where no field has the indicator', () => {
  const both = [indicator('text', 'seen'), indicator('text', 'hidden', 'literal', 2)];
  const hits = hitsOf(both, { names: ['A'], values: ['seen'] }, [
    ...['a seen key', 'a hidden key', 'another hidden one'],
  ]);
  expect(hits.map(({ indicatorId, matches }) => [indicatorId, matches])).toEqual([
    [1, [{ field: 'A', value: 'seen', start: 0, end: 4 }]],
    [2, [{ field: RAW_TEXT, value: 'a hidden key', start: 2, end: 8 }]],
  ]);
});

test('without an active indicator the raw text is not even asked for', () => {
  const matcher = new IndicatorMatcher([{ ...indicator('text', 'x'), active: false }]);
  const batch = new BatchColumns();
  batch.add({ names: ['A'], values: ['x'] });
  const refuse = (): never => expect.fail('asked for');
  new IndicatorHunt(matcher, batch).run(refuse, refuse, () => undefined);
  expect(matcher.isEmpty).toBe(true);
});

describe('an account kept in two fields', () => {
  const logon = {
    names: ['SubjectUserName', 'SubjectDomainName', 'TargetUserName', 'TargetDomainName', 'User'],
    values: ['WS1$', 'LAB', 'Bob', 'LAB', 'x'],
  };
  const fieldsWith = (value: string, event: EventFields = logon, mode?: MatchMode): string[] =>
    hitsOf([indicator('username', value, mode)], event).flatMap(({ matches }) =>
      matches.map(({ field }) => field),
    );
  const TARGET = 'TargetDomainName\\TargetUserName';

  test.each<readonly [string, readonly string[]]>([
    ['LAB\\bob', [TARGET]],
    ['bob@lab', [TARGET]],
    ['bob', ['TargetUserName']],
    ['LAB\\WS1$', ['SubjectDomainName\\SubjectUserName']],
    // The domain of one and the user of the other make no account.
    ['OTHER\\bob', []],
    ['LAB\\bobby', []],
  ])('%s stands in %j', (value, fields) => {
    expect(fieldsWith(value)).toEqual(fields);
  });

  test('wildcards and prefixes of field names', () => {
    expect(fieldsWith('LAB\\b*', logon, 'wildcard')).toEqual([TARGET]);
    const beat = {
      names: ['winlog.event_data.TargetDomainName', 'winlog.event_data.TargetUserName'],
      values: [['-', 'LAB'], ['bob']],
    };
    expect(fieldsWith('LAB\\bob', beat)).toHaveLength(1);
    const ecs = { names: ['user.name', 'user.domain'], values: ['bob', 'LAB'] };
    expect(fieldsWith('LAB\\bob', ecs)).toEqual(['user.domain\\user.name']);
  });

  test('other types do not read two fields as one text', () => {
    expect(hitsOf([indicator('text', 'LAB\\Bob')], logon)).toEqual([]);
  });
});
