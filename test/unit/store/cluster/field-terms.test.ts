/** What the index is told of an event's fields. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldCase } from '@shared/model/fold-case';
import {
  fieldTerms,
  HASHED,
  isAmbiguous,
  nameKey,
  nameOfKey,
  nullTerm,
  termOf,
  unmarked,
} from '@electron/store/cluster/field-terms';
import { MOST_TERM_BYTES, NAME_END } from '@electron/store/cluster/index-mapping';

const text = fc.string({ unit: 'binary', maxLength: 12 });
const odd = fc.string({
  unit: fc.constantFrom('\u0000', '\u0001', '\u0002', '\\', '*', '?', 'a', 'b', '\ufdd0', '\ufffd'),
  maxLength: 8,
});

describe('names of fields', () => {
  it('are told apart, and given back', () => {
    fc.assert(
      fc.property(fc.oneof(text, odd), (name) => {
        expect(nameOfKey(nameKey(name))).toBe(name);
        expect(nameKey(name)).not.toContain(NAME_END);
      }),
    );
  });

  it('and values are never mistaken for other names and values', () => {
    const pair = fc.tuple(odd, fc.oneof(odd, fc.constant(null)));
    const term = ([name, value]: readonly [string, string | null]): string =>
      value === null ? nullTerm(nameKey(name)) : termOf(nameKey(name), value);
    fc.assert(
      fc.property(pair, pair, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(term(one) === term(other)).toBe(isSame);
      }),
    );
  });
});

describe('values', () => {
  it('that fit no term are hashed, each for itself', () => {
    const long = 'x'.repeat(MOST_TERM_BYTES);
    const half = '\ud800';
    const terms = [long, `${long}x`, half, '\udc00', `${HASHED}00`].map((one) => termOf('n', one));
    expect(new Set(terms).size).toBe(terms.length);
    for (const term of terms) expect(term.split(`n\u0001${HASHED}`)[1]).toMatch(/^[0-9a-f]{64}$/);
    const names = ['n', 'n', 'n'];
    const { named, long: found } = fieldTerms({ names, values: [long, half, 'short'] });
    expect(named).toEqual(['n\u0001short']);
    expect(found).toHaveLength(2);
  });

  it('are without marks of patterns, character for character', () => {
    fc.assert(
      fc.property(fc.oneof(text, odd), (value) => {
        const plain = unmarked(value);
        for (const mark of ['\\', '*', '?', '\u0000']) expect(plain).not.toContain(mark);
        expect([...plain]).toHaveLength([...value].length);
      }),
    );
  });

  it('are told apart without marks, where they are not said to be ambiguous', () => {
    fc.assert(
      fc.property(odd, odd, (one, other) => {
        fc.pre(!isAmbiguous(one));
        expect(unmarked(one) === unmarked(other)).toBe(one === other);
      }),
    );
  });

  it('of a field stand there folded and as they are, nulls and elements too', () => {
    const terms = fieldTerms({
      names: ['Image', 'Null'],
      values: [['C:\\A.EXE', 'C:\\A.EXE', null], null],
    });
    expect(terms.names).toEqual(['Image', 'Null']);
    expect(terms.terms).toEqual([`image\u0001${foldCase('C:\\A.EXE')}`]);
    expect(terms.values).toEqual(['Image\u0001C:\\A.EXE', 'Image\u0002n', 'Null\u0002n']);
  });
});
