import { expect, it } from 'vitest';
import { hexLines } from '../../../renderer/lib/hex-lines';

it('lays bytes out with their offset and what is printable', () => {
  expect(hexLines('')).toEqual([]);
  expect(hexLines('610000007E7F00FF20')).toEqual([
    '0000  61 00 00 00 7E 7F 00 FF  a...~...',
    '0008  20                        ',
  ]);
});
