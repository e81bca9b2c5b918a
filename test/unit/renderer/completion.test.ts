import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventView } from '@shared/contract/event-view';
import { type FileId, sha256 } from '@shared/model/ids';
import { parseQuery } from '@shared/query/parser';
import { complete, completedAt, namesFor } from '../../../renderer/features/events/completion';
import { timeForms } from '../../../renderer/features/events/time-forms';
import { queryNames } from '../../../renderer/features/events/use-field-names';
import { wordsOfView } from '../../../renderer/features/searches/view-words';
import { linkOf, viewOfLink } from '../../../renderer/lib/view-link';

test.each<readonly [string, ReturnType<typeof completedAt>]>([
  ['Cha', { kind: 'field', start: 0, typed: 'Cha' }],
  ['a AND -Cha', { kind: 'field', start: 7, typed: 'Cha' }],
  ['-Grö', { kind: 'field', start: 1, typed: 'Grö' }],
  ['ключ:д', { kind: 'value', start: 5, field: 'ключ', typed: 'д' }],
  ['(Ima', { kind: 'field', start: 1, typed: 'Ima' }],
  ['Channel:', { kind: 'value', start: 8, field: 'Channel', typed: '' }],
  ['x Channel:Sec', { kind: 'value', start: 10, field: 'Channel', typed: 'Sec' }],
  ['Channel:"Micro soft', { kind: 'value', start: 8, field: 'Channel', typed: 'Micro soft' }],
  ['"Threat Name":x', { kind: 'value', start: 14, field: 'Threat Name', typed: 'x' }],
  ['"odd', { kind: 'field', start: 0, typed: 'odd', isQuoted: true }],
  ['x "a phra', { kind: 'field', start: 2, typed: 'a phra', isQuoted: true }],
  ['"a phrase" ', null],
  ['EventID:(46', { kind: 'value', start: 9, field: 'EventID', typed: '46', isInSet: true }],
  [
    'x EventID:(4624 OR 46',
    { kind: 'value', start: 19, field: 'EventID', typed: '46', isInSet: true },
  ],
  ['Id:(1, 2,', { kind: 'value', start: 9, field: 'Id', typed: '', isInSet: true }],
  [
    '"Odd Name":("a b" OR "c d',
    { kind: 'value', start: 21, field: 'Odd Name', typed: 'c d', isInSet: true },
  ],
  ['EventID:(4624 OR', null],
  ['EventID:(4624) ', null],
  ['time:', { kind: 'time', start: 5, typed: '' }],
  ['a -TIME:>=2026-03', { kind: 'time', start: 8, typed: '>=2026-03' }],
  ['(time:last 7', { kind: 'time', start: 6, typed: 'last 7' }],
  ['time:[2026-03-09 TO ', { kind: 'time', start: 5, typed: '[2026-03-09 TO ' }],
  ['time:"yes', { kind: 'value', start: 5, field: 'time', typed: 'yes' }],
  ['time:last 7d ', null],
  ['time:[2026 TO 2027] ', null],
  ['Port:>=1', null],
  ['Image:*\\cmd', null],
  ['word ', null],
  ['', null],
])('%j is completed at %j', (query, expected) => {
  expect(completedAt(query, query.length)).toEqual(expected);
});

test("a record's own field of a name of the case is offered by the name its values are counted under", () => {
  const names = queryNames(['hidden', 'Level', 'Image']);
  expect(names).toEqual(expect.arrayContaining(['hidden', 'HIDDEN', 'Level', 'Image']));
  expect(names).not.toContain('IMAGE');
});

