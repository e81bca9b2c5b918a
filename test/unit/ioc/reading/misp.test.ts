/** MISP events. `misp.json` was written by PyMISP (test/fixtures/indicators/make.py). */
import fs from 'node:fs';
import { expect, test } from 'vitest';
import { readIndicators } from '@shared/ioc/reading/read-indicators';

const event = fs.readFileSync(
  new URL('../../../fixtures/indicators/misp.json', import.meta.url),
  'utf8',
);

test("the library's event: attributes, objects, composites, facts, and what is not imported", () => {
  const { format, understood, refused, merged } = readIndicators(event);
  expect(format).toBe('misp');
  const values = understood.map(({ draft: { type, value } }) => [type, value]);
  expect(values).toEqual([
    ['ip', '203.0.113.77'],
    ['ip', '198.51.100.9'],
    ['domain', 'cdn-updates.example'],
    ['ip', '203.0.113.78'],
    ['domain', 'files.cdn-updates.example'],
    ['filename', 'winupd.exe'],
    ['sha256', '87822ffde43355200e48b41bfe47899f3262f57a0e8c5a312329322ff57f991b'],
    ['registry', 'HKLM\\Software\\Norte'],
    ['useragent', 'NorteClient/1.0'],
    ['pipe', '\\\\.\\pipe\\norte'],
    ['email', 'invoice@norte-billing.example'],
    ['mutex', 'Global\\norte'],
    ['md5', '5f0c7a1e9b3d4c6280ab17de94f2c3b1'],
  ]);
  expect(merged).toBe(1);
  expect(understood[0]?.draft).toMatchObject({
    ...{
      source: 'Norte CERT · Norte phishing',
      note: 'Where it calls',
      tlp: 'green',
      severity: 'high',
    },
  });
  const of = (value: string) => understood.find(({ draft }) => draft.value === value);
  expect(of('Global\\norte')?.draft.tlp).toBe('red');
  expect(of('invoice@norte-billing.example')).toMatchObject({
    ...{ isMeant: false, remarks: ['its author does not mean it for detection (to_ids is off)'] },
  });
  expect(refused.map(({ text, reason }) => [text, reason])).toEqual([
    ['https://cert.example/report', 'the type link is not sought in events here'],
    ['Seen in three companies', 'the type text is not sought in events here'],
    ['rule x { condition: true }', 'the type yara is not sought in events here'],
    ['48128', 'the type size-in-bytes is not sought in events here'],
  ]);
});

test.each([
  ['an answer of the API', (one: unknown) => ({ response: [one] })],
  ['several events', (one: unknown) => [one, one]],
  ['an event on its own', (one: unknown) => (one as { Event: unknown }).Event],
  [
    'attributes alone',
    (one: unknown) => ({
      response: { Attribute: (one as { Event: { Attribute: unknown } }).Event.Attribute },
    }),
  ],
])('%s', (_, wrap) => {
  const reading = readIndicators(JSON.stringify(wrap(JSON.parse(event))));
  expect(reading.format).toBe('misp');
  expect(reading.understood.map(({ draft }) => draft.value)).toContain('203.0.113.77');
});

