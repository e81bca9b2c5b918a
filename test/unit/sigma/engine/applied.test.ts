/** Rules that could be true of events, told apart from those that could not for want of source or field. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BatchColumns } from '@shared/model/batch-columns';
import type { EventFields } from '@shared/model/event';
import { compileRules } from '@shared/sigma/rule-set';

const ruleOf = (title: string, selection: string, category = 'file_event') => ({
  ...{ path: `${title}.yml`, hash: title },
  text: `title: ${title}
logsource: { product: windows, category: ${category} }
detection: { s: ${selection}, condition: ${title.startsWith('not') ? 'not s' : 's'} }`,
});

type Record = Readonly<{ [name: string]: string | null }>;

const eventOf = (record: Record, category = 'file_event'): EventFields => {
  const all = { LogSource: `windows/${category}/-`, ...record };
  return { names: Object.keys(all), values: Object.values(all) };
};

function hunted(rules: readonly ReturnType<typeof ruleOf>[], events: readonly EventFields[]) {
  const hunt = compileRules(rules).hunt();
  const columns = new BatchColumns();
  for (const event of events) columns.add(event);
  return { found: hunt.over(columns).length, applied: hunt.applied };
}

const IMAGE = ruleOf('image', `{ 'Image|endswith': '\\a.exe' }`);

test.each([
  ['the field', IMAGE, [eventOf({ Image: 'x' })], 1],
  ['another field', IMAGE, [eventOf({ TargetFilename: 'x' })], 0],
  ['the field without a value', IMAGE, [eventOf({ Image: null })], 0],
  ['the field in an event of another source', IMAGE, [eventOf({ Image: 'x' }, 'dns_query')], 0],
  [
    'the field in one source, asked for in the other',
    IMAGE,
    [eventOf({ Image: 'x' }, 'dns_query'), eventOf({ TargetFilename: 'x' })],
    0,
  ],
  ['one of two', ruleOf('or', `[{ Image: a }, { User: b }]`), [eventOf({ User: 'x' })], 1],
  ['a rule of what is not there', ruleOf('not', `{ Image: a }`), [eventOf({ User: 'x' })], 1],
  ['a rule of absence', ruleOf('absent', `{ Image: null }`), [eventOf({ User: 'x' })], 1],
  ['one of two that it needs', ruleOf('and', `{ Image: a, User: b }`), [eventOf({ User: 'x' })], 0],
  ['both', ruleOf('and', `{ Image: a, User: b }`), [eventOf({ User: 'x', Image: 'y' })], 1],
  ['a number', ruleOf('lt', `{ 'Port|lt': 5 }`), [eventOf({ User: 'x' })], 0],
  ['a network', ruleOf('cidr', `{ 'Ip|cidr': 10.0.0.0/8 }`), [eventOf({ User: 'x' })], 0],
  ['a reference', ruleOf('ref', `{ 'Image|fieldref': User }`), [eventOf({ User: 'x' })], 0],
  ['keywords', ruleOf('words', `[evil]`), [eventOf({ User: 'x' })], 1],
])('%s', (_, rule, events, applied) => {
  expect(hunted([rule], events).applied).toBe(applied);
});

test('a rule that is true was applicable', () => {
  const field = fc.constantFrom('Image', 'User', 'TargetFilename');
  const value = fc.constantFrom('a', 'b', '', null);
  const record = fc.dictionary(field, value, { maxKeys: 3 });
  const selection = fc.dictionary(field, value, { minKeys: 1, maxKeys: 2 });
  fc.assert(
    fc.property(
      fc.array(selection, { minLength: 1, maxLength: 3 }),
      fc.array(record, { maxLength: 4 }),
      fc.boolean(),
      (selections, records, negated) => {
        const rule = ruleOf(negated ? 'not' : 'plain', JSON.stringify(selections));
        const { found, applied } = hunted(
          [rule],
          records.map((one) => eventOf(one)),
        );
        expect(applied).toBeGreaterThanOrEqual(Math.min(found, 1));
      },
    ),
  );
});
