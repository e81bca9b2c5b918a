import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIndicators } from '@shared/ioc/reading/read-indicators';

const MD5 = 'ab'.repeat(16);
const SHA1 = 'cd'.repeat(20);
const SHA256 = 'ef'.repeat(32);

const listed = (text: string): string[] =>
  readIndicators(text).understood.map(({ draft: { type, value, note } }) =>
    [`${type} ${value}`, note].filter((part) => part !== '').join(' ~ '),
  );

test.each([
  [
    'md5,sha256,filename',
    `${MD5},${SHA256},a.exe`,
    [`md5 ${MD5}`, `sha256 ${SHA256}`, 'filename a.exe'],
  ],
  [
    'Filename,MD5,SHA1,SHA256',
    `a.exe,${MD5},${SHA1},${SHA256}`,
    ['filename a.exe', `md5 ${MD5}`, `sha1 ${SHA1}`, `sha256 ${SHA256}`],
  ],
  [
    'ip,domain,comment',
    '10.0.0.1,evil.example,"C2, main"',
    ['ip 10.0.0.1 ~ C2, main', 'domain evil.example ~ C2, main'],
  ],
  ['url,date', 'hxxp://evil[.]example/a,2024', ['url http://evil.example/a ~ date: 2024']],
  ['source.ip;user', '10.0.0.1;bob', ['ip 10.0.0.1', 'username bob']],
  ['ip;note', '"10.0.0.1, 10.0.0.2";both', ['ip 10.0.0.1 ~ both', 'ip 10.0.0.2 ~ both']],
  ['# id,dst_ip,port\n', '"3", "10.0.0.1", "443"', ['ip 10.0.0.1 ~ id: 3, port: 443']],
  ['sep=;\ntype;value', 'ip;10.0.0.1', ['ip 10.0.0.1']],
] as const)('a heading that names types: %s', (heading, row, expected) => {
  const { format, refused } = readIndicators(`${heading}\n${row}\n`);
  expect([format, refused]).toEqual(['csv', []]);
  expect(listed(`${heading}\n${row}\n`)).toEqual(expected);
});

test('a cell that cannot be of its column is refused with the reason, an empty one is none', () => {
  const { understood, refused } = readIndicators('ip,domain,sid\n10.0.0.1,not one,-\n,,n/a\n');
  expect(understood.map(({ draft }) => draft.value)).toEqual(['10.0.0.1']);
  expect(refused).toMatchObject([
    { place: 'line 2', reason: '"not one" is no domain' },
    { place: 'line 3', reason: 'the row has no value' },
  ]);
});

test.each([
  ['10.0.0.1,443,C2', ['ip 10.0.0.1 ~ 443, C2']],
  ['evil.example,domain,high', ['domain evil.example ~ domain, high']],
  ['"10.0.0.1","443","C2, main"', ['ip 10.0.0.1 ~ 443, C2, main']],
  ['10.0.0.1;443;C2', ['ip 10.0.0.1 ~ 443, C2']],
  ['| `evil[.]example` | Domain | C2 |', ['domain evil.example ~ Domain, C2']],
  [`${MD5},${SHA256},a.exe`, [`md5 ${MD5}`, `sha256 ${SHA256}`, 'filename a.exe']],
  ['https://a.example/x,malware,high', ['url https://a.example/x ~ malware, high']],
  ['https://a.example/x,y', ['url https://a.example/x,y']],
  ['C:\\Temp\\a.exe,dropper', ['filepath C:\\Temp\\a.exe ~ dropper']],
  ['C:\\Temp\\a.dll,Main', ['filepath C:\\Temp\\a.dll,Main']],
  ['rundll32 a.dll,Main', ['commandline rundll32 a.dll,Main']],
  ['rundll32.exe C:\\a.dll,Main', ['commandline rundll32.exe C:\\a.dll,Main']],
  ['cmd.exe /c ping 10.0.0.1,x', ['commandline cmd.exe /c ping 10.0.0.1,x']],
  ['domain: evil.example, ip: 10.0.0.1', ['domain evil.example', 'ip 10.0.0.1']],
  ['iocs = ["evil.example", "10.0.0.1"]', ['domain evil.example ~ iocs', 'ip 10.0.0.1 ~ iocs']],
  ['`evil.example`', ['domain evil.example']],
  ['evil.example;', ['domain evil.example']],
  ['<evil.example>', ['domain evil.example']],
])('a line of cells, or of a value with marks around it: %s', (line, expected) => {
  const text = `10.9.9.9\n${line}\n10.9.9.8\n`;
  expect(readIndicators(text)).toMatchObject({ format: 'list', refused: [] });
  expect(listed(text).slice(1, -1)).toEqual(expected);
});

test('a list in JSON, with what is no text told', () => {
  const { understood, refused } = readIndicators('["evil.example", "10.0.0.1", 3]');
  expect(understood.map(({ place, draft }) => [place, draft.value])).toEqual([
    ['entry 1', 'evil.example'],
    ['entry 2', '10.0.0.1'],
  ]);
  expect(refused).toEqual([{ place: 'entry 3', text: '3', reason: 'it is no text' }]);
});

