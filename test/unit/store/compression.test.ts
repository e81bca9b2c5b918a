import zlib from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compress, decompress } from '@electron/store/compression';

test('any bytes come back, and nothing larger than they were said to be', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(400), (bytes, most) => {
      const packed = compress(bytes);
      const open = (): Buffer => decompress(packed, most);
      if (most >= bytes.length) expect(open()).toEqual(Buffer.from(bytes));
      else if (bytes.length > 1) expect(open).toThrow();
    }),
  );
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
  expect(decompress(compress(Buffer.from('4624 4625'), 1), 9).toString()).toBe('4624 4625');
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
