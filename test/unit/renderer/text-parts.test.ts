import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  boundaryBefore,
  PART_UNITS,
  partCount,
  partOf,
  spansOfPart,
} from '../../../renderer/lib/text-parts';

const partsOf = (text: string): string[] =>
  Array.from({ length: partCount(text) }, (_, number) => partOf(text, number).text);

it('gives back the text, in parts that are bounded and split no pair', () => {
  const unit = fc.constantFrom('a', '😀', '\ud83d', '\ude00', '\u202E');
  fc.assert(
    fc.property(
      fc.array(unit, { maxLength: 9 }),
      fc.integer({ min: -4, max: 4 }),
      (units, shift) => {
        const text = `${'x'.repeat(PART_UNITS + shift)}${units.join('')}`;
        const parts = partsOf(text);
        expect(parts.join('')).toBe(text);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(PART_UNITS + 1);
        const characters = parts.reduce((sum, part) => sum + [...part].length, 0);
        expect(characters).toBe([...text].length);
      },
    ),
  );
});

it('a boundary stands before a pair it would split, and within the text', () => {
  expect([-1, 0, 1, 2, 3, 9].map((at) => boundaryBefore('a😀', at))).toEqual([0, 0, 1, 1, 3, 3]);
});

it('marks of the whole stand at their place in the part', () => {
  const text = `${'x'.repeat(PART_UNITS)}needle`;
  const part = partOf(text, 1);
  const [span] = spansOfPart([{ start: PART_UNITS, end: PART_UNITS + 6 }], part);
  expect(part.text.slice(span?.start, span?.end)).toBe('needle');
});

it('an empty text is one empty part', () => {
  expect(partsOf('')).toEqual(['']);
});
