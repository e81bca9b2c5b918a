/** STIX bundles. `stix.json` was written by the library of the standard (test/fixtures/indicators/make.py). */
import fs from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIndicators } from '@shared/ioc/reading/read-indicators';
import { type Joined, readPattern } from '@shared/ioc/reading/stix-pattern';
import { PatternFault } from '@shared/ioc/reading/stix-tokens';
import { stixBundle, stixPattern } from '@shared/ioc/writing/stix-export';
import { checkIndicator } from '@shared/ioc/check-indicator';
import {
  INDICATOR_TYPES,
  type IndicatorDraft,
  MATCH_MODES,
  NO_FACTS,
} from '@shared/model/indicator';

const bundle = fs.readFileSync(
  new URL('../../../fixtures/indicators/stix.json', import.meta.url),
  'utf8',
);
const numbered = (number: number): string =>
  `indicator--6f1f9f0e-0c0b-4b7e-8a55-${String(number).padStart(12, '0')}`;

test("the library's bundle: values, modes, facts, and what is not imported", () => {
  const { format, understood, refused } = readIndicators(bundle);
  expect(format).toBe('stix');
  const found = understood.map(({ place, draft: { type, value, mode } }) => [
    ...[Number(place.slice(-2)), type, value, mode],
  ]);
  expect(found).toEqual([
    [1, 'ip', '203.0.113.77', 'literal'],
    [1, 'ip', '2001:db8::77', 'literal'],
    [2, 'domain', 'cdn-updates.example', 'literal'],
    [2, 'domain', 'files.cdn-updates.example', 'literal'],
    [3, 'filepath', 'C:\\ProgramData\\Norte\\winupd.exe', 'literal'],
    [4, 'url', '/gate.php?id=', 'substring'],
    [4, 'commandline', 'rundll32.{1,40}#1', 'regex'],
    [5, 'sha256', '87822ffde43355200e48b41bfe47899f3262f57a0e8c5a312329322ff57f991b', 'literal'],
    [5, 'ip', '198.51.100.0/24', 'literal'],
    [6, 'username', 'svc-print', 'literal'],
    [7, 'registry', 'HKLM\\Software\\Norte', 'literal'],
    [7, 'text', "Up'd", 'literal'],
    [12, 'md5', '5f0c7a1e9b3d4c6280ab17de94f2c3b1', 'literal'],
  ]);
  expect(understood[0]?.draft).toMatchObject({
    ...{ note: 'Loader: Where it calls', source: 'Norte CERT', confidence: 85, tlp: 'amber' },
    ...{ validUntil: '2027-01-05T08:30:00.0000000Z', active: true },
  });
  const byNumber = (number: number) => understood.find(({ place }) => place === numbered(number));
  expect(byNumber(4)?.remarks).toEqual(['its pattern asks for other observations too']);
  expect(byNumber(5)?.remarks).toEqual(['WITHIN 300 SECONDS is not looked at']);
  expect(byNumber(6)).toMatchObject({ draft: { active: false } });
  expect(byNumber(12)?.draft.tlp).toBe('clear');
  expect(refused.map(({ place, reason }) => [place, reason])).toEqual([
    [numbered(6), 'it says what must not be there'],
    [numbered(8), 'it asks for a range, not a value'],
    [numbered(9), 'it names no value'],
    [numbered(10), 'it names nothing that is sought in events here'],
    [numbered(11), 'its pattern is written in yara'],
    ['1 × identity', 'objects of this kind are no indicators'],
    ['1 × malware', 'objects of this kind are no indicators'],
    ['1 × ipv4-addr', 'objects of this kind are no indicators'],
  ]);
});

const textOf = (joined: Joined): string => {
  if (joined.type !== 'one') return `${joined.type}(${joined.parts.map(textOf).join(', ')})`;
  const { path, operator, isNegated } = joined.comparison;
  return `${isNegated ? 'NOT ' : ''}${path} ${operator}`;
};

test.each<readonly [string, readonly string[]]>([
  ["[a:b = 'x' AND (a:c = 'y' OR a:d = 'z')]", ['all(a:b =, any(a:c =, a:d =))']],
  ["[a:b = 'x' AND (a:c = 'y' AND (a:d = 'z'))]", ['all(a:b =, a:c =, a:d =)']],
  [
    "[a:b = 'x'] AND ([a:c = 'y'] FOLLOWEDBY [a:d = 'z']) WITHIN 5 SECONDS",
    ['a:b =', 'a:c =', 'a:d ='],
  ],
  ["[a:b NOT IN ('x', 'y')] REPEATS 5 TIMES", ['NOT a:b IN']],
  ["[a:b[*].'c d'.e = 5 OR a:b[0] > 1.5]", ['any(a:b[*].c d.e =, a:b[0] >)']],
  [
    "[a:b = t'2026-01-01T00:00:00Z' AND NOT EXISTS a:c] START t'2026-01-01T00:00:00Z' STOP t'2026-01-02T00:00:00Z'",
    ['all(a:b =, NOT a:c EXISTS)'],
  ],
])('%s', (pattern, expected) => {
  expect(readPattern(pattern).observations.map(({ joined }) => textOf(joined))).toEqual(expected);
});