test('attributes of objects are what their place in the object says', () => {
  const inObject = (
    name: string,
    relations: Readonly<Record<string, readonly [string, string]>>,
  ) => ({
    name,
    Attribute: Object.entries(relations).map(([relation, [type, value]]) => ({
      ...{ object_relation: relation, type, value, to_ids: true },
    })),
  });
  const sample = 'm.exe|56565656565656565656565656565656';
  const sought = {
    Event: {
      Attribute: [
        { type: 'malware-sample', value: sample },
        { type: 'email-attachment', value: 'invoice.docm' },
      ],
      Object: [
        inObject('file', {
          ...{ path: ['text', 'C:\\Temp'], fullpath: ['text', 'C:\\Temp\\obj.exe'] },
          'malware-sample': ['malware-sample', 'n.exe|57575757575757575757575757575757'],
          state: ['text', 'Malicious'],
        }),
        inObject('process', {
          ...{ name: ['text', 'proc.exe'], image: ['filename', 'C:\\p\\proc.exe'] },
          'command-line': ['text', 'cmd /c x'],
        }),
        inObject('user-account', {
          ...{ username: ['text', 'evilu'], 'user-id': ['text', 'S-1-5-21-1-2-3-500'] },
        }),
        inObject('mutex', { name: ['mutex', 'Global\\norte'] }),
        inObject('other', { name: ['text', 'x'] }),
      ],
    },
  };
  const { understood, refused } = readIndicators(JSON.stringify(sought));
  expect(understood.map(({ draft: { type, value } }) => [type, value])).toEqual([
    ['filename', 'm.exe'],
    ['md5', '56'.repeat(16)],
    ['filename', 'invoice.docm'],
    ['filepath', 'C:\\Temp'],
    ['filepath', 'C:\\Temp\\obj.exe'],
    ['filename', 'n.exe'],
    ['md5', '57'.repeat(16)],
    ['process', 'proc.exe'],
    ['process', 'C:\\p\\proc.exe'],
    ['commandline', 'cmd /c x'],
    ['username', 'evilu'],
    ['sid', 'S-1-5-21-1-2-3-500'],
    ['mutex', 'Global\\norte'],
  ]);
  expect(refused.map(({ reason }) => reason)).toEqual([
    'the type text (state) is not sought in events here',
    'the type text (name) is not sought in events here',
  ]);
});

test('hostile events: wrong kinds of everything, names of the language itself, deleted attributes', () => {
  const hostile = {
    Event: {
      ...{ info: 5, Tag: 'x', Orgc: null, threat_level_id: { a: 1 } },
      Attribute: [
        ...[
          null,
          5,
          [],
          { type: 'ip-dst' },
          { type: '__proto__', value: 'x' },
          { type: 'constructor', value: 'x' },
        ],
        { type: 'ip-dst', value: '203.0.113.1', deleted: true },
        { type: 'ip-dst', value: 'not-an-address' },
        { type: 'ip-dst', value: '203.0.113.2', to_ids: 'maybe', Tag: 5 },
      ],
      Object: [
        null,
        { Attribute: 'x' },
        { deleted: '1', Attribute: [{ type: 'md5', value: 'ab'.repeat(16) }] },
      ],
    },
    __proto__: { polluted: true },
  };
  const { understood, refused } = readIndicators(JSON.stringify(hostile));
  expect(understood.map(({ draft }) => draft.value)).toEqual(['203.0.113.2']);
  expect(refused.map(({ reason }) => reason)).toEqual([
    ...Array.from({ length: 4 }, () => 'it is no attribute with type and value'),
    'the type __proto__ is not sought in events here',
    'the type constructor is not sought in events here',
    'it was deleted in MISP',
    'not-an-address is no address or network',
    'it is no MISP object',
    'it was deleted in MISP',
  ]);
});

test('a text that is not of the chosen kind is told in words', () => {
  for (const format of ['stix', 'misp'] as const)
    expect(() => readIndicators('{"a": 1}', { format, roles: null })).toThrow('This is no');
});

test('a domain with a star is read as a list reads it, and told', () => {
  const attributes = [
    { type: 'domain', value: '*.evil.example' },
    { type: 'domain|ip', value: '*[.]cdn.example|203.0.113.9' },
    { type: 'hostname', value: 'ws*' },
  ];
  const { understood } = readIndicators(JSON.stringify({ Event: { Attribute: attributes } }));
  expect(
    understood.map(({ draft: { type, mode, value }, remarks }) => [type, mode, value, remarks]),
  ).toEqual([
    ['domain', 'literal', 'evil.example', ['met with its subdomains, and by itself']],
    ['domain', 'literal', 'cdn.example', ['met with its subdomains, and by itself']],
    ['ip', 'literal', '203.0.113.9', []],
    ['hostname', 'wildcard', 'ws*', ['its * is read as a wildcard']],
  ]);
});
