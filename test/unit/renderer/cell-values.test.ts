/** What the menu of a cell makes of the values of an event. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FieldValue } from '@shared/model/event';
import { wholeCells } from '../../../renderer/features/events/event-as-text';
import { valueIn } from '../../../renderer/features/events/cell-value';
import { valueMenu, whyNotSought } from '../../../renderer/features/events/value-menu';
import { valuesFilter } from '../../../renderer/lib/query-text';
import { searchOver } from '../../fixtures/case-of-events';

const EVERYTHING = { from: null, to: null, sort: 'asc', files: null } as const;
const LONGEST_DRAWN = 2_000;
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('a', 'A | B', '', '"', 'x'.repeat(LONGEST_DRAWN + 1), 'C:\\*\\?'),
);
const value: fc.Arbitrary<FieldValue> = fc.oneof(text, fc.array(fc.option(text), { maxLength: 4 }));

test('a row tells of each cell whether its text is the value', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), (values) => {
      const names = values.map((_, at) => `f${at}`);
      const fields = names.map((name, at) => [name, values[at] ?? null] as const);
      const { search } = searchOver({ 'a.evtx': [{ time: null, fields }] });
      const asked = { search: { query: '', ...EVERYTHING }, start: 0, end: 1, columns: names };
      const [row] = search.eventRows(asked).rows;
      names.forEach((name, at) => {
        const shown = row?.columns[at] ?? null;
        const kept = valueIn(search.event(row?.file ?? 0, 0) ?? { fields: [] }, name);
        const texts = [kept].flat();
        const isWhole = texts.length <= 1 && (texts[0] ?? null) === shown;
        expect(row?.abridged.includes(at)).toBe(!isWhole && shown !== null);
      });
    }),
    { numRuns: 15 },
  );
});

test('the filter of several values finds the event that has them, and not the one with some', () => {
  const texts = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), {
    ...{ minLength: 2, maxLength: 4, selector: (one: string) => one.toLowerCase() },
  });
  fc.assert(
    fc.property(texts, (values) => {
      const event = (given: readonly string[]) => ({
        time: null,
        fields: [['Data', [...given]] as const],
      });
      const { search } = searchOver({ 'a.evtx': [event(values), event(values.slice(1))] });
      const filter = valuesFilter('Data', [...values, ...values]);
      const found = (query: string): number =>
        search.events({ query, ...EVERYTHING }).matches.count;
      expect([found(filter), found(`NOT ${filter}`)]).toEqual([1, 1]);
      expect(found(`Data:"zzzzzzzz" OR ${filter}`)).toBe(1);
    }),
    { numRuns: 15 },
  );
});

const labels = (texts: readonly string[]): string[] =>
  valueMenu('Channel', texts).flatMap((entry) =>
    entry.type === 'act' ? [`${entry.label}${entry.disabled === true ? ' (off)' : ''}`] : [],
  );

test('one value is an indicator, of several each', () => {
  expect(labels(['a'])).toContain('Add as indicator');
  const several = labels(['a', 'b', 'b', '']);
  expect(several.filter((one) => one.startsWith('Add'))).toEqual([
    'Add “a” as indicator',
    'Add “b” as indicator',
  ]);
  expect(several).toContain('Copy values');
});

test('what cannot be searched for says why', () => {
  expect(whyNotSought('a', ['x'.repeat(8_000)])).toBeNull();
  expect(whyNotSought('a', ['b', 'x'.repeat(8_001)])).toContain('8,001 characters');
  const many = Array.from({ length: 5_000 }, (_, at) => `v${at}`);
  expect(whyNotSought('a', many)).toContain('5,000 values');
  expect(labels(['x'.repeat(8_001)])).toContain('Exclude (off)');
});

test('cells are copied with all of their values', () => {
  const detail = { fields: [{ name: 'Data', value: ['a', null, 'b'] }] };
  const cells = [
    { title: 'Data', text: 'a |…', abridges: 'Data' },
    { title: 'B', text: 'b' },
  ];
  expect(wholeCells(cells, detail)).toEqual([
    { title: 'Data', text: 'a |  | b' },
    { title: 'B', text: 'b' },
  ]);
});
