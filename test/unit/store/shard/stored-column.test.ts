/** Columns unpacked in part against the whole, and their damage. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ColumnEntry, FIRST_VALUE_CODE, valueAt } from '@shared/model/columns';
import { compress } from '@electron/store/compression';
import { encodeDictionary } from '@electron/store/shard/dictionary';
import { StoredColumn } from '@electron/store/shard/stored-column';
import { StoredDictionary } from '@electron/store/shard/stored-dictionary';
import type { Row } from '@electron/store/sqlite';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', '\ud800', 'a\0b'),
);
const entry: fc.Arbitrary<ColumnEntry> = fc.oneof(text, fc.array(fc.option(text)));
const entries = fc.array(entry, { maxLength: 12 });

const rowOf = (given: readonly ColumnEntry[], codes: readonly number[], wide = false): Row => {
  const dictionary = encodeDictionary(given);
  const bytes = wide ? new Uint8Array(Uint16Array.from(codes).buffer) : Uint8Array.from(codes);
  return {
    ...{ width: wide ? 2 : 1, events: codes.length, distinct_values: given.length },
    ...{ dictionary_bytes: dictionary.length, dictionary: compress(dictionary) },
    codes: compress(bytes),
  };
};

test('values decoded one by one, in any order, are those decoded together', () => {
  fc.assert(
    fc.property(entries, fc.array(fc.nat(14)), (given, asked) => {
      const dictionary = new StoredDictionary(encodeDictionary(given));
      for (const at of asked) expect(dictionary.entry(at)).toEqual(given[at]);
      expect([...dictionary.glanced()]).toEqual(given);
      expect(dictionary.entries()).toEqual(given);
      expect([...dictionary.glanced()]).toEqual(given);
    }),
  );
});

test('an event has the same value before and after the whole column is decoded', () => {
  const codes = fc.array(fc.nat(14), { maxLength: 30 });
  fc.assert(
    fc.property(entries, codes, fc.boolean(), (given, some, wide) => {
      const known = some.filter((code) => code < given.length + FIRST_VALUE_CODE);
      const column = new StoredColumn(rowOf(given, known, wide));
      const plain = {
        entries: given,
        codes: wide ? Uint16Array.from(known) : Uint8Array.from(known),
      };
      const expected = [...known, 0].map((_, event) => valueAt(plain, event));
      expect(expected.map((_, event) => column.valueAt(event))).toEqual(expected);
      expect(column.entries).toEqual(given);
      expect([...column.codes]).toEqual(known);
      expect(expected.map((_, event) => column.valueAt(event))).toEqual(expected);
    }),
  );
});

const DAMAGE = expect.objectContaining({ code: 'shard-damaged' }) as Error;

test('damage is met by whoever asks for what is damaged, each time', () => {
  const whole = rowOf(['a', 'b'], [2, 3]);
  const noCodes = new StoredColumn({ ...whole, codes: compress(Buffer.of(1)) });
  expect(noCodes.entries).toEqual(['a', 'b']);
  expect(() => noCodes.codes).toThrow(DAMAGE);
  expect(() => noCodes.codes).toThrow(DAMAGE);
  const noValues = new StoredColumn({ ...whole, dictionary: null });
  expect([...noValues.codes]).toEqual([2, 3]);
  expect(() => noValues.entries).toThrow(DAMAGE);
  expect(() => noValues.valueAt(1)).toThrow(DAMAGE);
});

test.each([
  ['no whole count', Buffer.of(1)],
  ['more values than bytes', Buffer.of(255, 255, 255, 255)],
  ['a tuple that is none', Buffer.from([1, 0, 0, 0, 2, 2, 0, 0, 0, 0x7b, 0x7d])],
])('damaged values: %s', (_, dictionary) => {
  const row = { ...rowOf([], [2]), dictionary: compress(dictionary) };
  const column = new StoredColumn({ ...row, dictionary_bytes: dictionary.length });
  expect(() => column.entries).toThrow(DAMAGE);
  expect(() => column.valueAt(0)).toThrow(DAMAGE);
});

test('a size that is none is refused', () => {
  expect(() => new StoredColumn({ ...rowOf([], []), events: 'x' })).toThrow(RangeError);
  expect(() => new StoredColumn({ ...rowOf([], []), dictionary_bytes: -1 })).toThrow(RangeError);
});

test('plain texts are glanced at without their bytes being read one by one', () => {
  const plain = fc.array(fc.oneof(fc.string(), fc.array(fc.string())), { maxLength: 12 });
  fc.assert(
    fc.property(plain, (given) => {
      expect([...new StoredDictionary(encodeDictionary(given)).glanced()]).toEqual(given);
    }),
  );
});

test('what a column holds is told from the beginning, and less where it stays packed', () => {
  const many = Array.from({ length: 1_000 }, (_, n) => `value ${n}`);
  const column = new StoredColumn(
    rowOf(
      many,
      Array.from({ length: 5_000 }, () => 2),
      true,
    ),
  );
  const { heldBytes } = column;
  expect(heldBytes).toBeGreaterThan(10_000 + many.join('').length);
  expect(heldBytes).toBeLessThan(80_000);
  expect(column.codes).toHaveLength(5_000);
  const withCodes = column.heldBytes;
  expect(withCodes).toBeGreaterThan(10_000);
  expect(withCodes).toBeLessThan(20_000);
  expect(column.entries).toHaveLength(1_000);
  expect(column.heldBytes).toBeGreaterThan(withCodes + 1_000 * 32);
});
