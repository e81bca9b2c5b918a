/** Nothing that nobody can mistake is lost, whatever stands around it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIndicators } from '@shared/ioc/reading/read-indicators';
import type { IndicatorReading } from '@shared/model/indicator-reading';

const hex = (digits: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: digits, maxLength: digits });
const octet = fc.integer({ min: 1, max: 254 });
const name = fc.string({ unit: fc.constantFrom(...'bcdfghklmnprst'), minLength: 4, maxLength: 9 });
const host = fc
  .tuple(name, fc.constantFrom('com', 'net', 'example', 'ru'))
  .map((all) => all.join('.'));

interface Written {
  readonly value: string;
  readonly written: string;
}
const plain = (value: string): Written => ({ value, written: value });

const sure: fc.Arbitrary<Written> = fc.oneof(
  ...[32, 40, 64, 128].map((digits) => hex(digits).map(plain)),
  fc.tuple(octet, octet, octet, octet).map((all) => plain(all.join('.'))),
  fc.tuple(octet, octet).map(([one, two]) => plain(`2001:db8:${one.toString(16)}::${two}`)),
  fc.tuple(host, name).map(([one, path]) => plain(`https://${one}/${path}.php`)),
  host.map(plain),
  host.map((value) => ({ value, written: value.replaceAll('.', '[.]') })),
  fc.tuple(host, name).map(([one, path]) => ({
    value: `http://${one}/${path}`,
    written: `hxxp://${one.replaceAll('.', '[.]')}/${path}`,
  })),
  fc.tuple(name, host).map(([one, at]) => plain(`${one}@${at}`)),
  fc
    .tuple(fc.constantFrom('HKLM', 'HKCU', 'HKEY_LOCAL_MACHINE'), name, name)
    .map(([root, one, two]) => plain(`${root}\\Software\\${one}\\${two}`)),
  fc
    .tuple(name, name, fc.constantFrom('.exe', '.dll', '.ps1', ''))
    .map(([folder, file, ending]) => plain(`C:\\${folder}\\${file}${ending}`)),
  fc.tuple(fc.constantFrom('C:', 'HKLM', 'HKCU'), name, name).map((parts) => ({
    value: parts.join('\\'),
    written: parts.join('\\\\'),
  })),
);
const word = fc.constantFrom(
  ...[
    'loader',
    'C2 server',
    'seen on',
    'high',
    'WS01',
    'evil.exe',
    'a.exe',
    'Global\\Mtx',
    'LAB\\bob',
  ],
  ...[
    'cmd.exe /c whoami',
    'powershell -enc',
    'and',
    'Updater',
    '2026-01-01',
    'the quick brown fox is',
  ],
  ...[
    'MD5:',
    'SHA256',
    'IP:',
    'Path:',
    'Mutex:',
    'User:',
    'Service:',
    'Process:',
    'Command:',
    'C2:',
  ],
  ...['Files:', 'Hosts:', 'path=', 'name=', 'Registry:', 'Imphash:', 'SHA512:', 'x'],
);
const separator = fc.constantFrom(
  ...[' ', '  ', '\t', ', ', ',', '; ', ';', ' | ', '|', ' - ', ' – ', ' -> ', ' => ', ': ', ' = '],
  ...[
    '="',
    '" ',
    ' (',
    ') ',
    ' [',
    '] ',
    ' "',
    "' ",
    ' `',
    '` ',
    ' <',
    '> ',
    ' # ',
    ' // ',
    ' and ',
  ],
  ...[' “', '” ', ' «', '» ', ' ‘', '’ ', '; “', '”, '],
);
/** As comments and numbered lines begin, and as sentences and rows end. */
const beginning = fc.constantFrom('', '', '', '#', '# ', '#1 ', '#Tag ');
const ending = fc.constantFrom('', '', '', '.', ';', ',', ':', '!', '”', '’');

/** Lines of at least one such value. */
const line = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 2, arbitrary: sure },
        word.map((one) => ({ value: null, written: one })),
      ),
      separator,
    ),
    { minLength: 1, maxLength: 5 },
  )
  .chain((parts) => fc.tuple(fc.constant(parts), beginning, ending))
  .map(([parts, before, behindAll]) => ({
    // Such a sign may as well begin an address of mail.
    text: `${parts[0]?.[0].written.includes('@') === true ? '' : before}${parts
      .map(({ 0: { written }, 1: behind }, at) => {
        // A link may end in such a sign.
        const between = written.includes('://') ? behind.replace('=', ' = ') : behind;
        return written + (at < parts.length - 1 ? between : '');
      })
      .join('')}${behindAll}`,
    values: parts.flatMap(([{ value }]) => value ?? []),
  }));

/** What may be no part of it, as a remark says it. */
const endOf = (behind: string): string => behind.replace(/^[\s,;|:]+/, '').slice(0, 60);

const refanged = (text: string): string =>
  undoubled(text.replaceAll('[.]', '.').replaceAll('hxxp', 'http'));