test('what is chosen takes the place of what was typed, and reads back as itself', () => {
  const name = completedAt('x Cha', 5);
  expect(name && complete('x Cha y', 5, name, 'Channel')).toEqual({
    query: 'x Channel: y',
    cursor: 10,
  });
  const odd = completedAt('Thr', 3);
  expect(odd && complete('Thr', 3, odd, 'Threat Name').query).toBe('"Threat Name":');
  const set = completedAt('Id:(a OR b', 10);
  expect(set && complete('Id:(a OR b)', 10, set, 'b c')).toEqual({
    query: 'Id:(a OR "b c")',
    cursor: 14,
  });
  const begun = completedAt('x "odd', 6);
  expect(begun && complete('x "odd', 6, begun, 'odd name').query).toBe('x "odd name":');
  const typed = fc.constantFrom('User:', 'User:b', 'User:"b', 'a AND User:bo');
  fc.assert(
    fc.property(typed, fc.string({ unit: 'binary', minLength: 1 }), (query, value) => {
      const completed = completedAt(query, query.length);
      if (completed === null) throw new Error('nothing to complete');
      const done = complete(query, query.length, completed, value);
      const parsed = parseQuery(done.query);
      const test = { kind: 'pattern', pattern: [{ kind: 'text', text: value }] };
      const field = { kind: 'field', field: 'User', test };
      const expected = query.startsWith('a')
        ? { kind: 'and', parts: [{ kind: 'text' }, field] }
        : field;
      expect(parsed).toMatchObject({ ok: true, query: expected });
    }),
  );
});

const AT = '2026-03-09T10:22:00.0000000Z';
const textsOf = (typed: string, at: string | null = AT) =>
  timeForms(typed, at).map((form) => form.text);

test('every form of a time that is offered can be read, and asks the time', () => {
  const forms = ['', 'last 3'].flatMap((typed) => timeForms(typed, AT));
  expect(forms).toHaveLength(15);
  for (const { text, told } of forms) {
    const begun = completedAt('a time:', 7);
    const { query } = complete('a time:', 7, begun ?? { kind: 'time', start: 0, typed: '' }, text);
    const parsed = parseQuery(query);
    expect(parsed, query).toMatchObject({
      ok: true,
      query: { kind: 'and', parts: [{ kind: 'text' }, { kind: 'field', field: 'time' }] },
    });
    expect(told).not.toBe('');
  }
});

test('forms of a time go on as typed, with times of the case', () => {
  expect(textsOf('la')).toEqual(['last 24h', 'last 7d']);
  expect(textsOf('last  2')).toEqual(['last 2s', 'last 2m', 'last 2h', 'last 2d', 'last 2w']);
  expect(textsOf('>')).toEqual(['>=2026-03-09', '>2026-03-09T10:00']);
  expect(textsOf('2026')).toEqual(['2026-03-09', '2026-03-09T10']);
  expect(textsOf('[')).toEqual(['[2026-03-09T10:00 TO 2026-03-09T10:30]']);
  expect(textsOf('>=2026-03-09')).toEqual([]);
  expect(textsOf('', null)).toEqual(['last 24h', 'last 7d']);
  expect(textsOf('', 'ticks:3000000000000000000')).toEqual(['last 24h', 'last 7d']);
});

test('a form takes the place of what was typed, and what stands behind it stays', () => {
  const begun = completedAt('time:la Channel:Security', 7);
  expect(begun && complete('time:la Channel:Security', 7, begun, 'last 7d')).toEqual({
    query: 'time:last 7d Channel:Security',
    cursor: 12,
  });
});

test('names that begin as typed come first', () => {
  expect(namesFor(['TargetUserName', 'User', 'user.name', 'Image'], 'us')).toEqual([
    'User',
    'user.name',
    'TargetUserName',
  ]);
});

const files = (...numbers: readonly number[]) =>
  new Map(
    numbers.map((number) => [
      number,
      {
        id: number as FileId,
        hashes: {
          sha256: sha256(String(number).padStart(16, 'a').padEnd(64, '0')),
          sha1: '',
          md5: '',
        },
        published: null,
      },
    ]),
  );
