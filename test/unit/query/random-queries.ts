/** Queries as people write them, over a small vocabulary so that they meet something. */
import fc from 'fast-check';
import {
  type Comparison,
  COMPARISONS,
  type FieldTest,
  type Pattern,
  type PatternPart,
  type Query,
  SPAN_UNITS,
} from '@shared/query/ast';

export const FIELD_NAMES = [
  'Image',
  'CommandLine',
  'EventID',
  'image',
  'Threat Name',
  'Channel',
  'Ünï',
  'Größe',
  'я',
  'constructor',
  'TargetUserName',
  'x',
  'beef',
  'HKLM',
  '',
];
export const WORDS = [
  ...[
    'cmd.exe',
    'C:\\Windows\\cmd.exe',
    'ab',
    '4624',
    '0x1f',
    '0x1210',
    '16',
    'dead-beef',
    'mimikatz',
    'Mimi Katz',
    'ſtraße',
    'İstanbul',
    '4624\0',
    '\u000016',
  ],
  ...[
    'K',
    'say "hi"',
    '(x)',
    'AND',
    'a*b',
    'what?',
    'CORP\\bob',
    'bob@corp.example',
    'bob',
    '-Image:x',
    '[x',
    '-enc',
    'x',
    '',
    'privilege::debug',
    'ПРИВЕТ',
    'Größe:5',
    '-ключ:да',
    '😀face',
    '\u0000nul',
  ],
  ...[
    '::1',
    ':x',
    '\\foo',
    '/a',
    '//srv/x',
    '!=5',
    'HKLM:\\Software',
    'fe80:0:0:0:80ac:4126:fa58:1b81',
    '0:0:0:0:0:0:1',
    '/iex/i',
    'a/b /',
  ],
];

const text = fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'binary', maxLength: 6 }));
/** Lone surrogates cannot stand in a `u` expression of the oracle. */
const wellFormed = text.filter((one) => !/\p{Surrogate}/u.test(one));

const literal: fc.Arbitrary<Pattern> = wellFormed
  .filter((one) => one !== '')
  .map((one): Pattern => [{ kind: 'text', text: one }]);
/** Patterns with wildcards are bare words: no blanks, quotes or parentheses, and not read as a field. */
const wild: fc.Arbitrary<Pattern> = fc
  .tuple(
    fc.constantFrom<PatternPart['kind'][]>('star', 'one'),
    fc.constantFrom('cmd', 'exe', 'a', 'KATZ', '46'),
    fc.boolean(),
  )
  .map(([kind, word, before]): Pattern => {
    const mark: PatternPart = kind === 'star' ? { kind: 'star' } : { kind: 'one' };
    const part: PatternPart = { kind: 'text', text: word };
    return before ? [mark, part] : [part, mark];
  });
const pattern = fc.oneof(literal, wild);

const end = (comparisons: readonly Comparison[], values: readonly string[]) =>
  fc.record({ comparison: fc.constantFrom(...comparisons), value: fc.constantFrom(...values) });

const test: fc.Arbitrary<FieldTest> = fc.oneof(
  pattern.map((one): FieldTest => ({ kind: 'pattern', pattern: one })),
  fc.record({
    kind: fc.constant('compare' as const),
    comparison: fc.constantFrom(...COMPARISONS),
    value: fc.constantFrom('10', '4624', '0x10', '2026-01-01', '2026-01-02 00:00:00'),
  }),
  fc
    .tuple(
      end(['>=', '>'], ['-5', '10', '0x10', '2026-01-01']),
      end(['<=', '<'], ['31', '4624', '2026-01-02 00:00:00']),
    )
    .map((ends): FieldTest => ({ kind: 'range', ends })),
  fc.constantFrom<FieldTest>(
    { kind: 'exists' },
    { kind: 'regex', source: 'c.d|katz' },
    { kind: 'regex', source: '^[0-9]+$' },
    { kind: 'regex', source: 'STRA' },
    { kind: 'regex', source: 'k$|^priv' },
    { kind: 'regex', source: 'cmd\\.exe' },
    { kind: 'regex', source: '(?i)corp.*b+' },
  ),
);

const span = fc.record({
  kind: fc.constant('field' as const),
  field: fc.constantFrom('time', 'Time'),
  test: fc.record({
    kind: fc.constant('last' as const),
    amount: fc.nat({ max: 200 }),
    unit: fc.constantFrom(...SPAN_UNITS),
  }),
});

export const randomQuery: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    pattern.map((one): Query => ({ kind: 'text', pattern: one })),
    fc.record({
      kind: fc.constant('field' as const),
      field: fc.constantFrom(...FIELD_NAMES, 'host', 'user', 'time', 'file', 'recovered'),
      test,
    }),
    fc.record({
      ...{ kind: fc.constant('field' as const), field: fc.constantFrom(...FIELD_NAMES, 'pid') },
      test: fc.record({
        kind: fc.constant('number' as const),
        text: fc.constantFrom('0x10', '0x1210', '0X00a'),
      }),
    }),
    span,
    tie('query').map((part): Query => ({ kind: 'not', part })),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('query'), { minLength: 2, maxLength: 3 }),
    }),
  ),
})).query;
