/** JSON that is neither STIX nor MISP: exports of feeds, answers of services, lists under names, one object a line. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIndicators } from '@shared/ioc/reading/read-indicators';

const MD5 = 'ab'.repeat(16);
const reading = (document: unknown) => readIndicators(JSON.stringify(document, null, 2));
const values = (document: unknown) =>
  reading(document).understood.map(({ draft: { type, value } }) => `${type} ${value}`);

test('a pulse of OTX: each indicator by the type beside it, what is said of the pulse told', () => {
  const pulse = {
    ...{ id: '5f', name: 'Pulse', tags: ['apt', 'loader'], public: 1, adversary: '' },
    indicators: [
      { id: 1, indicator: '203.0.113.4', type: 'IPv4', description: 'C2', is_active: 1 },
      { id: 2, indicator: 'evil.example', type: 'domain', title: 'Drop', description: '' },
      { indicator: MD5, type: 'FileHash-MD5' },
      { indicator: MD5, type: 'FileHash-IMPHASH' },
      { indicator: 'C:\\Temp\\a.exe', type: 'FilePath' },
      { indicator: 'CVE-2021-44228', type: 'CVE' },
    ],
  };
  const { format, understood, refused } = reading(pulse);
  expect(format).toBe('json');
  expect(understood.map(({ draft: { type, value, note } }) => [type, value, note])).toEqual([
    ['ip', '203.0.113.4', 'C2'],
    ['domain', 'evil.example', 'Drop'],
    ['md5', MD5, ''],
    ['imphash', MD5, ''],
    ['filepath', 'C:\\Temp\\a.exe', ''],
  ]);
  expect(understood.every(({ isMeant }) => isMeant)).toBe(true);
  expect(refused).toMatchObject([
    { place: 'id', text: '5f' },
    { place: 'name', text: 'Pulse', reason: expect.stringContaining('"name" says no type') },
    { place: 'tags', text: 'apt' },
    { place: 'tags', text: 'loader' },
    {
      place: 'indicators › entry 6',
      text: 'indicator: CVE-2021-44228, type: CVE',
      reason: 'unknown type CVE',
    },
  ]);
});

test('an answer of ThreatFox: objects in lists under ids; a type nobody knows is a doubt', () => {
  const { understood, refused } = reading({
    '1200001': [
      {
        ...{ ioc_value: '203.0.113.4:443', ioc_type: 'ip:port', threat_type: 'botnet_cc' },
        ...{ confidence_level: 75, reference: 'https://ref.example/a', tags: ['a', 'b'] },
      },
    ],
    '1200002': [{ ioc_value: 'HKLM\\Software\\Evil', ioc_type: 'x', reference: 'None' }],
    '1200003': [{ ioc_value: MD5, ioc_type: 'ja3' }],
  });
  expect(understood).toMatchObject([
    {
      place: '1200001 › entry 1',
      draft: {
        ...{ type: 'ip', value: '203.0.113.4', confidence: 75, source: 'https://ref.example/a' },
        note: 'threat_type: botnet_cc, tags: a, b',
      },
    },
    {
      ...{ draft: { type: 'registry', source: '' }, isMeant: false },
      remarks: ['unknown type x: told by its looks'],
    },
  ]);
  expect(refused).toMatchObject([{ reason: 'unknown type ja3' }]);
});

test.each<readonly [unknown, readonly string[]]>([
  [
    { domains: ['evil.example', 'b.example'], ips: ['203.0.113.4'], hashes: [MD5] },
    ['domain evil.example', 'domain b.example', 'ip 203.0.113.4', `md5 ${MD5}`],
  ],
  [
    { c2: { main: 'evil.example', spare: ['203.0.113.4', 'hxxp://b[.]example/x'] } },
    [...['domain evil.example', 'ip 203.0.113.4', 'url http://b.example/x']],
  ],
  [
    { mutex: 'norte', file: { md5: MD5, name: 'a.exe' } },
    ['mutex norte', `md5 ${MD5}`, 'filename a.exe'],
  ],
  [{ type: 'ip', values: ['203.0.113.4', '203.0.113.5'] }, ['ip 203.0.113.4', 'ip 203.0.113.5']],
  [
    [{ ioc: 'a.exe', type: 'file', sha256: 'cd'.repeat(32) }],
    [...['filename a.exe', `sha256 ${'cd'.repeat(32)}`]],
  ],
  [{ '203.0.113.4': { seen: 3 }, [MD5]: 'loader' }, [`ip 203.0.113.4`, `md5 ${MD5}`]],
  [
    ['evil.example', ['b.example'], { a: 'c.example' }, 'a.exe, b.exe'],
    [
      ...[
        'domain evil.example',
        'domain b.example',
        'domain c.example',
        'filename a.exe',
        'filename b.exe',
      ],
    ],
  ],
])('every text is told by its name, or by its looks: %j', (document, expected) => {
  expect(values(document)).toEqual(expected);
});

test('what is said about a list is offered, and not chosen', () => {
  const { understood } = reading({
    references: ['https://blog.example/report'],
    description: 'The loader calls evil.example. It is signed.',
    feeds: { c2: ['203.0.113.4'] },
  });
  expect(understood.map(({ draft, isMeant }) => [draft.value, isMeant])).toEqual([
    ['https://blog.example/report', false],
    ['evil.example', false],
    ['203.0.113.4', true],
  ]);
  for (const { isMeant, remarks } of understood) expect(remarks.length > 0).toBe(!isMeant);
});

test('one object a line, with a line that is none told; STIX and MISP too', () => {
  const lines = [
    '{"ioc":"evil.example","ioc_type":"domain"}',
    '{"ioc":"203.0.113.4","ioc_type":"ip"',
    '',
    '{"ioc":"203.0.113.5","ioc_type":"ip"}',
  ].join('\n');
  const { format, understood, refused } = readIndicators(lines);
  expect(format).toBe('json');
  expect(understood.map(({ place, draft }) => [place, draft.value])).toEqual([
    ['line 1', 'evil.example'],
    ['line 4', '203.0.113.5'],
  ]);
  expect(refused).toMatchObject([
    { place: 'line 2', reason: expect.stringMatching(/^it is no JSON/) },
  ]);
  const stix = { type: 'indicator', id: 'indicator--1', pattern: "[ipv4-addr:value = '10.0.0.1']" };
  const attribute = { Event: { Attribute: [{ type: 'md5', value: MD5 }] } };
  for (const [one, kind] of [
    [stix, 'stix'],
    [attribute, 'misp'],
  ] as const)
    expect(readIndicators(`${JSON.stringify(one)}\n${JSON.stringify(one)}\n`)).toMatchObject({
      ...{ format: kind, merged: 1 },
    });
});

test('broken JSON is refused with what to do, and is no list of brackets', () => {
  const { format, understood, refused } = readIndicators(
    '{\n  "iocs": [\n    {"ioc": "evil.example"},\n  ]\n}',
  );
  expect([format, understood]).toEqual(['json', []]);
  expect(refused).toMatchObject([
    { reason: expect.stringContaining('read the text as a plain list') },
  ]);
  expect(() => readIndicators('evil.example', { format: 'json', roles: null })).toThrow('no JSON');
});

test('hostile depth is refused with its place, whatever is around it is read', () => {
  const deep = (depth: number) => `${'['.repeat(depth)}"b.example"${']'.repeat(depth)}`;
  const inObjects = `${'{"a":'.repeat(60_000)}1${'}'.repeat(60_000)}`;
  for (const inner of [deep(60_000), inObjects]) {
    const { understood, refused } = readIndicators(`["evil.example",${inner}]`);
    expect(understood.map(({ draft }) => draft.value)).toEqual(['evil.example']);
    expect(refused).toMatchObject([
      {
        place: expect.stringMatching(/^entry 2 › /),
        reason: 'what stands there is nested deeper than 32 levels',
      },
    ]);
  }
  expect(readIndicators(`["evil.example",${deep(20)}]`).understood).toHaveLength(2);
});

test('names of the language itself are names like any other', () => {
  const text =
    '{"__proto__":{"ip":"203.0.113.4"},"constructor":"evil.example","toString":["b.example"]}';
  expect(readIndicators(text).understood.map(({ draft }) => draft.value)).toEqual([
    ...['evil.example', 'b.example', '203.0.113.4'],
  ]);
});

test('any JSON is read, and no text in it is lost', () => {
  const word = fc.stringMatching(/^[a-z]{6,9}$/);
  const key = fc.constantFrom(
    'mutex',
    'service',
    'value',
    'type',
    'note',
    'hash',
    'x',
    'files',
    'mode',
  );
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      word,
      fc.integer(),
      fc.constant(null),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(key, tie('node'), { maxKeys: 4 }),
    ),
  })).node;
  const textsIn = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(textsIn)
        : [];
  fc.assert(
    fc.property(fc.array(tree, { minLength: 1, maxLength: 4 }), (document) => {
      const { understood, refused } = readIndicators(JSON.stringify(document));
      const told = JSON.stringify([understood, refused]);
      for (const text of textsIn(document)) expect(told).toContain(text);
    }),
  );
});

test('thirty thousand objects take seconds at most', () => {
  const objects = Array.from({ length: 30_000 }, (_, at) => ({
    ...{ ioc_value: `h${at}.evil.example`, ioc_type: 'domain', threat_type: 'botnet_cc' },
    ...{ malware: 'norte', reporter: 'somebody', first_seen: '2026-01-01 00:00:00' },
  }));
  const began = process.cpuUsage();
  expect(readIndicators(JSON.stringify(objects)).understood).toHaveLength(30_000);
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(20);
});
