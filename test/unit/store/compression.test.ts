import { createHash } from 'node:crypto';
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

/** As records of a log are: much in common, and numbers, ids and paths of their own. */
function recordLike(number: number): string {
  const hash = createHash('sha256').update(String(number)).digest('hex');
  const [id, name] = [hash.slice(0, 32), hash.slice(36, 41)];
  const pid = Number.parseInt(hash.slice(32, 36), 16);
  const system = {
    Provider: 'Microsoft-Windows-Security-Auditing {54849625-5478-4994-a5ba-3e3b0328c30d}',
    EventID: ['4624', '4688', '7036', '1', '3', '11', '22'][number % 7],
    ...{ Version: 2, Level: 0, Task: 13_312, Keywords: '0x8020000000000000' },
    TimeCreated: `2026-03-${10 + (number % 9)}T0${number % 10}:1${pid % 10}:2${number % 6}.${pid}${number}`,
    ...{ EventRecordID: number, Channel: 'Security', Computer: `WS${pid % 40}.corp.example` },
  };
  const data = {
    SubjectUserSid: `S-1-5-21-${pid % 7}-1004336348-1177238915-${1_000 + (pid % 50)}`,
    SubjectUserName: `user${pid % 50}`,
    NewProcessName: `C:\\Windows\\${name}\\svchost.exe`,
    ...{ ProcessGuid: `{${id}}`, ProcessId: `0x${pid.toString(16)}` },
    CommandLine: `svchost.exe -k ${name} -p -s ${id.slice(3, 9)}`,
    ParentProcessName: 'C:\\Windows\\System32\\services.exe',
  };
  return JSON.stringify(['Event', 0, ['System', 0, system], ['EventData', 0, data]]);
}

test('what is packed thoroughly is smaller', () => {
  const records = Array.from({ length: 64 }, (_, at) => recordLike(at + 1));
  const bytes = Buffer.from(records.join(''));
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
