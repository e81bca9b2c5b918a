import { expect, test } from 'vitest';
import { fieldNames } from '@electron/store/shard/field-names';

test('fields are found by name, and by any writing of it', () => {
  const fields = fieldNames(['User', 'Image', 'user', '__proto__']);
  expect(fields.idOf('User')).toBe(1);
  expect(fields.idOf('USER')).toBeUndefined();
  expect(fields.called('user')).toEqual([1, 3]);
  expect(fields.called('User')).toEqual([]);
  expect(fields.called('__proto__')).toEqual([4]);
  expect(fields.of(2)).toBe('Image');
  expect(() => fields.of(5)).toThrow('Re-index the file');
});

test('equal lists are laid out once', () => {
  expect(fieldNames(['A', 'B'])).toBe(fieldNames(['A', 'B']));
});
