import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIndicators } from '@shared/ioc/reading/read-indicators';
import { csvRows } from '@shared/text/csv-rows';
import { CSV_HEADING, indicatorCsvRow } from '@shared/ioc/writing/indicator-csv';
import { INDICATOR_TYPES, type IndicatorDraft, NO_FACTS, TLPS } from '@shared/model/indicator';
import { LEVELS } from '@shared/model/level';

const AS_LIST = { format: 'list', roles: null } as const;

test('one value a line, comments and blank lines left out, line numbers kept', () => {
  const reading = readIndicators('\ufeff# list\r\n\r\n"hxxp://evil[.]com",\n10.1.1.1\n');
  expect(reading).toMatchObject({ format: 'list', refused: [], table: null, merged: 0 });
  expect(reading.understood).toMatchObject([
    { place: 'line 3', draft: { type: 'url', value: 'http://evil.com', mode: 'literal' } },
    { place: 'line 4', draft: { type: 'ip', value: '10.1.1.1' } },
  ]);
});

test('the same value again is one indicator', () => {
  const { understood, merged } = readIndicators(
    'EVIL.example\nevil.example\n10.0.0.1\n::ffff:10.0.0.1',
  );
  expect(understood.map(({ draft }) => draft.value)).toEqual(['EVIL.example', '10.0.0.1']);
  expect(merged).toBe(2);
});

test('CSV by its heading, quotes and all, each bad line told', () => {
  const rows = [
    'value,type,note,mode',
    '"a,""b""",text,first,substring',
    'x,nonsense,,',
    'x,text,,nonsense',
    '(,regex,,',
    '10.1.1.1,,second,',
  ];
  const { format, understood, refused, table } = readIndicators(rows.join('\n'));
  expect(format).toBe('csv');
  expect(table).toEqual({
    names: ['value', 'type', 'note', 'mode'],
    roles: { value: 0, type: 1, note: 2, mode: 3 },
    typed: [],
  });
  expect(understood.map(({ draft }) => draft)).toMatchObject([
    { type: 'text', value: 'a,"b"', mode: 'substring', note: 'first' },
    { type: 'ip', value: '10.1.1.1', note: 'second' },
  ]);
  expect(refused).toMatchObject([
    { place: 'line 3', reason: 'unknown type nonsense' },
    { place: 'line 4', reason: 'unknown mode nonsense' },
    { place: 'line 5' },
  ]);
});

test('a table with headings of others is read once its columns are named', () => {
  const text = 'Erkannt;Wert;Quelle;TLP;bis\nja;evil[.]example;Blatt 3;amber;2027-01-01\nja;;x;;\n';
  const { understood, refused, table } = readIndicators(text, {
    format: 'csv',
    roles: { value: 1, source: 2, tlp: 3, validUntil: 4 },
  });
  expect(table?.names).toEqual(['Column 1', 'Column 2', 'Column 3', 'Column 4', 'Column 5']);
  expect(understood).toMatchObject([
    {
      draft: { value: 'Wert' },
      remarks: ['tlp "TLP" is not understood', 'validUntil "bis" is not understood'],
    },
    {
      draft: {
        ...{ type: 'domain', value: 'evil.example', source: 'Blatt 3', tlp: 'amber' },
        validUntil: '2027-01-01T00:00:00.0000000Z',
      },
    },
  ]);
  expect(refused).toEqual([
    { place: 'line 3', text: 'ja, , x, , ', reason: 'the row has no value' },
  ]);
});

test('a cell over several lines, and a quotation mark that is never closed', () => {
  const text = 'value,note\n10.0.0.1,"two\nlines"\n10.0.0.2,"open\n10.0.0.3,fine\n10.0.0.4,fine\n';
  const { understood, refused } = readIndicators(text);
  expect(understood.map(({ place, draft }) => [place, draft.value, draft.note])).toEqual([
    ['line 2', '10.0.0.1', 'two\nlines'],
    ['line 5', '10.0.0.3', 'fine'],
    ['line 6', '10.0.0.4', 'fine'],
  ]);
  expect(refused).toMatchObject([{ place: 'line 4', reason: 'a quotation mark is not closed' }]);
});

