import { LiveRecords } from '@shared/evtx/live-records';
import fc from 'fast-check';
import { expect, it } from 'vitest';

/** Runs of ascending ids, as wrapped and carved logs have them, some ids more than once. */
const runs = fc.array(
  fc
    .tuple(
      fc.nat(60),
      fc.array(fc.tuple(fc.nat(3), fc.bigInt({ min: 0n, max: 3n })), { maxLength: 30 }),
    )
    .map(([first, steps]) => {
      let id = first;
      return steps.map(([step, written]) => ({ id: (id += step), written }));
    }),
  { maxLength: 6 },
);

it('knows the records it was told of and no others, as a plain list does', () => {
  fc.assert(
    fc.property(
      runs,
      fc.array(fc.tuple(fc.nat(160), fc.bigInt({ min: 0n, max: 3n }))),
      (told, asked) => {
        const live = new LiveRecords();
        const list = told.flat();
        for (const { id, written } of list) live.add(id, written);
        for (const { id, written } of list) expect(live.has(id, written)).toBe(true);
        for (const [id, written] of asked) {
          const inList = list.some((one) => one.id === id && one.written === written);
          expect(live.has(id, written)).toBe(inList);
        }
      },
    ),
    { numRuns: 500 },
  );
});

it('goes on over many blocks', () => {
  const live = new LiveRecords();
  for (let id = 1; id <= 20_000; id++) live.add(id, BigInt(id));
  expect(live.has(20_000, 20_000n)).toBe(true);
  expect(live.has(4_097, 4_097n)).toBe(true);
  expect(live.has(4_097, 4_098n)).toBe(false);
  expect(live.has(20_001, 20_001n)).toBe(false);
});

it('knows records whose ids come in no order at all', () => {
  const live = new LiveRecords();
  for (let at = 0; at < 3_000; at++) live.add((at * 7_919) % 3_001, BigInt(at));
  for (let at = 0; at < 3_000; at++) {
    expect(live.has((at * 7_919) % 3_001, BigInt(at))).toBe(true);
    expect(live.has((at * 7_919) % 3_001, BigInt(at + 1))).toBe(false);
  }
});