const valuesIn = (pattern: string) =>
  readIndicators(
    JSON.stringify({ type: 'bundle', objects: [{ type: 'indicator', id: 'i', pattern }] }),
  ).understood.map(({ draft: one, remarks }) => [one.value, remarks.length]);

test.each<readonly [string, readonly (readonly [string, number])[]]>([
  ["[file:name = 'a' AND file:parent_directory_ref.path = 'C:\\\\x']", [['C:\\x\\a', 0]]],
  [
    "[(file:name = 'a' OR file:name = 'b') AND file:parent_directory_ref.path = '/x/' AND file:hashes.MD5 = 'abababababababababababababababab']",
    [
      ['ab'.repeat(16), 1],
      ['/x/a', 1],
      ['/x/b', 1],
    ],
  ],
  [
    "[file:name = 'a' OR (file:name = 'b' AND file:parent_directory_ref.path = '/x')]",
    [
      ['a', 0],
      ['/x/b', 0],
    ],
  ],
  [
    "[(file:name = 'a' OR file:parent_directory_ref.path = '/x') AND url:value = 'http://x.example']",
    [
      ['a', 1],
      ['/x', 1],
      ['http://x.example', 1],
    ],
  ],
])('names and folders in %s', (pattern, expected) => {
  expect(valuesIn(pattern)).toEqual(expected);
});

const many = (count: number, text: string, joint: string): string =>
  Array.from({ length: count }, () => text).join(joint);

test.each([
  [
    'alternatives and much beside them',
    `[(${many(9_000, "a:b='c'", ' OR ')})${many(6_000, " AND a:b='c'", '')}]`,
  ],
  [
    'brackets beside brackets',
    `[${many(2_000, "(a:b='c' OR url:value='http://x.example')", ' AND ')}]`,
  ],
  [
    'names and folders',
    `[(${many(2_500, "file:name='a'", ' OR ')}) AND (${many(2_500, "file:parent_directory_ref.path='C:'", ' OR ')})]`,
  ],
  [
    'qualifiers of many',
    `(${many(5_000, "[a:b='c']", ' OR ')})${many(5_000, ' REPEATS 5 TIMES', '')}`,
  ],
])('a short pattern costs little: %s', (_, pattern) => {
  const objects = Array.from({ length: 5 }, () => ({ type: 'indicator', id: 'i', pattern }));
  const before = process.cpuUsage().user;
  readIndicators(JSON.stringify({ type: 'bundle', objects }));
  expect((process.cpuUsage().user - before) / 1_000).toBeLessThan(2_000);
});

test.each([
  ['', 'ends too early|missing'],
  ["[a:b = 'x'", 'missing'],
  ["[a:b = 'x']]", 'not expected'],
  ["[a = 'x']", 'missing'],
  ["[a:b 'x']", ''],
  ["[a:b = 'x' & a:c = 'y']", 'cannot be read at character 12'],
  [`${'('.repeat(100_000)}[a:b = 'x']`, 'too deep'],
  [`[${'('.repeat(100_000)}a:b = 'x'`, 'too deep'],
  [`[a:b = 'x']${' REPEATS 5 TIMES'.repeat(20)}`, 'qualifiers'],
])('%s is refused with words', (pattern, words) => {
  try {
    readPattern(pattern);
    expect(pattern).toBe("[a:b 'x']");
  } catch (error) {
    expect(error).toBeInstanceOf(PatternFault);
    expect(String(error)).toMatch(new RegExp(words));
  }
});

test('any pattern is read or refused, never worse', () => {
  const piece = fc.constantFrom(
    ...[
      '[',
      ']',
      '(',
      ')',
      'a:b',
      "'x'",
      '=',
      'AND',
      'OR',
      'NOT',
      'IN',
      'LIKE',
      'WITHIN',
      '5',
      'SECONDS',
      ',',
      '.',
      "'",
      '\\',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      try {
        readPattern(pieces.join(' '));
      } catch (error) {
        expect(error).toBeInstanceOf(PatternFault);
      }
    }),
    { numRuns: 2_000 },
  );
});

test.each<readonly [string, unknown]>([
  [
    'references in a circle',
    [
      {
        type: 'indicator',
        id: 'i',
        pattern: "[a:b='x']",
        created_by_ref: 'i',
        object_marking_refs: ['i'],
      },
    ],
  ],
  [
    'names of the language itself',
    [
      { type: '__proto__', id: 'x' },
      { type: 'constructor', id: 'y' },
    ],
  ],
  [
    'a marking that is no object',
    [{ type: 'marking-definition', id: 'm', definition: 5, extensions: [] }],
  ],
  ['objects that are none', [null, 5, 'x', [], { id: 'x' }]],
])('%s does no harm', (_, objects) => {
  const { understood, refused } = readIndicators(JSON.stringify({ type: 'bundle', objects }));
  expect(understood).toEqual([]);
  expect(refused.length).toBeGreaterThan(0);
  expect(Object.getPrototypeOf({})).not.toHaveProperty('polluted');
});

