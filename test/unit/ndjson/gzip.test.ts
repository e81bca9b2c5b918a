import zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openStream } from '@shared/ndjson/byte-stream';
import { jsonLayoutOf } from '@shared/ndjson/looks-like-json';
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { sourceOf } from '../../fixtures/byte-source';
import { bytesOf, documentOf, readAll } from './bytes';

function unpack(bytes: Uint8Array): { bytes: Buffer; damage: readonly string[] } {
  const stream = openStream(sourceOf(bytes));
  const parts: Buffer[] = [];
  for (let part = stream.next(); part !== null; part = stream.next()) parts.push(Buffer.from(part));
  return { bytes: Buffer.concat(parts), damage: stream.damage };
}

const LINES = Array.from({ length: 5_000 }, (_, n) => JSON.stringify({ n, text: `é ${n * 7}` }));
const TEXT = LINES.join('\n');
const STRATEGIES = [
  zlib.constants.Z_DEFAULT_STRATEGY,
  zlib.constants.Z_FIXED,
  zlib.constants.Z_HUFFMAN_ONLY,
  zlib.constants.Z_RLE,
];

test('any bytes come back, whatever the level and the strategy', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.uint8Array({ maxLength: 300 }), fc.nat(2_000))),
      fc.nat(9),
      fc.constantFrom(...STRATEGIES),
      (parts, level, strategy) => {
        const whole = Buffer.concat(parts.flatMap(([part, times]) => Array(times % 40).fill(part)));
        const { bytes, damage } = unpack(zlib.gzipSync(whole, { level, strategy }));
        expect(damage).toEqual([]);
        expect(bytes.equals(whole)).toBe(true);
      },
    ),
    { seed: 41, numRuns: 200 },
  );
});

test('a name, a comment, extra bytes and a checksum in the header are passed over', () => {
  const plain = zlib.gzipSync('{"a":1}');
  const extra = Buffer.from([4, 0, 1, 2, 3, 4, ...bytesOf('n\0c\0'), 0, 0]);
  const header = Buffer.from(plain.subarray(0, 10));
  header[3] = 2 | 4 | 8 | 16;
  const { bytes, damage } = unpack(Buffer.concat([header, extra, plain.subarray(10)]));
  expect([bytes.toString(), damage]).toEqual(['{"a":1}', []]);
});

test('members one after the other are one text, with zero bytes behind them', () => {
  const packed = Buffer.concat([
    zlib.gzipSync('{"a":1}\n{"a"'),
    zlib.gzipSync(':2}\n'),
    Buffer.alloc(512),
  ]);
  const { events, flaws } = readAll(packed);
  expect(flaws).toEqual([]);
  expect(events.map(({ offsetBytes }) => offsetBytes)).toEqual([0, 8]);
});

describe('damage', () => {
  const packed = zlib.gzipSync(TEXT);

  test('a cut file keeps every whole line before the cut, and says so', () => {
    const { events, flaws } = readAll(packed.subarray(0, packed.length >> 1));
    expect(events.length).toBeGreaterThan(1_000);
    expect(events.map((event) => documentOf(event))).toEqual(LINES.slice(0, events.length));
    expect(flaws.at(-1)).toMatchObject({ kind: 'gzip-damaged', recordLost: false });
    expect(flaws.at(-1)?.reason).toContain('ends in the middle');
  });

  test('a missing trailer, a wrong checksum and bytes behind the end are told', () => {
    expect(readAll(packed.subarray(0, -4)).flaws.map((flaw) => flaw.kind)).toEqual([
      'gzip-damaged',
    ]);
    const wrong = Buffer.from(packed);
    wrong.writeUInt32LE(1, packed.length - 8);
    const checked = readAll(wrong);
    expect(checked.events).toHaveLength(LINES.length);
    expect(checked.flaws.map((flaw) => flaw.reason)[0]).toContain('checksum');
    const trailed = readAll(Buffer.concat([packed, bytesOf('not gzip')]));
    expect(trailed.events).toHaveLength(LINES.length);
    expect(trailed.flaws.map((flaw) => flaw.kind)).toEqual(['gzip-damaged']);
  });

  test('agrees with zlib on which damaged files are whole', () => {
    const small = zlib.gzipSync(LINES.slice(0, 40).join('\n'));
    fc.assert(
      fc.property(fc.nat(small.length - 1), fc.nat(255), fc.nat(small.length), (at, byte, end) => {
        const damaged = Buffer.from(small.subarray(0, end));
        if (at < end) damaged[at] = byte;
        // The header's time, flags of the packer and system are nobody's business.
        fc.pre(damaged.length > 3 && damaged[0] === 0x1f && damaged[1] === 0x8b && at !== 3);
        fc.pre(damaged[2] === 8);
        let whole: Buffer | null = null;
        try {
          whole = zlib.gunzipSync(damaged);
        } catch {
          // Damaged for zlib too.
        }
        const ours = unpack(damaged);
        if (whole !== null) expect(ours.bytes.equals(whole)).toBe(true);
        expect(ours.damage.length === 0).toBe(whole !== null);
      }),
      { seed: 42, numRuns: 3_000 },
    );
  });
});

test('a bomb of one endless line is read in bounded memory and steps all the way', () => {
  const bomb = zlib.gzipSync(Buffer.alloc(200 << 20, 'x'), { level: 1 });
  const before = process.memoryUsage().arrayBuffers;
  let steps = 0;
  const reader = openNdjson(sourceOf(bomb), 'lines');
  const flaws = [...reader.records(() => steps++)];
  expect(flaws.map((parsed) => parsed.type)).toEqual(['flaw']);
  expect(steps).toBeGreaterThan(200);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(150 << 20);
  expect(reader.done()).toBe(bomb.length);
});

test('progress of gzip is in bytes of the file', () => {
  const packed = zlib.gzipSync(TEXT);
  const reader = openNdjson(sourceOf(packed), 'lines');
  expect(reader.estimate()).toEqual({ total: packed.length, unit: 'bytes' });
});

test.each([
  [TEXT, 'lines'],
  [`[${LINES.join(',')}]`, 'array'],
  ['plain text', null],
] as const)('the layout is that of what gzip holds', (text, layout) => {
  expect(jsonLayoutOf(sourceOf(zlib.gzipSync(text)))).toBe(layout);
});
