/**
 * Hunting with the index held to hunting without it: every indicator's own test on every text. Values and
 * indicators are made of the same few pieces, with what the foldings rewrite, join and take out among them.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IndicatorIndex } from '@shared/ioc/indicator-index';
import { compileIndicator } from '@shared/ioc/indicator-test';
import { TextViews } from '@shared/ioc/text-views';
import type { FieldValue } from '@shared/model/event';
import { indicatorId } from '@shared/model/ids';
import {
  type SoughtIndicator,
  INDICATOR_TYPES,
  type IndicatorHit,
  MATCH_MODES,
  RAW_TEXT,
} from '@shared/model/indicator';
import { hitsOf } from './hits-of';

const PIECES = [
  ...[
    'evil',
    'EVIL',
    '.exe',
    '.com',
    'a',
    'k',
    's',
    'K',
    '\u017f',
    'İ',
    'Σ',
    'ς',
    'ß',
    '😀',
    '\ud800',
  ],
  ...[
    '\\',
    '/',
    '\\\\',
    '\\??\\',
    '\\?\\',
    '?',
    '*',
    ':',
    'c:',
    'C:\\',
    '"',
    "'",
    ' ',
    '  ',
    '\t',
    '\n',
  ],
  ...[
    '\\Device\\HarddiskVolume3',
    'HKLM',
    'HKEY_LOCAL_MACHINE',
    '\\REGISTRY\\MACHINE',
    'hku',
    '_users',
    'HKLM:',
    'HKCU\\',
    'HKU\\S-1-5-21-1-2-3-1001\\',
    'S-1-5-21-1_Classes\\',
    'Software\\Classes\\',
    'CurrentControlSet\\',
    'ControlSet001\\',
    '%APPDATA%\\',
    'AppData\\Roaming\\',
    'registry::',
    'Microsoft.PowerShell.Core\\',
  ],
  ...[
    '10.1.1.1',
    '::ffff:',
    '10.',
    ':',
    '0a01:0101',
    '/16',
    '@',
    'lab',
    '-',
    '_',
    '%',
    '(',
    ')',
    '|',
    '+',
  ],
  ...['ab'.repeat(16), 'u', '\\u0065', '\u0000', '\u200b', 'pipe\\', 'Named'],
];
const text = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 7 })
  .map((pieces) => pieces.join(''));
/** Half of the values sought are cut out of a text they are sought in. */
const drafts = fc.array(
  fc.record({
    type: fc.constantFrom(...INDICATOR_TYPES),
    mode: fc.constantFrom(...MATCH_MODES),
    value: text,
    cut: fc.option(fc.record({ from: fc.nat(9), start: fc.nat(20), length: fc.nat(20) })),
  }),
  { minLength: 1, maxLength: 8 },
);
type Drafts = typeof drafts extends fc.Arbitrary<infer Some> ? Some : never;

const indicatorsOf = (some: Drafts, texts: readonly string[]): SoughtIndicator[] =>
  some.map(({ type, mode, value, cut }, at) => {
    const from = cut === null ? '' : (texts[cut.from % Math.max(1, texts.length)] ?? '');
    const piece = cut === null ? value : from.slice(cut.start, cut.start + cut.length);
    return { ...{ id: indicatorId(at + 1), active: true }, type, mode, value: piece };
  });
const value: fc.Arbitrary<FieldValue> = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.constant(null),
  fc.array(fc.oneof(text, fc.constant(null)), { maxLength: 3 }),
);

/** For each indicator the fields it stands in, with the span in the first text; accounts left aside. */
function plainHits(
  sought: readonly SoughtIndicator[],
  values: readonly FieldValue[],
  rawTexts: readonly string[],
): string[] {
  return sought.flatMap((indicator) => {
    const compiled = compileIndicator(indicator);
    if (!compiled.ok) return [];
    const spanIn = (one: string): string | null => {
      const span = compiled.test(new TextViews(one));
      return span === null ? null : `${one}@${span.start}-${span.end}`;
    };
    const first = (texts: readonly (string | null)[]): string | undefined =>
      texts.map((one) => (one === null ? null : spanIn(one))).find((span) => span !== null) ??
      undefined;
    const fields = values.flatMap((one, at) => {
      const span = first(typeof one === 'string' ? [one] : (one ?? []));
      return span === undefined ? [] : [`F${at}:${span}`];
    });
    const raw = fields.length > 0 ? undefined : first(rawTexts);
    const all = raw === undefined ? fields : [`${RAW_TEXT}:${raw}`];
    return all.length === 0 ? [] : [`${indicator.id} ${all.join(' ')}`];
  });
}

const told = ({ indicatorId: id, matches }: IndicatorHit): string =>
  `${id} ${matches.map((one) => `${one.field}:${one.value}@${one.start}-${one.end}`).join(' ')}`;

test('the index leaves out no indicator that stands in a text', () => {
  let found = 0;
  fc.assert(
    fc.property(
      drafts,
      fc.array(value, { maxLength: 4 }),
      fc.array(text, { maxLength: 3 }),
      (some, values, rawTexts) => {
        const texts = [...values.flat(), ...rawTexts].filter((one) => one !== null);
        const sought = indicatorsOf(some, texts);
        const event = { names: values.map((_, at) => `F${at}`), values };
        const hits = hitsOf(sought, event, rawTexts);
        found += hits.length;
        // An empty text beside the fields says nothing.
        const said = rawTexts.filter((text) => text !== '');
        expect(hits.map(told).toSorted()).toEqual(plainHits(sought, values, said).toSorted());
      },
    ),
    { numRuns: 8_000 },
  );
  expect(found).toBeGreaterThan(1_000);
});