test('a document nested a hundred thousand deep, and one of two hundred thousand objects', () => {
  const deep = `{"type":"bundle","objects":[{"type":"indicator","id":"i","x":${'['.repeat(100_000)}${']'.repeat(100_000)},"pattern":"[url:value='http://x.example/a']"}]}`;
  expect(readIndicators(deep).understood).toHaveLength(1);
  const many = {
    type: 'bundle',
    objects: Array.from({ length: 200_000 }, () => ({ type: 'note', id: 'n' })),
  };
  expect(readIndicators(JSON.stringify(many)).refused).toMatchObject([{ place: '200000 × note' }]);
});

const draft = (
  type: IndicatorDraft['type'],
  value: string,
  more: Partial<IndicatorDraft> = {},
): IndicatorDraft => ({
  ...{ ...NO_FACTS, type, value, mode: 'literal', active: true },
  ...more,
});

let ids = 0;
const newId = (): string => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;

test('what is exported comes back with type, value, mode and facts', () => {
  const sought = [
    draft('ip', '203.0.113.77', {
      confidence: 40,
      tlp: 'red',
      severity: 'high',
      note: 'Calls',
      source: 'CERT',
    }),
    draft('ip', '2001:db8::/32', { active: false }),
    draft('domain', 'evil.example', { validUntil: '2027-01-05T08:30:00.0000000Z' }),
    ...[draft('hostname', 'ws-alva'), draft('url', "http://x.example/a'b\\c?d=%20e")],
    ...[
      draft('md5', 'ab'.repeat(16)),
      draft('sha1', 'ab'.repeat(20)),
      draft('sha256', 'ab'.repeat(32)),
    ],
    ...[
      draft('imphash', 'cd'.repeat(16)),
      draft('email', 'a@b.example'),
      draft('filename', 'a.exe'),
    ],
    ...[
      draft('filepath', 'C:\\a\\b.exe'),
      draft('process', 'a.exe'),
      draft('commandline', 'a.exe "b c"'),
    ],
    ...[
      draft('registry', 'HKLM\\Software\\Norte'),
      draft('service', 'norte'),
      draft('mutex', 'Global\\norte'),
    ],
    ...[
      draft('pipe', '\\\\.\\pipe\\norte'),
      draft('useragent', 'Norte/1'),
      draft('username', 'LAB\\bob'),
    ],
    draft('sid', 'S-1-5-21-1-2-3-500'),
    ...[
      draft('url', '/gate', { mode: 'substring' }),
      draft('filename', 'win*.ex?', { mode: 'wildcard' }),
      draft('registry', 'HKEY_LOCAL_MACHINE\\Norte\\*', { mode: 'wildcard' }),
      draft('registry', 'HKEY_USERS\\S-1', { mode: 'substring' }),
    ],
    draft('commandline', 'a.{2}b', { mode: 'regex' }),
  ];
  const left = [
    draft('text', 'x'),
    draft('url', 'a_b', { mode: 'substring' }),
    draft('regex', 'a+', { mode: 'regex' }),
    // The library of the standard refuses a bundle with one.
    ...[draft('md5', 'abab', { mode: 'substring' }), draft('sha1', 'ab*', { mode: 'wildcard' })],
    ...[draft('pipe', 'msagent_1'), draft('pipe', '\\Device\\NamedPipe\\x')],
    ...[draft('hostname', 'ws.lab.example'), draft('domain', 'localdomain')],
  ];
  const made = stixBundle([...sought, ...left], newId, '2026-01-05T08:30:00.000Z');
  expect(made.left).toEqual([
    { reason: 'STIX has no word for their type', indicators: 2 },
    { reason: 'their % or _ would be a wildcard in STIX', indicators: 1 },
    { reason: 'STIX compares hashes only as a whole', indicators: 2 },
    { reason: 'STIX would make another type of them', indicators: 4 },
  ]);
  const { understood, refused } = readIndicators(JSON.stringify(made.bundle));
  expect(refused).toMatchObject([{ place: '1 × identity' }]);
  expect(understood.map(({ draft: one }) => one)).toEqual(sought);
});

test('whatever has a pattern is read back as it was', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      ...['a', "'", '\\', '%', '_', ']', '"', ' ', 'ß', '*', '?', '.', '/', '1', 'HKEY_USERS'],
    ),
    minLength: 1,
  });
  const types = fc.constantFrom(...INDICATOR_TYPES);
  let made = 0;
  fc.assert(
    fc.property(types, text, fc.constantFrom(...MATCH_MODES), (type, value, mode) => {
      const sought = { type, value: value.trim(), mode };
      const found = stixPattern(sought);
      if (!checkIndicator(sought).ok || !found.ok) return;
      made++;
      const objects = [{ type: 'indicator', id: 'i', pattern: found.pattern }];
      const { understood } = readIndicators(JSON.stringify({ type: 'bundle', objects }));
      expect(understood).toMatchObject([{ draft: sought }]);
    }),
    { numRuns: 1_000 },
  );
  expect(made).toBeGreaterThan(100);
});
