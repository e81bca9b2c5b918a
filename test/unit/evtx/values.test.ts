/** Every value type as Windows renders it (evtx.md 6). */
import { rawValuesOf } from '@shared/evtx/raw-values';
import { childrenOf, elementsOf } from '@shared/evtx/record-tree';
import { describe, expect, it } from 'vitest';
import { element, instanceOf, slot, type Value } from '../../fixtures/evtx/binxml-nodes';
import * as bytes from '../../fixtures/evtx/value-bytes';
import { readAll, SOME_TIME } from '../../fixtures/evtx-reading';
import { writeEvtx } from '../../fixtures/evtx-writer';

function read(value: Value): { content: unknown[]; reasons: string[] } {
  const stream = instanceOf(element('Event', {}, element('V', {}, slot(0))), [value]);
  const { records, flaws } = readAll(
    writeEvtx({ records: [{ recordId: 1, time: SOME_TIME, stream }] }),
  );
  const [record] = records;
  if (record === undefined) throw new Error('no record');
  return {
    content: elementsOf(record.tree).flatMap((one) => [...childrenOf(one)]),
    reasons: flaws.map(({ reason }) => reason),
  };
}

const GUID = '{01234567-89ab-cdef-0123-456789abcdef}';

const SCALARS: readonly (readonly [what: string, value: Value, shown: unknown])[] = [
  ['null', bytes.nullValue(), null],
  ['text', bytes.text16('Olá, 世界'), 'Olá, 世界'],
  ['text cut at its first NUL', bytes.text16('before\0after'), 'before'],
  ['text of an odd size', bytes.rawValue(1, [0x41, 0, 0x42]), 'A'],
  ['ANSI text by Windows-1252', bytes.ansi('a\u0080\0z'), 'a€z'],
  ['int8', bytes.int8(-5), -5],
  ['uint8', bytes.uint8(250), 250],
  ['int16', bytes.int16(-300), -300],
  ['uint16', bytes.uint16(65_535), 65_535],
  ['int32', bytes.int32(-70_000), -70_000],
  ['uint32', bytes.uint32(4_294_967_295), 4_294_967_295],
  ['int64', bytes.int64(-9_007_199_254_740_991n), -9_007_199_254_740_991],
  ['int64 past the exact numbers', bytes.int64(-9_007_199_254_740_992n), '-9007199254740992'],
  ['uint64', bytes.uint64(18_446_744_073_709_551_615n), '18446744073709551615'],
  ['real32', bytes.real32(0.1), '0.1'],
  ['real64', bytes.real64(-2.5), '-2.5'],
  ['real64, whole', bytes.real64(3), '3.0'],
  ['not a number', bytes.real64(Number.NaN), '-1.#IND'],
  ['infinity', bytes.real64(Number.NEGATIVE_INFINITY), '-1.#INF'],
  ['bool true', bytes.bool(1), true],
  ['bool false', bytes.bool(0), false],
  ['irregular bool', bytes.bool(-17), true],
  ['binary', bytes.binary([0, 0xab, 0x1f]), '00AB1F'],
  ['GUID', bytes.guid(GUID), GUID],
  ['pointer of 4 bytes', bytes.pointer32(0x7ffe), '0x7ffe'],
  ['pointer of 8 bytes', bytes.pointer64(0x7ffe_0000_0001n), '0x7ffe00000001'],
  ['FILETIME', bytes.time(SOME_TIME), '2026-03-09T08:07:06.1234567Z'],
  ['FILETIME zero', bytes.time(0n), '1601-01-01T00:00:00.0000000Z'],
  ['FILETIME past the year 9999', bytes.time(0xffff_ffff_ffff_ffffn), 'ticks:18446744073709551615'],
  ['SYSTEMTIME', bytes.systemTime([2026, 3, 1, 9, 8, 7, 6, 123]), '2026-03-09T08:07:06.1230000Z'],
  ['SYSTEMTIME zero', bytes.systemTime([0, 0, 0, 0, 0, 0, 0, 0]), '1601-01-01T00:00:00.0000000Z'],
  ['SID', bytes.sid('S-1-5-21-1-2-4294967295-500'), 'S-1-5-21-1-2-4294967295-500'],
  ['SID of a large authority', bytes.sid('S-1-4294967296-7'), 'S-1-0x100000000-7'],
  ['hex32', bytes.hex32(0x3e7), '0x3e7'],
  ['hex64', bytes.hex64(0x8020_0000_0000_0000n), '0x8020000000000000'],
];