test.each([0, 1, 2])('neither where more than %i paths or keys are alike', (mostAlike) => {
  let found = 0;
  fc.assert(
    fc.property(drafts, fc.array(text, { minLength: 1, maxLength: 4 }), (some, texts) => {
      const compiled = indicatorsOf(some, texts).flatMap((one) => {
        const made = compileIndicator(one);
        return made.ok ? [made] : [];
      });
      const index = new IndicatorIndex(
        compiled.map(({ sought }) => sought),
        mostAlike,
      );
      for (const one of texts) {
        const candidates = new Set(index.candidates(new TextViews(one)));
        compiled.forEach(({ test: isMet, testName = isMet, sought }, owner) => {
          const views = new TextViews(one);
          if (isMet(views) === null && testName(views) === null) return;
          if (sought.by === 'stretch') found++;
          expect(candidates.has(owner)).toBe(true);
        });
      }
    }),
    { numRuns: 4_000 },
  );
  expect(found).toBeGreaterThan(500);
});

test('hundreds of paths that are alike take nothing away from a command line', () => {
  const alike = Array.from({ length: 600 }, (_, at) => `C:\\ProgramData\\x${at}.e`);
  const sought = [
    ...alike.map((value) => ({ type: 'filepath', mode: 'literal', value }) as const),
    { type: 'commandline', mode: 'literal', value: 'cmd.exe /c cd C:\\ProgramData' } as const,
    { type: 'commandline', mode: 'wildcard', value: '*cd C:\\ProgramData /x*' } as const,
  ].map((one, at): SoughtIndicator => ({ ...one, id: indicatorId(at + 1), active: true }));
  const ids = (text: string): number[] =>
    hitsOf(sought, { names: ['F'], values: [text] }).map(({ indicatorId: id }) => id);
  expect(ids('cmd.exe  /c cd C:\\ProgramData')).toEqual([601]);
  expect(ids('x  cd   C:\\ProgramData   /x')).toEqual([602]);
});

test('a hive that is the whole text is found in the record as it is written', () => {
  const sought = { type: 'registry', mode: 'substring', active: true } as const;
  for (const [value, text] of [
    ['k', '\\REGISTRY\\MACHINE'],
    ['hku', '\\registry\\user'],
    ['hklm\\a', '\\REGISTRY\\MACHINE\\a'],
  ] as const) {
    const event = { names: [], values: [] };
    expect(hitsOf([{ ...sought, value, id: indicatorId(1) }], event, [text])).toHaveLength(1);
  }
});

test('an expression finds what its engine takes for an ASCII letter', () => {
  // RE2 folds the long s and the Kelvin sign to s and k (Unicode simple case folding).
  const sought = { type: 'regex', mode: 'regex', value: 'mask', active: true } as const;
  for (const text of ['ma\u017fk', 'mas\u212a', 'MASK'])
    expect(
      hitsOf([{ ...sought, id: indicatorId(1) }], { names: ['F'], values: [text] }),
    ).toHaveLength(1);
});

test('thousands of paths that begin alike cost no more than others, and none is missed', () => {
  const sought = Array.from({ length: 5_000 }, (_, at): SoughtIndicator => ({
    ...{ id: indicatorId(at + 1), type: at % 2 === 0 ? 'filepath' : 'registry', mode: 'literal' },
    value:
      at % 2 === 0 ? `C:\\ProgramData\\a${at}\\run.dll` : `HKLM\\Software\\Contoso\\a${at}\\Run`,
    active: true,
  }));
  const ids = (text: string, raw: readonly string[] = []): number[] =>
    hitsOf(sought, { names: ['F'], values: [text] }, raw).map(({ indicatorId: id }) => id);
  for (const [text, id] of [
    ['c:\\programdata\\A4998\\run.dll', 4_999],
    ['C:/ProgramData//a4998/run.dll /x', 4_999],
    ['\\??\\C:\\ProgramData\\a4998\\run.dll', 4_999],
    ['\\Device\\HarddiskVolume2\\ProgramData\\a4998\\run.dll', 4_999],
    ['HKEY_LOCAL_MACHINE\\Software\\Contoso\\a4999\\Run', 5_000],
    ['\\REGISTRY\\MACHINE\\Software\\Contoso\\a4999\\Run', 5_000],
    ['HKLM:\\Software\\Contoso\\a4999\\Run', 5_000],
    ['Registry::HKLM\\Software\\Contoso\\a4999\\Run', 5_000],
  ] as const) {
    expect(ids(text)).toEqual([id]);
    expect(ids('', [text])).toEqual([id]);
  }
  expect(ids('C:\\ProgramData\\b1\\run.dll')).toEqual([]);
  const index = new IndicatorIndex(
    sought.flatMap((one) => {
      const compiled = compileIndicator(one);
      return compiled.ok ? [compiled.sought] : [];
    }),
  );
  expect(index.candidates(new TextViews('C:\\ProgramData\\a4998\\run.dll')).length).toBeLessThan(
    20,
  );
});
