import zlib from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compress, decompress, type Effort } from '@electron/store/compression';

const EFFORT = fc.constantFrom<Effort>('quick', 'thorough');

test('any bytes come back, of no other length than they were said to have', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), EFFORT, fc.nat(400), (bytes, effort, length) => {
      const packed = compress(bytes, effort);
      expect(decompress(packed, bytes.length)).toEqual(Buffer.from(bytes));
      if (length !== bytes.length) expect(() => decompress(packed, length)).toThrow();
    }),
  );
});

test('wherever what was packed is cut off, it is damage', () => {
  const lines = Array.from({ length: 20_000 }, (_, at) => `${at * 7_919} logon ${at % 31}`);
  const bytes = Buffer.from(lines.join());
  const packed = compress(bytes);
  expect(decompress(packed, bytes.length).equals(bytes)).toBe(true);
  // Not of a checksum behind all of it, which is no part of what is opened.
  const last = packed.length - 5;
  for (const kept of [...Array.from({ length: 40 }, (_, at) => Math.floor((at * last) / 40)), last])
    expect(() => decompress(packed.subarray(0, kept), bytes.length)).toThrow();
});

test('what is packed thoroughly is smaller', () => {
  const lines = Array.from(
    { length: 500 },
    (_, at) => `{"EventID":"${at % 9}","User":"u${at % 31}"}`,
  );
  const bytes = Buffer.from(lines.join());
  expect(compress(bytes, 'thorough').length).toBeLessThan(compress(bytes, 'quick').length);
});

test('more than is set aside at once comes back too', () => {
  const bytes = Buffer.alloc((16 << 20) + 5, 'some text ');
  expect(decompress(compress(bytes), bytes.length).equals(bytes)).toBe(true);
});

/** Node has it from 22.15 on. */
const hasZstd = 'zstdCompressSync' in zlib;
/** As Node 24 packs it. */
const PACKED_WITH_ZSTD = Buffer.from('Aii1L/0kCUkAADQ2MjQgNDYyNX1arJA=', 'base64');

test('what is packed by one runtime is opened by another with the codec, and refused by one without', () => {
  const open = (): string => decompress(PACKED_WITH_ZSTD, 9).toString();
  if (hasZstd) expect(open()).toBe('4624 4625');
  else expect(open).toThrow('open the case with Electron 37 or later');
  const packedWithBrotli = [Buffer.of(1), zlib.brotliCompressSync('4624 4625')];
  expect(decompress(Buffer.concat(packedWithBrotli), 9).toString()).toBe('4624 4625');
});

test('the best codec there is packs', () => {
  expect(compress(Buffer.of(1))[0]).toBe(hasZstd ? 2 : 1);
});

test('no flipped bit of what zstd packed gives other bytes', () => {
  for (let bit = 0; bit < PACKED_WITH_ZSTD.length * 8; bit++) {
    const flipped = Buffer.from(PACKED_WITH_ZSTD);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    let opened = '4624 4625';
    try {
      opened = decompress(flipped, 9).toString();
    } catch {
      // Met.
    }
    expect(opened).toBe('4624 4625');
  }
});

test('a codec of a later version is refused', () => {
  expect(() => decompress(Buffer.of(3, 0), 1)).toThrow('unknown codec 3');
});
