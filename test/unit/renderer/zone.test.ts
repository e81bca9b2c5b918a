import { describe, expect, it } from 'vitest';
import {
  formatFullTime,
  formatGridTime,
  formatOffset,
  isKnownZone,
  parseOffsetName,
  typedTimeToIso,
} from '../../../renderer/lib/zone';

const TIME = '2026-03-14T02:11:07.1049999Z';

describe('times in a zone', () => {
  it('cuts the fraction and never rounds it', () => {
    expect(formatGridTime(TIME, 'UTC')).toBe('2026-03-14 02:11:07.104');
    expect(formatFullTime(TIME, 'UTC')).toBe('2026-03-14 02:11:07.1049999 UTC');
  });

  it.each([
    ['Asia/Kolkata', '2026-03-14 07:41:07.1049999 +05:30'],
    ['America/New_York', '2026-03-13 22:11:07.1049999 -04:00'],
    ['Europe/Berlin', '2026-03-14 03:11:07.1049999 +01:00'],
  ])('moves the clock to %s', (zone, shown) => {
    expect(formatFullTime(TIME, zone)).toBe(shown);
  });

  it('knows both sides of a change of the clocks', () => {
    expect(formatFullTime('2026-03-29T00:59:59.9999999Z', 'Europe/Berlin')).toBe(
      '2026-03-29 01:59:59.9999999 +01:00',
    );
    expect(formatFullTime('2026-03-29T01:00:00.0000000Z', 'Europe/Berlin')).toBe(
      '2026-03-29 03:00:00.0000000 +02:00',
    );
  });

  it('shows what is no writable time as it is', () => {
    expect(formatGridTime('ticks:18446744073709551615', 'UTC')).toBe('ticks:18446744073709551615');
    expect(formatFullTime('soon', 'Europe/Berlin')).toBe('soon');
  });

  it('shows a zone this machine does not know as UTC', () => {
    expect(isKnownZone('Middle/Earth')).toBe(false);
    expect(formatGridTime(TIME, 'Middle/Earth')).toBe('2026-03-14 02:11:07.104');
  });

  it('reads offsets as Intl writes them', () => {
    expect(parseOffsetName('GMT')).toBe(0);
    expect(parseOffsetName('GMT+05:30')).toBe(19_800);
    expect(parseOffsetName('GMT-00:44:30')).toBe(-2_670);
    expect(formatOffset(-2_670)).toBe('-00:44:30');
  });

  it('reads a typed time in the shown zone unless it names its own', () => {
    expect(typedTimeToIso('2026-03-14 02:11', 'UTC')).toBe('2026-03-14T02:11:00.0000000Z');
    expect(typedTimeToIso('2026-07-01 12:00:00', 'Europe/Berlin')).toBe(
      '2026-07-01T10:00:00.0000000Z',
    );
    expect(typedTimeToIso('2026-07-01T12:00:00Z', 'Europe/Berlin')).toBe(
      '2026-07-01T12:00:00.0000000Z',
    );
    expect(typedTimeToIso('2026-07-01T12:00:00+05:00', 'Europe/Berlin')).toBe(
      '2026-07-01T07:00:00.0000000Z',
    );
    expect(typedTimeToIso('2026-07-01', 'Europe/Berlin')).toBe('2026-06-30T22:00:00.0000000Z');
    expect(typedTimeToIso('yesterday', 'UTC')).toBeNull();
  });

  it('gives back a time it has shown', () => {
    for (const zone of ['UTC', 'Europe/Berlin', 'Asia/Kolkata']) {
      expect(typedTimeToIso(formatFullTime(TIME, zone), zone)).toBe(TIME);
    }
  });
});
