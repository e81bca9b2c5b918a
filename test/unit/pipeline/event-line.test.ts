import { describe, expect, it } from 'vitest';
import { numberOrText } from '@electron/pipeline/event-line';

describe('numberOrText', () => {
  it.each([
    ['42', 42],
    ['-1', -1],
    ['007', '007'],
    ['0', 0],
    ['9007199254740992', '9007199254740992'],
    ['0x10', '0x10'],
    ['', ''],
    [null, null],
  ])('%j becomes %j', (text, value) => {
    expect(numberOrText(text)).toBe(value);
  });
});