const CASE = files(...Array.from({ length: 40 }, (_, at) => at + 1));
const ids = fc.array(fc.integer({ min: 1, max: 40 }));
const search = fc.record(
  {
    query: fc.string({ unit: 'grapheme' }),
    from: fc.constantFrom(null, '2026-03-09T08:00:00.0000001Z'),
    to: fc.constantFrom(null, '2026-03-10T00:00:00+02:00'),
    sort: fc.constantFrom('asc' as const, 'desc' as const),
    files: fc.option(ids),
    withoutCopies: fc.boolean(),
  },
  { requiredKeys: ['query', 'from', 'to', 'sort', 'files'] },
);
const view: fc.Arbitrary<EventView> = fc.record(
  {
    search,
    filters: fc.array(
      fc.record({
        query: fc.string({ unit: 'grapheme', minLength: 1 }),
        keeps: fc.boolean(),
        isOn: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    withoutFiles: ids,
    showsHidden: fc.boolean(),
    frozen: fc.nat({ max: 4 }),
    columns: fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }), {
      minLength: 1,
      maxLength: 5,
    }),
  },
  { requiredKeys: ['search', 'filters'] },
);

test('a link of before opens, unless it names files by their numbers', () => {
  const rest = 'events?q=a&sort=desc&off-without=b';
  for (const scheme of ['casescope:', 'CASESCOPE:']) {
    expect(viewOfLink(scheme + rest, CASE)).toEqual({
      kind: 'view',
      view: {
        search: { query: 'a', from: null, to: null, sort: 'desc', files: null },
        filters: [{ query: 'b', keeps: false, isOn: false }],
      },
    });
    for (const named of ['files=1%2C2', 'without-files=2'])
      expect(viewOfLink(`${scheme}${rest}&${named}`, CASE)).toEqual({ kind: 'numbered' });
  }
});

test('a link names files by what they hold: also where they have other numbers, and only those', () => {
  const search = { query: '', from: null, to: null, sort: 'asc', files: [2] } as const;
  const link = linkOf({ search: { ...search, files: [2] }, filters: [], withoutFiles: [1] }, CASE);
  const moved = new Map([
    [7, CASE.get(1)],
    [9, CASE.get(2)],
  ]);
  const there = new Map(
    [...moved].flatMap(([id, file]) =>
      file === undefined ? [] : [[id, { ...file, id: id as FileId }] as const],
    ),
  );
  expect(viewOfLink(link, there)).toMatchObject({
    view: { search: { files: [9] }, withoutFiles: [7] },
  });
  expect(viewOfLink(link, files(3, 4))).toEqual({ kind: 'fileMissing' });
  const ofGone = linkOf({ search: { ...search, files: [99] }, filters: [] }, CASE);
  expect(viewOfLink(ofGone, CASE)).toEqual({ kind: 'fileMissing' });
});

test('a link leads to the view it was made of; other texts lead nowhere', () => {
  fc.assert(
    fc.property(view, (one) => {
      expect(viewOfLink(linkOf(one, CASE), CASE)).toEqual({ kind: 'view', view: one });
    }),
  );
  for (const text of ['', 'q=x', 'https://x/?q=1', 'casescope:events', 'x casescope:events?q=a'])
    expect(viewOfLink(text, CASE)).toBeNull();
  for (const text of [
    'casescope:events?sort=up',
    'CaseScope:Events?files=a',
    'casescope:events?only=',
  ])
    expect(viewOfLink(text, CASE)).toEqual({ kind: 'unreadable' });
});

test('a search is told in a line', () => {
  const search = { query: '', from: null, to: null, sort: 'asc', files: null } as const;
  expect(wordsOfView({ search, filters: [] })).toBe('every event');
  expect(
    wordsOfView({
      search: { ...search, query: 'a', from: '2026-03-09T08:00:00.0000000Z', files: [1, 2] },
      filters: [
        { query: 'b:"c"', keeps: false, isOn: true },
        { query: 'd:"e"', keeps: true, isOn: false },
      ],
    }),
  ).toBe('a · without b:"c" · from 2026-03-09T08:00:00 UTC · in 2 files');
});