it.each(SCALARS)('%s', (_, value, shown) => {
  expect(read(value)).toEqual({ content: [shown], reasons: [] });
});

const ARRAYS: readonly (readonly [what: string, value: Value, items: readonly unknown[]])[] = [
  ['texts', bytes.textArray(['a', '', 'c']), ['a', '', 'c']],
  ['texts without the last NUL', bytes.rawValue(0x81, [0x61, 0, 0, 0, 0x62, 0]), ['a', 'b']],
  ['ANSI texts', bytes.rawValue(0x82, [0x61, 0, 0x62, 0x63]), ['a', 'bc']],
  ['numbers', bytes.arrayOf([bytes.uint16(1), bytes.uint16(2)]), [1, 2]],
  ['hex numbers', bytes.arrayOf([bytes.hex32(1), bytes.hex32(255)]), ['0x1', '0xff']],
  ['GUIDs', bytes.arrayOf([bytes.guid(GUID), bytes.guid(GUID)]), [GUID, GUID]],
  [
    'SIDs of different lengths',
    bytes.arrayOf([bytes.sid('S-1-5-18'), bytes.sid('S-1-5-32-544')]),
    ['S-1-5-18', 'S-1-5-32-544'],
  ],
];

it.each(ARRAYS)('an array of %s', (_, value, items) => {
  expect(read(value)).toEqual({ content: items, reasons: [] });
});

describe('values that do not fit their type', () => {
  it('keeps the bytes of one that is too short, and says so', () => {
    const { content, reasons } = read(bytes.rawValue(0x08, [1, 2]));
    expect(content).toEqual(['0102']);
    expect(reasons).toEqual(['a value of type 8 has 2 bytes']);
  });

  it('reads one that is too long by its first bytes', () => {
    expect(read(bytes.rawValue(0x06, [1, 0, 9, 9])).content).toEqual([1]);
  });

  it('keeps the bytes of an unknown type', () => {
    const { content, reasons } = read(bytes.rawValue(0x3f, [0xca, 0xfe]));
    expect(content).toEqual(['CAFE']);
    expect(reasons).toHaveLength(1);
  });

  it('reads a SID whose parts are cut off as far as it goes', () => {
    expect(read(bytes.rawValue(0x13, [1, 4, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0])).content).toEqual([
      'S-1-5-21',
    ]);
  });
});

describe('values whose text tells less than their bytes', () => {
  const ODD: readonly (readonly [what: string, value: Value, type: string, hex: string])[] = [
    ['text behind a NUL', bytes.text16('a\0b'), '01', '610000006200'],
    ['a text that begins with a NUL', bytes.text16('\0b'), '01', '00006200'],
    ['half a character', bytes.rawValue(1, [0x41, 0, 0x42]), '01', '410042'],
    ['ANSI text behind a NUL', bytes.rawValue(2, [0x41, 0, 0x42]), '02', '410042'],
    ['a boolean of 7', bytes.bool(7), '0d', '07000000'],
    ['more bytes than the type has', bytes.rawValue(4, [1, 2]), '04', '0102'],
    [
      'a SID with a rest',
      bytes.rawValue(0x13, [1, 0, 0, 0, 0, 0, 0, 5, 9]),
      '13',
      '010000000000000509',
    ],
  ];

  it.each(ODD)('keeps the bytes of %s beside the record', (_, value, type, hex) => {
    const stream = instanceOf(element('Event', {}, element('V', {}, slot(0))), [value]);
    const file = writeEvtx({ records: [{ recordId: 1, time: SOME_TIME, stream }] });
    const [record] = readAll(file).records;
    const raw = `value 0 type 0x${type} bytes ${hex}`;
    expect(record?.tree.at(-1)).toEqual(['?raw', 0, raw]);
    expect(Buffer.from(record?.event.document() ?? []).toString()).toContain(raw);
    expect(rawValuesOf(record?.tree ?? ['Event', 0])).toMatchObject([{ index: 0, hex }]);
  });

  it.each(SCALARS.filter(([what]) => !/NUL|odd|irregular|Windows-1252/.test(what)))(
    'keeps nothing beside %s',
    (_, value) => {
      const stream = instanceOf(element('Event', {}, element('V', {}, slot(0))), [value]);
      const [record] = readAll(
        writeEvtx({ records: [{ recordId: 1, time: SOME_TIME, stream }] }),
      ).records;
      expect(record?.tree.filter((node) => Array.isArray(node) && node[0] === '?raw')).toEqual([]);
    },
  );
});
