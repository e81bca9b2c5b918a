/** Many texts sought at once, against one after another. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AnyText } from '@shared/text/any-text';
import { EdgeTexts } from '@shared/text/edge-texts';
import { InnerTexts } from '@shared/text/inner-texts';

const piece = fc.constantFrom('a', 'b', 'ab', 'aaa', 'é', '漢', '\u0161', '😀', '\\', '-');
const textOf = (least: number): fc.Arbitrary<string> =>
  fc.array(piece, { minLength: least, maxLength: 7 }).map((pieces) => pieces.join(''));
const sought = fc
  .array(textOf(1), { maxLength: 40 })
  .map((texts) => texts.map((text, owner) => ({ text, owner })));

type Find = (value: string, found: (owner: number) => void) => void;

function foundBy(find: Find, value: string): number[] {
  const owners = new Set<number>();
  find(value, (owner) => owners.add(owner));
  return [...owners].toSorted((a, b) => a - b);
}

test.each([
  ['inside', (value: string, text: string): boolean => value.includes(text)],
  ['start', (value: string, text: string): boolean => value.startsWith(text)],
  ['end', (value: string, text: string): boolean => value.endsWith(text)],
] as const)('%s', (where, holds) => {
  fc.assert(
    fc.property(sought, textOf(0), (texts, value) => {
      const finder = where === 'inside' ? new InnerTexts(texts) : new EdgeTexts(where, texts);
      const expected = texts.filter(({ text }) => holds(value, text)).map(({ owner }) => owner);
      expect(foundBy((one, found) => finder.find(one, found), value)).toEqual(expected);
    }),
    { numRuns: 3_000 },
  );
});

test('the next of any, as far as there is one', () => {
  fc.assert(
    fc.property(fc.array(textOf(1), { maxLength: 40 }), textOf(0), (texts, value) => {
      const any = new AnyText(texts);
      for (let from = 0; from <= value.length; from++) {
        const places = texts.flatMap((text) => {
          const at = value.indexOf(text, from);
          return at < 0 ? [] : [at];
        });
        const next = any.next(value, from);
        if (places.length === 0) expect(next).toBe(-1);
        else expect(texts.some((text) => next >= from && value.startsWith(text, next))).toBe(true);
      }
    }),
    { numRuns: 3_000 },
  );
});