const undoubled = (text: string): string => text.replaceAll('\\\\', '\\');

/** What of the values is neither an indicator exactly nor named by a remark or refusal. */
function lostIn({ understood, refused }: IndicatorReading, values: readonly string[]): string[] {
  const listed = new Set(understood.map(({ draft }) => undoubled(draft.value).toLowerCase()));
  const told = [
    ...understood.flatMap(({ remarks }) => remarks),
    ...refused.flatMap(({ text, reason }) => [text, reason]),
  ];
  return values.filter(
    (value) =>
      !listed.has(value.toLowerCase()) &&
      !told.some((text) => refanged(text).includes(value)) &&
      !understood.some(({ draft, remarks }) => {
        const whole = undoubled(draft.value);
        const end = whole.startsWith(value) ? endOf(whole.slice(value.length)) : '';
        return end !== '' && remarks.some((one) => undoubled(one).includes(end));
      }),
  );
}

test('whatever is sure is an indicator exactly, or is named, in any line', () => {
  fc.assert(
    fc.property(line, ({ text, values }) => {
      expect(lostIn(readIndicators(text, { format: 'list', roles: null }), values), text).toEqual(
        [],
      );
    }),
    { numRuns: 3_000, seed: 24 },
  );
});

const headings = [
  'Mutexes:',
  'Users:',
  'Services:',
  'Paths:',
  'Processes:',
  'MD5',
  'Imphash:',
  'Domains:',
];
test('nor is it under any heading', () => {
  fc.assert(
    fc.property(fc.constantFrom(...headings), line, (heading, { text, values }) => {
      const reading = readIndicators(`${heading}\n${text}`, { format: 'list', roles: null });
      expect(lostIn(reading, values), text).toEqual([]);
    }),
    { numRuns: 2_000, seed: 24 },
  );
});

const named = fc.constantFrom(
  ...[
    'ips',
    'mutexes',
    'value',
    'type',
    'description',
    'reference',
    'tags',
    'foo',
    'users',
    'source',
  ],
  ...[
    'note',
    'hash',
    'md5',
    'name',
    'url',
    'NetworkIP',
    'hosts',
    'commands',
    'score',
    'files',
    'sids',
  ],
);
const said = fc.tuple(word, sure, word).map(([before, { value, written }, behind]) => ({
  value,
  written: `${before} ${written} ${behind}`,
}));
const leaf = fc.oneof(
  sure,
  said,
  word.map((one) => ({ value: null, written: one })),
);

/** JSON, and every sure value of its texts. */
const tree = fc.letrec<{ value: { json: unknown; values: string[] } }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf.map(({ value, written }) => ({ json: written, values: value === null ? [] : [value] })),
    fc.array(tie('value'), { maxLength: 3 }).map((all) => ({
      json: all.map(({ json }) => json),
      values: all.flatMap(({ values }) => values),
    })),
    fc.dictionary(named, tie('value'), { maxKeys: 4 }).map((all) => ({
      json: Object.fromEntries(Object.entries(all).map(([key, { json }]) => [key, json])),
      values: Object.values(all).flatMap(({ values }) => values),
    })),
  ),
})).value;

test('nor is it in JSON, wherever it stands', () => {
  fc.assert(
    fc.property(tree, ({ json, values }) => {
      const text = JSON.stringify({ iocs: json });
      expect(lostIn(readIndicators(text, { format: 'json', roles: null }), values), text).toEqual(
        [],
      );
    }),
    { numRuns: 2_000, seed: 24 },
  );
});

const cellText = (text: string): string => `"${text.replaceAll('"', '""')}"`;
test('nor is it in a table, under whatever heading', () => {
  const rows = fc
    .uniqueArray(named, { minLength: 2, maxLength: 5 })
    .chain((names) =>
      fc.tuple(
        fc.constant(names),
        fc.array(leaf, { minLength: names.length, maxLength: names.length }),
      ),
    );
  fc.assert(
    fc.property(rows, ([names, cells]) => {
      const text = [names, cells.map(({ written }) => written)]
        .map((row) => row.map(cellText).join(','))
        .join('\n');
      const values = cells.flatMap(({ value }) => value ?? []);
      expect(lostIn(readIndicators(text, { format: 'csv', roles: null }), values), text).toEqual(
        [],
      );
    }),
    { numRuns: 2_000, seed: 24 },
  );
});

/** Between quotation marks that belong to two values stands one name, which may be a key or a folder with blanks. */
const MAY_BE_QUOTED = /[`"[\]]|[“«‘](?:HK|C:)[^”»’]*\s[^”»’]*[”»’]/;
test('nor is it in a report', () => {
  fc.assert(
    fc.property(
      line.filter(({ text }) => !MAY_BE_QUOTED.test(text)),
      ({ text, values }) => {
        expect(
          lostIn(readIndicators(text, { format: 'report', roles: null }), values),
          text,
        ).toEqual([]);
      },
    ),
    { numRuns: 2_000, seed: 24 },
  );
});