test.each([
  ['domain', 'evil.example', 'domain evil.example'],
  ['"IOC"', 'evil.example', 'domain evil.example'],
  ['sha256', SHA256, `sha256 ${SHA256}`],
  ['Username', 'bob smith # admin', 'username bob smith ~ admin'],
  ['Command line', 'cmd /c a, b', 'commandline cmd /c a, b'],
])('a heading over one column is no indicator: %s', (heading, line, expected) => {
  expect(listed(`${heading}\n${line}\n`)).toEqual([expected]);
  expect(readIndicators(`${heading}\n${line}\n`).refused).toMatchObject([
    { place: 'line 1', text: heading, reason: 'a heading: it is no value' },
  ]);
  const alone = readIndicators(heading, { format: 'list', roles: null });
  expect(alone.understood).toHaveLength(1);
});

test('a report in Markdown with a table is read as a report', () => {
  const text = [
    ...['# Report', '', '| Indicator | Type | Note |', '|---|---|---|'],
    ...['| `evil[.]example` | Domain | C2 |', '| `10.0.0.1` | IP | C2 |', ''],
    'The loader talks to 10.0.0[.]1 and hxxps://evil[.]example/a',
  ].join('\n');
  const { format, understood } = readIndicators(text);
  expect(format).toBe('report');
  expect(understood.map(({ draft }) => draft.value)).toEqual([
    ...['evil.example', '10.0.0.1', 'https://evil.example/a'],
  ]);
});

test.each([
  ['FileSha256', SHA256, [`sha256 ${SHA256}`]],
  ['FileMd5', MD5, [`md5 ${MD5}`]],
  ['ip:port', '10.0.0.1:443', ['ip 10.0.0.1']],
  ['sha1_hash', SHA1, [`sha1 ${SHA1}`]],
  ['email-src', 'a@b.example', ['email a@b.example']],
  ['filename|sha256', `a.exe|${SHA256}`, ['filename a.exe', `sha256 ${SHA256}`]],
  ['domain|ip', 'evil.example|10.0.0.1', ['domain evil.example', 'ip 10.0.0.1']],
  ['ip-dst|port', '10.0.0.1|443', ['ip 10.0.0.1']],
  ['hostname|port', 'a.example|443', ['domain a.example']],
  ['domain', '*.evil.example', ['domain evil.example']],
  ['ip', 'fd12:3456:789a::1', ['ip fd12:3456:789a::1']],
  ['ip', '`10.0.0.1`', ['ip 10.0.0.1']],
  ['filename', 'C:\\a\\b.exe', ['filepath C:\\a\\b.exe']],
])('types as other programs name them: %s', (type, value, expected) => {
  const text = `IndicatorType,IndicatorValue,ExpirationTime\n${type},${value},2027-01-01\n`;
  expect(readIndicators(text).refused).toEqual([]);
  expect(listed(text)).toEqual(expected);
  expect(readIndicators(text).understood[0]?.draft.validUntil).toBe('2027-01-01T00:00:00.0000000Z');
});

test('STIX without a bundle: the envelope of an answer, an array, one object', () => {
  const one = { type: 'indicator', id: 'indicator--1', pattern: "[ipv4-addr:value = '10.0.0.1']" };
  for (const document of [{ more: false, objects: [one] }, [one], one])
    expect(readIndicators(JSON.stringify(document, null, 2))).toMatchObject({
      ...{ format: 'stix', refused: [] },
      understood: [{ draft: { type: 'ip', value: '10.0.0.1' } }],
    });
});

test('a value nobody can mistake is found in a row with any plain cells beside it', () => {
  const value = fc.constantFrom(
    '10.0.0.1',
    'evil.example',
    MD5,
    'S-1-5-21-1-2-3-500',
    'a@b.example',
  );
  const word = fc.stringMatching(/^[a-z]{6,8}( \d{1,4})?$/);
  const cells = fc.tuple(fc.array(word, { maxLength: 3 }), value, fc.array(word, { maxLength: 3 }));
  fc.assert(
    fc.property(cells, fc.constantFrom(',', ';', ' | ', '\t', ', '), ([before, one, after], by) => {
      const line = [...before, one, ...after].join(by);
      const { understood } = readIndicators(`10.9.9.9\n${line}\n`);
      expect(understood.map(({ draft }) => draft.value)).toEqual(['10.9.9.9', one]);
    }),
  );
});

test('columns of hunting tables of Defender are values of their types, those of the device are notes', () => {
  const text = [
    'Timestamp,DeviceName,RemoteIP,RemoteUrl,InitiatingProcessSHA256,InitiatingProcessMD5,FileName,FolderPath,ProcessCommandLine,InitiatingProcessCommandLine',
    `2026-01-01,ws1,203.0.113.4,evil.example,${SHA256},${MD5},a.exe,C:\\Temp\\a.exe,a.exe -x,cmd /c a`,
  ].join('\n');
  expect(listed(text).map((one) => one.replace(/ ~ .*/, ''))).toEqual([
    ...['ip 203.0.113.4', 'domain evil.example', `sha256 ${SHA256}`, `md5 ${MD5}`],
    ...['filename a.exe', 'filepath C:\\Temp\\a.exe', 'commandline a.exe -x'],
    'commandline cmd /c a',
  ]);
  expect(listed(text)[0]).toContain('~ Timestamp: 2026-01-01, DeviceName: ws1');
});

test('title and description are both the note; a source that is none says nothing', () => {
  const text = [
    'IndicatorType,IndicatorValue,Title,Description,Reference',
    'DomainName,evil.example,C2,Seen in May,None',
    `FileHash-IMPHASH,${MD5},,None,https://ref.example`,
  ].join('\n');
  const { understood } = readIndicators(text);
  expect(understood.map(({ draft: { type, note, source } }) => [type, note, source])).toEqual([
    ['domain', 'C2, Seen in May', ''],
    ['imphash', '', 'https://ref.example'],
  ]);
});
