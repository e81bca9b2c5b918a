/** Sets of places against sets. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  firstFrom,
  inBoth,
  inEither,
  inNone,
  inStretch,
  type Places,
  placesKept,
  placesOf,
  placesWith,
} from '@electron/store/search/places';

const EVENTS = 40;
const flags = fc.uint8Array({ min: 0, max: 1, minLength: EVENTS, maxLength: EVENTS });
const places: fc.Arbitrary<Places> = fc.option(flags.map(placesOf));

const setOf = (of: Places): Set<number> => new Set(of ?? Array(EVENTS).keys());
const listed = (of: Places): number[] => [...(of ?? Array(EVENTS).keys())];
const every = [...Array(EVENTS).keys()];

test('they are joined as sets are, and stay as they were', () => {
  fc.assert(
    fc.property(places, places, (left, right) => {
      const [lefts, rights] = [setOf(left), setOf(right)];
      expect(listed(inBoth(left, right))).toEqual(
        every.filter((at) => lefts.has(at) && rights.has(at)),
      );
      expect(listed(inEither(left, right))).toEqual(
        every.filter((at) => lefts.has(at) || rights.has(at)),
      );
      expect(listed(inNone(left, EVENTS))).toEqual(every.filter((at) => !lefts.has(at)));
      const isThird = (at: number): boolean => at % 3 === 0;
      expect(listed(placesKept(left, EVENTS, isThird))).toEqual([...lefts].filter(isThird));
      expect([setOf(left), setOf(right)]).toEqual([lefts, rights]);
    }),
  );
});

test('a stretch has its own, counted from where it begins', () => {
  const at = fc.nat(EVENTS);
  fc.assert(
    fc.property(places, at, at, (all, one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const part = inStretch(all, from, to - from);
      const expected = listed(all).filter((place) => place >= from && place < to);
      if (all === null) expect(part).toBeNull();
      else expect(listed(part)).toEqual(expected.map((place) => place - from));
      if (all !== null)
        expect(firstFrom(all, from)).toBe(listed(all).filter((place) => place < from).length);
    }),
  );
});

test('codes are wanted or not', () => {
  const code = fc.nat(5);
  fc.assert(
    fc.property(fc.array(code, { maxLength: EVENTS }), fc.array(code), (codes, wanted) => {
      const isWanted = new Uint8Array(6);
      for (const one of wanted) isWanted[one] = 1;
      const expected = codes.flatMap((one, at) => (wanted.includes(one) ? [at] : []));
      expect([...placesWith(Uint16Array.from(codes), isWanted)]).toEqual(expected);
      expect([...placesWith(Uint8Array.from(codes), isWanted)]).toEqual(expected);
    }),
  );
});
