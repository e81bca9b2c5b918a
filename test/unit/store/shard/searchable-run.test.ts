/** Searches of a dictionary's bytes against looking at every value. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ColumnEntry, textsOf } from '@shared/model/columns';
import { foldCase } from '@shared/model/fold-case';
import { encodeDictionary } from '@electron/store/shard/dictionary';
import { StoredDictionary } from '@electron/store/shard/stored-dictionary';
import { searchableRun, searchFor } from '@shared/text/searchable-run';

/** Characters that fold, escape or encode in ways of their own among ordinary ones. */
const unit = fc.constantFrom(...'aAbBfFxXkKiI0123.:- /\\"\'äÄßſKİı\0\n\ud800\udc00€');
const text = fc.string({ unit, maxLength: 14 });
const entry: fc.Arbitrary<ColumnEntry> = fc.oneof(
  text,
  fc.array(fc.option(text), { maxLength: 3 }),
);

test('no value that holds the term is missed', () => {
  const term = fc.string({ unit, minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 20 }), term, (entries, typed) => {
      const folded = foldCase(typed);
      const run = searchableRun(folded);
      if (run === null) return;
      const found = new StoredDictionary(encodeDictionary(entries)).holding(searchFor(run));
      if (found === null) return;
      const holding = entries.flatMap((one, at) =>
        textsOf(one).some((each) => foldCase(each).includes(folded)) ? [at] : [],
      );
      expect(found).toEqual(found.toSorted((a, b) => a - b));
      expect(new Set(found).size).toBe(found.length);
      expect(found).toEqual(expect.arrayContaining(holding));
    }),
    { numRuns: 3_000 },
  );
});

test('a dictionary with a character from beyond ASCII that folds into it does not let itself be searched', () => {
  for (let code = 0x80; code <= 0x10_ffff; code++) {
    const one = String.fromCodePoint(code);
    if (!/[\x20-\x7e]/.test(foldCase(one))) continue;
    expect(new StoredDictionary(encodeDictionary([`x${one}`])).holding(searchFor('x'))).toBeNull();
  }
});

test.each([
  ['10.20.3.77', '10.20.3.77'],
  [String.raw`\cmd.exe`, 'cmd.exe'],
  ['mimikatz', 'mimikatz'],
  ['a "kiki"', 'kiki'],
  ['é', null],
  ['7', null],
  ['', null],
])('%s is looked for as %s', (term, run) => {
  expect(searchableRun(term)).toBe(run);
});

const many = (count: number, value: (at: number) => string): StoredDictionary =>
  new StoredDictionary(encodeDictionary(Array.from({ length: count }, (_, at) => value(at))));

test('few values are told by their bytes, also where a text crosses from one into the next', () => {
  expect(
    many(40, (at) => (at === 7 || at === 39 ? 'x10.1' : `v${at}`)).holding(searchFor('10.1')),
  ).toEqual([7, 39]);
  const crossing = new StoredDictionary(encodeDictionary(['a', '', 'aab', 'b', 'b', 'b', 'b']));
  expect(crossing.holding(searchFor('aa'))).toEqual([0, 2]);
});

test('where many values have it, or one is not in bytes as it is, each tells for itself', () => {
  expect(many(40, () => 'x10.1').holding(searchFor('10.1'))).toBeNull();
  expect(
    new StoredDictionary(encodeDictionary(['a\ud800', 'b'])).holding(searchFor('a')),
  ).toBeNull();
});

test('lengths that do not reach the end of the bytes lose no more than those texts', () => {
  const bytes = encodeDictionary(['xy', 'zz']);
  bytes.writeUInt32LE(1, 4 + 2 + 4);
  expect(new StoredDictionary(bytes).holding(searchFor('zz'))).toEqual([1]);
  bytes.writeUInt32LE(0, 4 + 2 + 4);
  expect(new StoredDictionary(bytes).holding(searchFor('zz'))).toEqual([]);
});
