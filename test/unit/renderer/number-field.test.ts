import { expect, it } from 'vitest';
import { numberIn } from '../../../renderer/parts/number-field';

it('takes whole numbers within the bounds alone', () => {
  const read = (text: string): number | null => numberIn(text, { smallest: 1, largest: 128 });
  expect(['1', '128', ' 32 ', '007'].map(read)).toEqual([1, 128, 32, 7]);
  for (const wrong of ['', '0', '129', '1.5', '-1', '1e2', '0x10', 'many']) {
    expect(read(wrong), wrong).toBeNull();
  }
});
