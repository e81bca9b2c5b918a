/** The compiled engine against the naive reading of the same rules, on random rules and events. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Detection } from '@shared/model/detection';
import type { EventFields, FieldValue } from '@shared/model/event';
import { BatchColumns } from '@shared/model/batch-columns';
import { type CompiledRuleSet, compileRuleSet, RuleSet } from '@shared/sigma/rule-set';
import { naiveMatches } from '../../../oracle/naive-rules';

/** Few pieces, so that rules and events meet often: letters whose folding is odd, dashes, wildcards' characters. */
const PIECES = [
  'a',
  'B',
  'ab',
  'İ',
  'ς',
  'Σ',
  'K',
  '-x',
  '/x',
  '\\',
  '*',
  '?',
  ' ',
  '.exe',
  '1',
  'ß',
  '😀',
];
const text = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 6 })
  .map((pieces) => pieces.join(''));
const FIELDS = [
  ...[
    'Image',
    'image',
    'Im age',
    'CommandLine',
    'User',
    'EventType',
    'Data',
    'EventID',
    'Event ID',
    'Hashes',
  ],
  ...['md5', 'NewProcessName', 'ProcessId', 'NewProcessId', 'Computer', 'ComputerName', 'Protocol'],
];

const plainItem = fc.record({
  field: fc.constantFrom(...FIELDS, ''),
  modifiers: fc.constantFrom(
    ...['', '|contains', '|startswith', '|endswith', '|contains|all', '|cased', '|contains|cased'],
    ...[
      '|windash|contains',
      '|endswith|windash',
      '|base64offset|contains',
      '|wide|base64|contains',
    ],
  ),
  value: fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 4 })),
});
const REGEXES = [
  'a+b',
  '^a',
  'B$',
  '[ab]c?',
  '(?m)^B.$',
  '(a+b?)+$',
  '(?=.*B)a',
  '(a|B).*\\1',
  '(?i)AB',
  '-x|/x',
  'ab.exe',
  '\\\\',
  '(a|b)\\.exe',
  'a{2}b',
  'x\\d',
];
const specialItem = fc.oneof(
  fc.record({
    field: fc.constantFrom(...FIELDS),
    modifiers: fc.constantFrom('|re', '|re|i'),
    value: fc.constantFrom(...REGEXES),
  }),
  fc.record({
    field: fc.constantFrom(...FIELDS),
    modifiers: fc.constant(''),
    value: fc.constantFrom<unknown>(null, '', 4688, 1, 0.5, true),
  }),
  fc.record({
    field: fc.constant('EventID'),
    modifiers: fc.constant(''),
    value: fc.constantFrom<string | string[]>('4688', ['5156', '12']),
  }),
  fc.record({
    field: fc.constantFrom(...FIELDS),
    modifiers: fc.constant('|exists'),
    value: fc.boolean(),
  }),
  fc.record({
    field: fc.constantFrom(...FIELDS),
    modifiers: fc.constantFrom('|fieldref', '|fieldref|endswith', '|fieldref|contains'),
    value: fc.constantFrom(...FIELDS),
  }),
  fc.record({
    field: fc.constantFrom('ProcessId', 'EventID', 'Data'),
    modifiers: fc.constantFrom('|gt', '|lte'),
    value: fc.constantFrom(1, 16, 4688),
  }),
  fc.record({
    field: fc.constantFrom('User', 'Data', 'Computer'),
    modifiers: fc.constant('|cidr'),
    value: fc.constantFrom('10.0.0.0/8', '::1/128'),
  }),
);
const item = fc.oneof({ weight: 3, arbitrary: plainItem }, { weight: 2, arbitrary: specialItem });
const selection = fc
  .array(item, { minLength: 1, maxLength: 3 })
  .map((items) => Object.fromEntries(items.map((one) => [one.field + one.modifiers, one.value])));
const CONDITIONS = ['a', 'a and b', 'a or b', 'a and not b', 'not a', '1 of *', 'not (a or b)'];
const SOURCES = [
  { product: 'windows' },
  { product: 'windows', category: 'process_creation' },
  { product: 'windows', category: 'network_connection' },
  { product: 'windows', category: 'registry_delete' },
  { product: 'windows', service: 'security' },
  { product: 'windows', service: 'sysmon' },
];
const rule = fc.record({
  logsource: fc.constantFrom(...SOURCES),
  a: selection,
  b: selection,
  condition: fc.constantFrom(...CONDITIONS),
});

const value: fc.Arbitrary<FieldValue> = fc.oneof(
  text,
  fc.constantFrom('4688', '1', '10.1.2.3', '0x10', 'MD5=ab,SHA1=B', '-', null),
  fc.array(fc.oneof(text, fc.constant(null)), { maxLength: 3 }),
);
const place = fc.constantFrom<readonly [string, FieldValue]>(
  ['Security', '4688'],
  ['Security', '5156'],
  ['Microsoft-Windows-Sysmon/Operational', '1'],
  ['Microsoft-Windows-Sysmon/Operational', '12'],
  ['System', '7036'],
  ['Security', null],
  ['Security', ['4688', '5156']],
);
const event: fc.Arbitrary<EventFields> = fc
  .tuple(place, fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 8 }))
  .map(([[channel, id], fields]) => {
    const ids = id === null ? {} : { EventID: id };
    const all: Record<string, FieldValue> = { Channel: channel, ...ids, ...fields };
    return { names: Object.keys(all), values: Object.values(all) };
  });

const setOf = (rules: readonly { logsource: object; a: object; b: object; condition: string }[]) =>
  compileRuleSet(
    rules.map(({ logsource, a, b, condition }, at) => ({
      ...{ path: `${at}.yml`, hash: String(at) },
      text: JSON.stringify({
        title: 't',
        id: String(at),
        logsource,
        detection: { a, b, condition },
      }),
    })),
  );

const told = (event: number, { rule: { ruleId }, source, matches }: Detection): string =>
  JSON.stringify([
    event,
    ruleId,
    source,
    matches.map((one) => Object.values(one).join('=')).toSorted(),
  ]);

function engineTells(set: CompiledRuleSet, events: readonly EventFields[]): string[] {
  const batch = new BatchColumns();
  for (const one of events) batch.add(one);
  return new RuleSet(set)
    .hunt()
    .over(batch)
    .map(({ event: at, match }) => told(at, match));
}

describe('engine and naive evaluator', () => {
  test('agree on random rules and events', () => {
    const rules = fc.array(rule, { minLength: 1, maxLength: 6 });
    const events = fc.array(event, { minLength: 1, maxLength: 12 });
    let fired = 0;
    fc.assert(
      fc.property(rules, events, (some, batch) => {
        const set = setOf(some);
        const found = engineTells(set, batch);
        fired += found.length;
        const expected = batch.flatMap((one, at) =>
          naiveMatches(set, one).map((match) => told(at, match)),
        );
        expect(found).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
    expect(fired).toBeGreaterThan(1_000);
  });
});