const fact = fc.string({
  unit: fc.constantFrom(
    ...['a', '"', ',', '\n', '\t', '=', '-', "'", ' ', 'ß', ';', '*', ':', '#'],
    ...['[.]', '(at)', '[:]', 'hxxp', '\u200b', '.', '/', '1'],
  ),
  maxLength: 8,
});
const draft: fc.Arbitrary<IndicatorDraft> = fc
  .record({
    ...{ type: fc.constantFrom(...INDICATOR_TYPES), note: fact, source: fact },
    value: fact.map((text) => `${text}x.example`),
    mode: fc.constantFrom('literal', 'substring', 'wildcard'),
    confidence: fc.option(fc.integer({ min: 0, max: 100 })),
    tlp: fc.option(fc.constantFrom(...TLPS)),
    severity: fc.option(fc.constantFrom(...LEVELS)),
    validUntil: fc.option(fc.constant('2027-01-05T08:30:00.0000000Z')),
    active: fc.boolean(),
  } as const)
  .filter(({ type }) => !['ip', 'md5', 'sha1', 'sha256', 'imphash', 'regex'].includes(type));

test('what is exported as CSV comes back as it was, and no spreadsheet takes a formula from it', () => {
  fc.assert(
    fc.property(draft, (one) => {
      const row = indicatorCsvRow(one);
      for (const { cells } of csvRows(row, ','))
        for (const cell of cells) expect(cell).not.toMatch(/^[\s"]*[=+@-]/);
      const { understood, refused } = readIndicators(CSV_HEADING + row);
      expect(refused).toEqual([]);
      expect(understood.map((found) => found.draft)).toEqual([{ ...one, value: one.value.trim() }]);
    }),
    { numRuns: 300 },
  );
});

test('only what can be defanged is re-fanged', () => {
  const csv = [
    'type,value,mode',
    `commandline,-split '[.]',`,
    'text,hxxp://x (at) y,literal',
    'text,(at),substring',
    'domain,evil[.]example,',
    'url,hxxps://evil[.]example/a,literal',
    'registry,HKLM:\\Software\\x[.]y,',
    'useragent,a[.]b,',
  ].join('\n');
  expect(readIndicators(csv).understood.map(({ draft: one }) => one.value)).toEqual([
    ...["-split '[.]'", 'hxxp://x (at) y', '(at)', 'evil.example', 'https://evil.example/a'],
    ...['HKLM\\Software\\x[.]y', 'a[.]b'],
  ]);
  const list = readIndicators(`powershell -split '[.]'\nevil[.]example\n`);
  expect(list.understood.map(({ draft: one }) => [one.type, one.value])).toEqual([
    ['commandline', "powershell -split '[.]'"],
    ['domain', 'evil.example'],
  ]);
});

test('a table of ours that looks defanged is kept as it is, with a remark', () => {
  const row = indicatorCsvRow({
    ...{ ...NO_FACTS, type: 'url', value: 'http://a.example/?e=[.]', mode: 'literal' },
    active: true,
  });
  const [found] = readIndicators(CSV_HEADING + row).understood;
  expect(found?.draft.value).toBe('http://a.example/?e=[.]');
  expect(found?.remarks).toEqual(['it looks defanged, and is sought as it is written']);
});

test.each<readonly [string, readonly (readonly [string, string, string, string])[]]>([
  ['*.evil.example', [['domain', 'evil.example', 'literal', '']]],
  ['.evil.example', [['domain', 'evil.example', 'literal', '']]],
  ['evil-*.example', [['domain', 'evil-*.example', 'wildcard', '']]],
  ['10.1.*.*', [['ip', '10.1.*.*', 'wildcard', '']]],
  ['C:\\Users\\*\\a.exe', [['filepath', 'C:\\Users\\*\\a.exe', 'wildcard', '']]],
  ['evil.example:8080', [['domain', 'evil.example', 'literal', '']]],
  ['10.0.0.1:443', [['ip', '10.0.0.1', 'literal', '']]],
  ['[2001:db8::1]:443', [['ip', '2001:db8::1', 'literal', '']]],
  ['evil.example/path', [['url', 'evil.example/path', 'literal', '']]],
  ['evil[.]example # C2 server', [['domain', 'evil.example', 'literal', 'C2 server']]],
  ['evil.example (C2)', [['domain', 'evil.example', 'literal', 'C2']]],
  ['- evil.example', [['domain', 'evil.example', 'literal', '']]],
  [`SHA256: ${'ab'.repeat(32)}`, [['sha256', 'ab'.repeat(32), 'literal', '']]],
  [`md5=${'ab'.repeat(16)}`, [['md5', 'ab'.repeat(16), 'literal', '']]],
  [`Imphash: ${'ab'.repeat(16)}`, [['imphash', 'ab'.repeat(16), 'literal', '']]],
  ['Hostname: ws1.lab.example', [['hostname', 'ws1.lab.example', 'literal', '']]],
  ['User: bob smith', [['username', 'bob smith', 'literal', '']]],
  ['C2: evil.example', [['domain', 'evil.example', 'literal', 'C2']]],
  ['HKLM:\\Software\\Norte', [['registry', 'HKLM\\Software\\Norte', 'literal', '']]],
  ['Computer\\HKEY_USERS\\x', [['registry', 'HKEY_USERS\\x', 'literal', '']]],
  ['Global\\norte', [['mutex', 'Global\\norte', 'literal', '']]],
  ['svchost.exe -k x', [['commandline', 'svchost.exe -k x', 'literal', '']]],
  ['foo\u200bbar.example', [['domain', 'foobar.example', 'literal', '']]],
  ['evil (dot) example', [['domain', 'evil.example', 'literal', '']]],
  ['evil\\.com', [['domain', 'evil.com', 'literal', '']]],
  ['https:\\\\evil.com\\x', [['url', 'https://evil.com/x', 'literal', '']]],
  ['C:\\Program Files (x86)\\a', [['filepath', 'C:\\Program Files (x86)\\a', 'literal', '']]],
  ['C:\\Program Files (x86)', [['filepath', 'C:\\Program Files (x86)', 'literal', '']]],
  ['C:\\a - b\\c.exe', [['filepath', 'C:\\a - b\\c.exe', 'literal', '']]],
  ['C:\\a\\c.exe - loader', [['filepath', 'C:\\a\\c.exe', 'literal', 'loader']]],
  ['C:\\a,b.exe', [['filepath', 'C:\\a,b.exe', 'literal', '']]],
  [
    'a.example, b.example; 10.0.0.1',
    [
      ['domain', 'a.example', 'literal', ''],
      ['domain', 'b.example', 'literal', ''],
      ['ip', '10.0.0.1', 'literal', ''],
    ],
  ],
  [
    'IPs: 10.0.0.1 10.0.0.2 # both',
    [
      ['ip', '10.0.0.1', 'literal', 'IPs: both'],
      ['ip', '10.0.0.2', 'literal', 'IPs: both'],
    ],
  ],
  ['tar.exe -- -xf a', [['commandline', 'tar.exe -- -xf a', 'literal', '']]],
  ['cmd.exe - /c whoami', [['commandline', 'cmd.exe - /c whoami', 'literal', '']]],
  ['curl.exe - < x', [['commandline', 'curl.exe - < x', 'literal', '']]],
  ['setup.exe - dropper', [['filename', 'setup.exe', 'literal', 'dropper']]],
  ['\\??\\C:\\Temp\\a.exe', [['filepath', '\\??\\C:\\Temp\\a.exe', 'literal', '']]],
  ['\\\\?\\C:\\Temp\\a.exe', [['filepath', '\\\\?\\C:\\Temp\\a.exe', 'literal', '']]],
  ['EVIL.example.', [['domain', 'EVIL.example', 'literal', '']]],
  ['evil.example/', [['domain', 'evil.example', 'literal', '']]],
  ['evil.example:8080/', [['domain', 'evil.example', 'literal', '']]],
  ['evil.example/a/', [['url', 'evil.example/a/', 'literal', '']]],
  ['10.0.0.1/', [['ip', '10.0.0.1', 'literal', '']]],
  ['//evil.example/x', [['url', 'evil.example/x', 'literal', '']]],
  ['//evil.example', [['domain', 'evil.example', 'literal', '']]],
  ['//srv01/share/a.exe', [['text', '//srv01/share/a.exe', 'literal', '']]],
  ['// evil.example', [['domain', 'evil.example', 'literal', '// evil.example']]],
  ['//comment', []],
  ['evil.example:443\tC2\tnew', [['domain', 'evil.example', 'literal', 'C2 new']]],
  ['Hostname:\tws1.lab.example', [['hostname', 'ws1.lab.example', 'literal', '']]],
  ['cmd.exe\t/c whoami', [['commandline', 'cmd.exe\t/c whoami', 'literal', '']]],
  [`${'ab'.repeat(16)} of the loader`, [['md5', 'ab'.repeat(16), 'literal', 'of the loader']]],
  [
    '10.0.0.1\tevil.example\tC2',
    [
      ['ip', '10.0.0.1', 'literal', 'C2'],
      ['domain', 'evil.example', 'literal', 'C2'],
    ],
  ],
  [
    '2026-01-01\tevil.example\tC:\\a b\\c.exe',
    [
      ['domain', 'evil.example', 'literal', '2026-01-01'],
      ['filepath', 'C:\\a b\\c.exe', 'literal', '2026-01-01'],
    ],
  ],
  [
    'evil.example - 10.0.0.1 (C2)',
    [
      ['domain', 'evil.example', 'literal', 'C2'],
      ['ip', '10.0.0.1', 'literal', 'C2'],
    ],
  ],
  [
    'LAB\\bob,LAB\\eve',
    [
      ['username', 'LAB\\bob', 'literal', ''],
      ['username', 'LAB\\eve', 'literal', ''],
    ],
  ],
  ['fd12:3456:789a::1', [['ip', 'fd12:3456:789a::1', 'literal', '']]],
  ['"dead:beef::1"', [['ip', 'dead:beef::1', 'literal', '']]],
  ['- fdaa:bbbb:cccc::/48', [['ip', 'fdaa:bbbb:cccc::/48', 'literal', '']]],
  ['C2 2001:db8::1', [['ip', '2001:db8::1', 'literal', 'C2']]],
  ['scanner 2a00:1450:4001:81b::200e', [['ip', '2a00:1450:4001:81b::200e', 'literal', 'scanner']]],
  ['C2: fd12::1', [['ip', 'fd12::1', 'literal', 'C2']]],
  ['C2 10.0.0.1 (new)', [['ip', '10.0.0.1', 'literal', 'C2 (new)']]],
  ['ping 10.0.0.1', [['commandline', 'ping 10.0.0.1', 'literal', '']]],
  [
    'HKLM\\Software\\Norte\\Run # persistence',
    [['registry', 'HKLM\\Software\\Norte\\Run', 'literal', 'persistence']],
  ],
  [
    'C:\\ProgramData\\Norte // dropper folder',
    [['filepath', 'C:\\ProgramData\\Norte', 'literal', 'dropper folder']],
  ],
  ['C:\\Norte # of C:\\a.exe', [['filepath', 'C:\\Norte', 'literal', 'of C:\\a.exe']]],
  ['C:\\a # b\\c.exe', [['filepath', 'C:\\a # b\\c.exe', 'literal', '']]],
  ['\\\\.\\pipe\\norte # C2 pipe', [['pipe', '\\\\.\\pipe\\norte', 'literal', 'C2 pipe']]],
  ['cmd.exe /c whoami # recon', [['commandline', 'cmd.exe /c whoami', 'literal', 'recon']]],
  ['cmd.exe /c "a # b"', [['commandline', 'cmd.exe /c "a # b"', 'literal', '']]],
  ['ps.exe -c iex $a ; calc', [['commandline', 'ps.exe -c iex $a ; calc', 'literal', '']]],
  ['norte # tool', [['text', 'norte', 'literal', 'tool']]],
  ['regex: a # b', [['regex', 'a # b', 'regex', '']]],
  [`SHA256: ${'ab'.repeat(32)} # x`, [['sha256', 'ab'.repeat(32), 'literal', 'x']]],
])('the line %s lists what its writer means', (line, expected) => {
  const { understood, refused } = readIndicators(line, AS_LIST);
  expect(refused).toEqual([]);
  expect(
    understood.map(({ draft: { type, value, mode, note } }) => [type, value, mode, note]),
  ).toEqual(expected);
});

test('what is left out of a value stands as a remark; what can never be met is refused', () => {
  const remarksOf = (line: string) => readIndicators(line, AS_LIST).understood[0]?.remarks;
  expect(remarksOf('*.evil.example')).toEqual(['met with its subdomains, and by itself']);
  expect(remarksOf('evil.example:8080')).toEqual(['port 8080 is left out']);
  expect(remarksOf('evil-*.example')).toEqual(['its * is read as a wildcard']);
  expect(remarksOf('foo\u200bbar.example')).toEqual(['characters that show nothing are left out']);
  expect(remarksOf('EVIL.example.')).toEqual(['a dot or slash beside it is left out']);
  expect(remarksOf('HKLM\\a # b')).toEqual(['"b" is read as a comment']);
  expect(remarksOf('HKLM\\a (b)')).toEqual(['"(b)" is read as a part of it']);
  expect(remarksOf('https://a.example/b,c')).toEqual(['"c" is read as a part of it']);
  expect(remarksOf('C2 10.0.0.1')).toEqual(['the words beside it are its note']);
});

test.each([
  ...['10.0.0.1-10.0.0.20', '10.0.0.0/255.0.0.0', '10.0.0.1 - 10.0.0.9', '10.0.0.1 – 10.0.0.9'],
  ...['10.0.0.1 -- 10.0.0.9', '10.0.0.1 — 9', '10.0.0.1 to 10.0.0.9', '10[.]0.0.1 - 10[.]0.0.9'],
  ...['2001:db8::1 - 2001:db8::9', '10.0.0.1 - 10.0.0.9 (scanners)', '10.0.0.1-10.0.0.9 # x'],
  ...['IPs: 10.0.0.1 - 10.0.0.9', '- 10.0.0.1 - 10.0.0.9', 'seen\t10.0.0.1 - 10.0.0.9'],
])('a range of addresses is refused, not read as its first: %s', (line) => {
  expect(readIndicators(line)).toMatchObject({
    ...{ format: 'list', understood: [] },
    refused: [{ place: 'line 1', reason: expect.stringContaining('write networks instead') }],
  });
});

test('a range among addresses is refused alone', () => {
  const { understood, refused } = readIndicators('10.0.0.1 - 10.0.0.9, 10.0.0.20');
  expect(understood.map(({ draft: one }) => one.value)).toEqual(['10.0.0.20']);
  expect(refused.map(({ text }) => text)).toEqual(['10.0.0.1 - 10.0.0.9']);
});

const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16));
const ipv6 = fc
  .record({
    head: fc.array(group, { minLength: 1, maxLength: 5 }),
    tail: fc.array(group, { maxLength: 2 }),
  })
  .map(({ head, tail }) => `${head.join(':')}::${tail.join(':')}`);

