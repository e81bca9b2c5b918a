/** Where the live records of a chunk are, whatever its header and its records claim. */
import { parseChunkHeader } from '@shared/evtx/chunk-header';
import { RecordWalk } from '@shared/evtx/record-walk';
import { describe, expect, it } from 'vitest';
import { chunkHolding } from '../../fixtures/evtx/one-chunk';
import { numbered, offsetsOf } from '../../fixtures/evtx-reading';
import {
  CHUNK_BYTES,
  FILE_HEADER_BYTES,
  joinFile,
  writeChunks,
  writtenOver,
} from '../../fixtures/evtx-writer';

const chunkOf = (count: number, first = 1): Uint8Array => {
  const [bytes = new Uint8Array()] = writeChunks(numbered(count, first));
  return bytes;
};

const whole = chunkOf(8);
const OFFSETS = offsetsOf(joinFile([whole])).map((offset) => offset - FILE_HEADER_BYTES);
const [FIRST = 0, , THIRD = 0, FOURTH = 0] = OFFSETS;

interface Walked {
  /** Offsets of records; of damage, below zero. */
  readonly met: readonly number[];
  readonly reasons: readonly string[];
  readonly liveEnd: number;
}

function walk(
  change: (view: DataView, bytes: Uint8Array) => void,
  lengthBytes = CHUNK_BYTES,
  from = whole,
): Walked {
  const bytes = from.slice();
  change(new DataView(bytes.buffer), bytes);
  const chunk = chunkHolding(bytes);
  const records = new RecordWalk(chunk);
  records.start(parseChunkHeader(chunk), lengthBytes);
  const met: number[] = [];
  const reasons: string[] = [];
  while (records.next()) {
    met.push(records.damage === null ? records.chunkOffset : -records.chunkOffset);
    if (records.damage !== null) reasons.push(records.damage);
  }
  return { met, reasons, liveEnd: records.liveEnd };
}

const END = new DataView(whole.buffer).getUint32(48, true);
const withDamageAt = (offset: number): number[] => OFFSETS.map((at) => (at === offset ? -at : at));

it('finds the records of a whole chunk and where they end', () => {
  expect(walk(() => undefined)).toEqual({ met: OFFSETS, reasons: [], liveEnd: END });
});

it('reports a missing signature and goes on behind it', () => {
  const { met, reasons } = walk((view) => view.setUint32(THIRD, 0));
  expect(met).toEqual(withDamageAt(THIRD));
  expect(reasons).toEqual(['no record stands where one should']);
});

it('reports a missing signature of the first record, whatever chunk came before', () => {
  expect(walk((view) => view.setUint32(FIRST, 0)).met).toEqual(withDamageAt(FIRST));
});

it('ends where nothing live follows a missing signature', () => {
  const last = OFFSETS.at(-1) ?? 0;
  const { met, reasons, liveEnd } = walk((view) => view.setUint32(last, 0));
  expect({ met, reasons }).toEqual({ met: OFFSETS.slice(0, -1), reasons: [] });
  expect(liveEnd).toBe(last);
});

it.each([0, 1, 27, CHUNK_BYTES, 0xffff_ffff])('reports a record of %i bytes', (size) => {
  const { met, reasons } = walk((view) => view.setUint32(THIRD + 4, size, true));
  expect(met).toEqual(withDamageAt(THIRD));
  expect(reasons).toEqual([`record size ${size} is impossible`]);
});

it('looks inside a record for the next one where its size leads nowhere', () => {
  for (const size of [40, 1_000, 40_000]) {
    const { met } = walk((view) => view.setUint32(THIRD + 4, size, true));
    expect(met).toEqual(OFFSETS);
  }
});

it('trusts a size that leads to a record, whatever its copy says', () => {
  expect(walk((view) => view.setUint32(FOURTH - 4, 7, true)).met).toEqual(OFFSETS);
});

describe('stale headers', () => {
  it('ends at the last id although the free space begins later', () => {
    const { met } = walk((view) => {
      view.setBigUint64(32, 3n, true);
      view.setUint32(48, CHUNK_BYTES, true);
    });
    expect(met).toEqual(OFFSETS.slice(0, 3));
  });

  it.each([0, 100, 70_000, 0xffff_ffff])('goes by the records where free space is at %i', (at) => {
    expect(walk((view) => view.setUint32(48, at, true)).met).toEqual(OFFSETS);
  });

  it('takes nothing of an older log for live where free space is stale', () => {
    const over = writtenOver(chunkOf(3, 100), whole);
    const { met, liveEnd } = walk(
      (view) => view.setUint32(48, CHUNK_BYTES, true),
      CHUNK_BYTES,
      over,
    );
    expect(met).toEqual(OFFSETS.slice(0, 3));
    const unsaid = walk(
      (view) => {
        view.setUint32(48, CHUNK_BYTES, true);
        view.setBigUint64(32, 0xffffn, true);
      },
      CHUNK_BYTES,
      over,
    );
    // Records of an older log have lower ids than those before them.
    expect(unsaid.met.slice(0, 3)).toEqual(met);
    expect(liveEnd).toBeLessThan(CHUNK_BYTES);
  });
});

describe('a chunk cut short', () => {
  it('gives of a record only what is there', () => {
    const records = new RecordWalk(chunkHolding(whole));
    records.start(parseChunkHeader(chunkHolding(whole)), THIRD + 30);
    const sizes: number[] = [];
    while (records.next()) sizes.push(records.sizeBytes);
    expect(sizes).toHaveLength(3);
    expect(sizes[2]).toBe(30);
  });

  it.each([0, 1, 27])('takes %i bytes for no record', (bytes) => {
    expect(walk(() => undefined, THIRD + bytes).met).toEqual(OFFSETS.slice(0, 2));
  });
});

it('searches a chunk without a header from its beginning', () => {
  const { met } = walk((_, bytes) => bytes.fill(0, 0, 512));
  expect(met).toEqual(OFFSETS);
  expect(walk((_, bytes) => bytes.fill(0)).met).toEqual([]);
});
