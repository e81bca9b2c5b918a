import { expect, test } from 'vitest';
import type { FieldValue } from '@shared/model/event';
import {
  asCsv,
  asJsonArray,
  asLine,
  asMarkdown,
  asMarkdownRows,
  defanged,
} from '../../../renderer/features/events/event-as-text';
import { around, followedText, followingFilters } from '../../../renderer/features/events/pivots';
import { marksAsked, searchInForce } from '../../../renderer/features/events/search-in-force';
import { barsOf } from '../../../renderer/features/events/histogram-bars';
import { refang } from '@shared/ioc/refang';
import { noLevelCounts } from '@shared/model/level';

const fields = (given: Record<string, FieldValue>) => ({
  fields: Object.entries(given).map(([name, value]) => ({ name, value })),
});

test('an event is followed by the first text that says somebody', () => {
  expect(followedText(fields({ SubjectUserName: 'bob', TargetUserName: '-' }), 'user')).toBe('bob');
  expect(followedText(fields({ User: [null, 'CORP\\eve'] }), 'user')).toBe('CORP\\eve');
  expect(followedText(fields({ TargetLogonId: '0x0', SubjectLogonId: '0x3e7' }), 'logon')).toBe(
    '0x3e7',
  );
  expect(followedText(fields({ Image: 'x' }), 'user')).toBeNull();
});

test('a logon session is followed on its own machine', () => {
  const event = fields({ Computer: 'WS1', TargetLogonId: '0x3e7' });
  const on = { keeps: true, isOn: true };
  expect(followingFilters(event, { name: 'logon', isOfHost: true })).toEqual([
    { query: 'host:"WS1"', ...on },
    { query: 'logon:"0x3e7"', ...on },
  ]);
  const nowhere = fields({ TargetLogonId: '0x3e7' });
  expect(followingFilters(nowhere, { name: 'logon', isOfHost: true })).toHaveLength(1);
  expect(followingFilters(fields({}), { name: 'logon', isOfHost: true })).toEqual([]);
});

test('a process is followed by its own id, or on its own machine', () => {
  const process = { name: 'process', isOfHost: true, ownId: 'ProcessGuid' };
  const image = { Computer: 'WS1', Image: 'C:\\a.exe' };
  const queries = (of: Record<string, string>) =>
    followingFilters(fields(of), process).map(({ query }) => query);
  expect(queries({ ...image, ProcessGuid: '{1-2}' })).toEqual(['ProcessGuid:"{1-2}"']);
  const none = { ...image, ProcessGuid: '{00000000-0000-0000-0000-000000000000}' };
  expect(queries(none)).toEqual(['host:"WS1"', 'process:"C:\\a.exe"']);
});

test('five minutes around a time hold both ends', () => {
  expect(around('2026-03-09T09:21:30.1280000Z', 5)).toEqual({
    from: '2026-03-09T09:16:30.1280000Z',
    to: '2026-03-09T09:26:30.1280001Z',
  });
  expect(around('1601-01-01T00:00:00Z', 5)?.from).toBe('1601-01-01T00:00:00.0000000Z');
  expect(around('never', 5)).toBeNull();
});

test.each([
  ['http://evil.example/a.exe', 'hxxp://evil[.]example/a[.]exe'],
  ['HTTPS://x', 'hxxPS://x'],
  ['10.0.0.5', '10[.]0[.]0[.]5'],
  ['bob@corp.example', 'bob[@]corp[.]example'],
  ['C:\\Temp\\x', 'C:\\Temp\\x'],
  ['2 + 2. Done', '2 + 2. Done'],
  ['2001:db8::1', '2001[:]db8[:][:]1'],
  ['fe80:0:0:0:80ac:4126:fa58:1b81', 'fe80[:]0[:]0[:]0[:]80ac[:]4126[:]fa58[:]1b81'],
  ['::1', '[:][:]1'],
  ['fe80::1%eth0', 'fe80[:][:]1%eth0'],
  ['::ffff:10.0.0.5', '[:][:]ffff[:]10[.]0[.]0[.]5'],
  ['from 2001:db8::1 to 2001:db8::2: ok', 'from 2001[:]db8[:][:]1 to 2001[:]db8[:][:]2: ok'],
  ['https://[2001:db8::1]:8443/a', 'hxxps://[2001[:]db8[:][:]1]:8443/a'],
  ['2026-03-09 08:51:07', '2026-03-09 08:51:07'],
  ['00:1a:2b:3c:4d:5e', '00:1a:2b:3c:4d:5e'],
  ['privilege::debug', 'privilege::debug'],
  ['a :: b', 'a :: b'],
  ['HKLM:\\Software', 'HKLM:\\Software'],
])('%s defanged is %s, and reads back as it was', (text, expected) => {
  expect(defanged(text)).toBe(expected);
  expect(refang(expected)).toBe(text.replace(/^HTTPS:/, 'httpS:'));
});

