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

test('a codec of another version is refused', () => {
  expect(() => decompress(Buffer.of(2, 0), 1)).toThrow('unknown codec 2');
});
