/** The pool gives a text for the very bytes it was put there for, and for no others. */
import { equalBytes } from '@shared/evtx/equal-bytes';
import { NumberTexts } from '@shared/evtx/number-texts';
import { TextPool } from '@shared/evtx/text-pool';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Values that share most of what they say, of many lengths. */
const alike = fc
  .tuple(fc.integer({ min: 0, max: 600 }), fc.array(fc.nat(), { maxLength: 2 }), fc.nat(255))
  .map(([length, changes, byte]) => {
    const bytes = new Uint8Array(length).fill(7);
    for (const change of changes) if (length > 0) bytes[change % length] = byte;
    return bytes;
  });

it('compares bytes', () => {
  fc.assert(
    fc.property(alike, alike, fc.nat(9), (first, second, shift) => {
      const moved = new Uint8Array(second.length + shift);
      moved.set(second, shift);
      const length = Math.min(first.length, second.length);
      expect(equalBytes(viewOf(first), 0, viewOf(moved), shift, length)).toBe(
        first.subarray(0, length).join() === second.subarray(0, length).join(),
      );
    }),
    { numRuns: 2_000 },
  );
});

it('holds a text for its own value only', () => {
  const pool = new TextPool();
  const textOf = (kind: number, bytes: Uint8Array): string => `${kind} ${bytes.join()}`;
  let hits = 0;
  fc.assert(
    fc.property(alike, fc.integer({ min: 1, max: 2 }), (bytes, type) => {
      const kind = (type << 16) | bytes.length;
      const place = pool.placeOf(viewOf(bytes), 0, kind);
      expect(place >= 0).toBe(bytes.length <= 512);
      if (place < 0) return;
      if (pool.holds(place, viewOf(bytes), 0, kind)) {
        hits++;
        expect(pool.texts[place]).toBe(textOf(kind, bytes));
      } else pool.put(place, viewOf(bytes), 0, kind, textOf(kind, bytes));
      expect(pool.holds(place, viewOf(bytes), 0, kind)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
  expect(hits).toBeGreaterThan(100);
});

it('writes numbers as JavaScript does', () => {
  const texts = new NumberTexts();
  const number = fc.oneof(fc.nat(0xffff_ffff), fc.nat(70_000), fc.constant(0xffff_ffff));
  fc.assert(
    fc.property(number, fc.nat(3_000), (value, further) => {
      const next = Math.min(value + further, 0xffff_ffff);
      expect([texts.running(value), texts.running(next), texts.of(next)]).toEqual([
        String(value),
        String(next),
        String(next),
      ]);
    }),
    { numRuns: 3_000 },
  );
});
