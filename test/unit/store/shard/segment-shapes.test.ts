/** What a pack knows of values that stand in no index: never no to one that is there, mostly no to others. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldCase } from '@shared/model/fold-case';
import { mayHaveUnindexed } from '@electron/store/outline/unindexed-shapes';
import { ValueFilter } from '@electron/store/outline/value-filter';
import { isUnindexed, shapesIn } from '@electron/store/outline/value-shape';
import { SegmentShapes } from '@electron/store/shard/segment-shapes';

const unit = fc.constantFrom(...'0179abfxX{}-: .()', '\0', 'g', 'é');
const text = fc.array(unit, { maxLength: 9 }).map((units) => units.join(''));
const columns = fc.dictionary(fc.constantFrom('Ip', 'ip', 'Guid'), fc.array(text));

const filterOf = (fields: Readonly<Record<string, readonly string[]>>): ValueFilter => {
  const shapes = new SegmentShapes();
  for (const [name, entries] of Object.entries(fields)) shapes.addColumn(name, entries);
  return new ValueFilter(shapes.filter());
};

test('a part of a value that stands in no index is never ruled out', () => {
  fc.assert(
    fc.property(columns, fc.nat(9), fc.nat(9), (fields, from, length) => {
      const filter = filterOf(fields);
      for (const [name, entries] of Object.entries(fields))
        for (const entry of entries.filter(isUnindexed)) {
          const part = foldCase(entry).slice(from, from + length);
          expect(mayHaveUnindexed(filter, name.toLowerCase(), shapesIn(part))).toBe(true);
        }
    }),
    { numRuns: 300 },
  );
});

test('other shapes, other fields and indexed values are', () => {
  const filter = filterOf({ Ip: ['10.0.0.5'], Word: ['10.0.0.5 of words'], Guid: ['{12ab-}'] });
  const mayHave = (name: string, sought: string): boolean =>
    mayHaveUnindexed(filter, name, shapesIn(sought));
  expect([mayHave('ip', '0.0.5'), mayHave('guid', '2ab')]).toEqual([true, true]);
  const others = [mayHave('ip', '12ab'), mayHave('guid', '10.0'), mayHave('word', '10.0')];
  expect(others).toEqual([false, false, false]);
  expect([mayHave('word', '1'), mayHave('ip', '1')]).toEqual([false, true]);
});
