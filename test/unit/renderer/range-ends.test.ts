import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FileTime, LAST_WRITABLE } from '@shared/model/file-time';
import { formatFileTime, parseIsoTime } from '@shared/model/time-text';
import {
  readEnd,
  readStart,
  shownEnd,
  shownStart,
} from '../../../renderer/features/events/range-ends';

test.each([
  ['2026-03-09T08:13:00.0000001Z', '<=2026-03-09 08:13:00'],
  ['2026-03-09T08:13:00.1280001Z', '<=2026-03-09 08:13:00.128'],
  ['2026-03-09T08:13:00.1234568Z', '<=2026-03-09 08:13:00.1234567'],
  ['2026-03-09T08:13:00.0000000Z', '2026-03-09 08:13:00'],
  ['2026-03-09T08:13:00.1230000Z', '2026-03-09 08:13:00.123'],
])('an end of %s is shown as %s', (iso, shown) => {
  expect(shownEnd(iso, 'UTC')).toBe(shown);
  expect(readEnd(shown, 'UTC')).toBe(iso);
});

test('an end may be in the range, in any zone', () => {
  expect(readEnd(' ≤ 2026-03-09 17:13', 'Asia/Tokyo')).toBe('2026-03-09T08:13:00.0000001Z');
  expect(shownEnd('2026-03-09T08:13:00.0000001Z', 'Asia/Tokyo')).toBe(
    '<=2026-03-09 17:13:00 +09:00',
  );
  expect(readEnd('', 'UTC')).toBeNull();
  expect(shownEnd(null, 'UTC')).toBe('');
  for (const text of ['<=', '<=soon', '<2026-03-09', '>=2026-03-09'])
    expect(readEnd(text, 'UTC')).toBeUndefined();
  // A start is in it anyway.
  expect(readStart('<=2026-03-09', 'UTC')).toBeUndefined();
});

test('what is shown of any range reads as the same times', () => {
  const times = fc.bigInt({ min: 1n, max: LAST_WRITABLE }).map((ticks) => ticks as FileTime);
  const zones = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York', 'Asia/Kathmandu');
  fc.assert(
    fc.property(times, zones, (time, zone) => {
      const iso = formatFileTime(time);
      const within = parseIsoTime(shownStart(iso, zone));
      fc.pre(within !== null);
      expect(readStart(shownStart(iso, zone), zone)).toBe(iso);
      expect(readEnd(shownEnd(iso, zone), zone)).toBe(iso);
    }),
  );
});
