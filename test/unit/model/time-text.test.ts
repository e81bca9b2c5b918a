import { fileTime } from '@shared/model/file-time';
import { formatFileTime, parseIsoTime } from '@shared/model/time-text';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const shown = (text: string): string | null => {
  const time = parseIsoTime(text);
  return time === null ? null : formatFileTime(time);
};

it('writes any time so that it reads back the same', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (ticks) => {
      const time = fileTime(ticks);
      expect(time === null ? null : parseIsoTime(formatFileTime(time))).toBe(ticks);
    }),
  );
});

it.each([
  ['2026-03-09', '2026-03-09T00:00:00.0000000Z'],
  ['2026-03-09T08:07', '2026-03-09T08:07:00.0000000Z'],
  ['2026-03-09 08:07:06', '2026-03-09T08:07:06.0000000Z'],
  ['2026-03-09T08:07:06Z', '2026-03-09T08:07:06.0000000Z'],
  ['2026-03-09T08:07:06.1Z', '2026-03-09T08:07:06.1000000Z'],
  ['2026-03-09T08:07:06,25 UTC', '2026-03-09T08:07:06.2500000Z'],
  ['2026-03-09T08:07:06.123456789Z', '2026-03-09T08:07:06.1234567Z'],
  ['2026-03-09T08:07:06+02:00', '2026-03-09T06:07:06.0000000Z'],
  ['2026-03-09T22:07:06-0330', '2026-03-10T01:37:06.0000000Z'],
  ['  2026-03-09T08:07:06z ', '2026-03-09T08:07:06.0000000Z'],
])('reads %s', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

it.each([
  '',
  'yesterday',
  '2026-02-30',
  '2026-3-9',
  '09/03/2026',
  '2026-03-09T25:00',
  '2026-03-09T08:07:06.Z',
  '1601-01-01T00:00:00+01:00',
  'ticks:',
  'ticks:18446744073709551616',
])('reads no time in %j', (text) => {
  expect(parseIsoTime(text)).toBeNull();
});

it('never throws on text', () => {
  fc.assert(fc.property(fc.string(), (text) => typeof parseIsoTime(text) !== 'undefined'));
});

it('writes what four year digits cannot hold as ticks', () => {
  const time = fileTime(2n ** 64n - 1n);
  expect(time === null ? null : formatFileTime(time)).toBe('ticks:18446744073709551615');
});

it('reads the usual spelling as any other', () => {
  const part = fc.oneof(fc.nat(99), fc.constantFrom(0, 23, 24, 59, 60));
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789x'), maxLength: 9 });
  fc.assert(
    fc.property(part, part, part, part, digits, (day, hour, minute, second, fraction) => {
      const two = (number: number): string => String(number).padStart(2, '0');
      const clock = `${two(hour)}:${two(minute)}:${two(second)}${fraction === '' ? '' : `.${fraction}`}`;
      const text = `2026-02-${two(day)}T${clock}Z`;
      // A lower-case letter is never the usual spelling.
      expect(shown(text)).toBe(shown(text.replace('Z', 'z')));
    }),
    { numRuns: 3_000 },
  );
});