test('an address is never cut at one of its colons, whatever stands around it', () => {
  const around = fc.constantFrom(
    ...[
      ['', ''],
      ['- ', ''],
      ['"', '"'],
      ['C2 ', ''],
      ['dst: ', ''],
      ['', ' # x'],
      ['', ', C2'],
    ],
    ...[
      ['1. ', ' (C2)'],
      ['`', '`'],
      ['[', ']:443'],
      ['new host ', ' seen'],
      ['x\t', '\ty'],
    ],
  );
  fc.assert(
    fc.property(ipv6, around, (address, [before = '', behind = '']) => {
      const { understood } = readIndicators(`${before}${address}${behind}`, AS_LIST);
      expect(understood.map(({ draft: one }) => [one.type, one.value])).toEqual([['ip', address]]);
    }),
  );
});

const SUM = 'ab'.repeat(32);
test.each([
  ...[
    `${SUM}  a.exe`,
    `${SUM} *a.exe`,
    `${SUM}\ta.exe`,
    `${SUM}, a.exe`,
    `SHA256 (a.exe) = ${SUM}`,
  ],
  ...[`a.exe ${SUM}`, `a.exe: ${SUM}`],
])('sums of files are their hash and their name: %s', (line) => {
  const { format, understood, refused } = readIndicators(`${line}\n`);
  expect([format, refused]).toEqual(['list', []]);
  const listed = understood.map(({ draft: one }) => `${one.type} ${one.value}`);
  expect(listed.toSorted()).toEqual(['filename a.exe', `sha256 ${SUM}`]);
});

test('any text is accounted for line by line, and none takes long', () => {
  const character = fc.constantFrom(
    'a',
    '1',
    '.',
    '[',
    ']',
    '"',
    ',',
    '\n',
    '\\',
    '@',
    ':',
    '/',
    '-',
    ' ',
    '%',
    '\u200b',
  );
  fc.assert(
    fc.property(fc.string({ unit: character, maxLength: 200 }), (text) => {
      const { understood, refused, merged, format } = readIndicators(text);
      if (format !== 'list') return;
      const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
      const places = [...understood, ...refused].map(({ place }) => place);
      expect(new Set(places).size).toBeLessThanOrEqual(lines.length);
      // A line may list several, none of them of less than two characters.
      expect(places.length + merged).toBeLessThanOrEqual(lines.length + text.length / 2);
    }),
    { numRuns: 500 },
  );
  for (const piece of ['[.', 'a.', '"', '(((', 'http://', 'HKLM\\', '1.', ':', 'a@', '%a%\\']) {
    const before = performance.now();
    readIndicators(piece.repeat(200_000 / piece.length));
    expect(performance.now() - before, piece).toBeLessThan(3_000);
  }
});