test('cells are one line, formulas are no formulas, tables stay tables', () => {
  const cells = [
    { title: 'A', text: 'x\ty\nz' },
    { title: 'B', text: '=1+1' },
  ];
  expect(asLine(cells)).toBe("x y z\t'=1+1");
  expect(asLine([{ title: 'A', text: ' +1\t2' }])).toBe("' +1 2");
  expect(asCsv([cells])).toBe('A,B\r\n"x\ty\nz",\'=1+1');
  expect(asMarkdown(fields({ 'a|b': '<b>`x`\n*', c: ['1', null] }))).toBe(
    '| field | value |\n| --- | --- |\n| a\\|b | \\<b\\>\\`x\\` \\* |\n| c | 1 \\|  |',
  );
  const links = fields({ Url: 'see http://evil.example, www.evil.example, a@evil.example' });
  expect(asMarkdown(links)).toContain(
    'see http\\://evil.example, www\\.evil.example, a\\@evil.example',
  );
});

test('several events are copied under one header', () => {
  const rows = ['<1>', '=2'].map((text) => [
    { title: 'A|B', text },
    { title: 'C', text: 'x\ny' },
  ]);
  expect(asCsv(rows)).toBe('A|B,C\r\n<1>,"x\ny"\r\n\'=2,"x\ny"');
  expect(asMarkdownRows(rows)).toBe(
    '| A\\|B | C |\n| --- | --- |\n| \\<1\\> | x y |\n| =2 | x y |',
  );
  expect(JSON.parse(asJsonArray(['{\n"a": 1\n}', '{}']))).toEqual([{ a: 1 }, {}]);
});

test('hidden events are shown where a query asks for them by name', () => {
  const search = { query: '', from: null, to: null, sort: 'asc', files: null } as const;
  const isLeftOut = (query: string, filter?: string): boolean | undefined =>
    searchInForce(
      { ...search, query },
      filter === undefined ? [] : [{ query: filter, keeps: true, isOn: true }],
      true,
    ).withoutHidden;
  expect(isLeftOut('a')).toBe(true);
  // No text of the query: a record's own `hidden` is none of the examiner's.
  expect(searchInForce({ ...search, query: 'a' }, [], true).query).toBe('a');
  for (const query of ['hidden:true', 'a -(b OR Hidden:"noise")', 'HIDDEN:*'])
    expect(isLeftOut(query)).toBe(false);
  expect(isLeftOut('', 'hidden:"noise"')).toBe(false);
  expect(isLeftOut('"hidden:true"')).toBe(true);
  expect(searchInForce({ ...search, query: 'a' }, [], false).withoutHidden).toBe(false);
});

test('bars are as high as the root of their events, detections at the bottom', () => {
  const levels = { ...noLevelCounts(), high: 1, low: 1 };
  const [full, none, quarter] = barsOf({
    ...{
      edges: [],
      earlier: 0,
      later: 0,
      untimed: 0,
      events: [4, 0, 1],
      levels: [levels, noLevelCounts(), noLevelCounts()],
    },
  });
  expect(full?.parts).toEqual([
    { level: 'high', begin: 0, share: 0.25 },
    { level: 'low', begin: 0.25, share: 0.25 },
    { level: null, begin: 0.5, share: 0.5 },
  ]);
  expect(none?.parts).toEqual([]);
  expect(quarter?.parts).toEqual([{ level: null, begin: 0, share: 0.5 }]);
});

test('only marks that a search asks for have a say in what it finds', () => {
  const search = { query: '', from: null, to: null, sort: 'asc', files: null } as const;
  const differs = (
    change: { query?: string; withoutHidden?: boolean },
    ...[before, after]: { version: number; hidden: number }[]
  ): boolean => {
    const asked = { ...search, ...change };
    const none = { version: 0, hidden: 0 };
    return marksAsked(asked, before ?? none) !== marksAsked(asked, after ?? none);
  };
  const tagged = [
    { version: 1, hidden: 2 },
    { version: 2, hidden: 2 },
  ] as const;
  const hidden = [
    { version: 1, hidden: 2 },
    { version: 2, hidden: 3 },
  ] as const;
  for (const query of ['', 'tag', 'EventID:1 "note"']) {
    expect(differs({ query }, ...tagged)).toBe(false);
    expect(differs({ query }, ...hidden)).toBe(false);
    expect(differs({ query, withoutHidden: true }, ...tagged)).toBe(false);
    expect(differs({ query, withoutHidden: true }, ...hidden)).toBe(true);
  }
  for (const query of ['tag:x', 'a OR NOT (Note:*y*)', 'hidden:false'])
    expect(differs({ query }, ...tagged)).toBe(true);
});
