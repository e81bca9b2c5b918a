/**
 * Random damage to an event log, most of it where it hurts: sizes, counts, offsets and types of the format
 * (evtx.md 2–5) rather than just any byte.
 */
import { CHUNK_BYTES } from '@shared/evtx/chunk-bytes';
import { FILE_HEADER_BYTES } from '@shared/evtx/file-header';
import { RECORD_STEP_BYTES } from '@shared/evtx/record-frame';
import { VALUE } from '@shared/evtx/value-types';
import type { Mutation } from './mutation';
import type { Random } from './random';

const MOST_MUTATIONS = 12;
const SECTOR_BYTES = 512;
/** Sizes, counts and offsets no writer chooses. */
const HOSTILE = [0, 1, 8, 27, 28, 0x7f, 0xff, 0x1000, 0x7fff, 0xffff, 0x1_0000, 0x7fff_ffff, -1];
/** Tokens of binary XML, with and without the bit "more". */
const TOKENS = [0, 1, 0x41, 2, 3, 4, 5, 6, 0x46, 7, 8, 9, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f];
const TYPES = [...Object.values(VALUE), 0x81, 0x82, 0x84, 0x88, 0x93, 0xa1];
/** From the start of a record: size, id, written, template id, definition offset, GUID, body size, count. */
const RECORD_FIELDS = [4, 8, 16, 24, 28, 30, 34, 38, 42, 46, 58, 62];
/** From the start of a chunk: magic, record numbers, last id, free space, checksums, flags. */
const CHUNK_FIELDS = [0, 4, 8, 16, 24, 32, 36, 44, 48, 52, 120, 124, 128, 384];

/** Where things stand in a whole file. */
export interface Landmarks {
  readonly bytes: Uint8Array;
  readonly records: readonly number[];
  readonly chunks: readonly number[];
  /** End of what is not zero. */
  readonly used: number;
}

export function landmarksOf(bytes: Uint8Array): Landmarks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: number[] = [];
  const chunks: number[] = [];
  for (
    let at = FILE_HEADER_BYTES;
    at + RECORD_STEP_BYTES <= bytes.length;
    at += RECORD_STEP_BYTES
  ) {
    if (view.getUint32(at, true) === 0x0000_2a2a) records.push(at);
    if ((at - FILE_HEADER_BYTES) % CHUNK_BYTES === 0) chunks.push(at);
  }
  return { bytes, records, chunks, used: bytes.findLastIndex((byte) => byte !== 0) + 1 };
}

export function randomMutations(landmarks: Landmarks, random: Random): Mutation[] {
  // Few are likelier than many: a file damaged all over is read no further than its first damage.
  const count = 1 + random.below(1 + random.below(MOST_MUTATIONS));
  return Array.from({ length: count }, () => random.of(KINDS)(landmarks, random));
}

type Make = (landmarks: Landmarks, random: Random) => Mutation;

const bytesOf = (value: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => (value >> (index * 8)) & 0xff);

const anywhere = ({ used }: Landmarks, random: Random): number => random.below(used);

/** A place in a record, its beginning likelier than its end. */
function inRecord({ records, used }: Landmarks, random: Random): number {
  if (records.length === 0) return random.below(used);
  return random.of(records) + random.below(1 + random.below(600));
}

const flip: Make = (landmarks, random) => ({
  kind: 'flip',
  at: random.below(4) === 0 ? anywhere(landmarks, random) : inRecord(landmarks, random),
  bit: random.below(8),
});

const byte: Make = (landmarks, random) => ({
  kind: 'set',
  at: inRecord(landmarks, random),
  bytes: [random.of([random.below(256), random.of(TOKENS), random.of(TYPES)])],
});

/** A number of two or four bytes: hostile, or an offset of something else in the chunk. */
function hostileNumber({ records, chunks }: Landmarks, random: Random): number[] {
  const value = random.of([
    random.of(HOSTILE),
    random.below(CHUNK_BYTES),
    records.length === 0
      ? 0
      : ((random.of(records) - (chunks[0] ?? 0)) % CHUNK_BYTES) + random.below(80),
  ]);
  return bytesOf(value, random.of([2, 4]));
}

const number: Make = (landmarks, random) => ({
  kind: 'set',
  at: inRecord(landmarks, random),
  bytes: hostileNumber(landmarks, random),
});

const recordField: Make = (landmarks, random) => ({
  kind: 'set',
  at:
    landmarks.records.length === 0
      ? anywhere(landmarks, random)
      : random.of(landmarks.records) + random.of(RECORD_FIELDS),
  bytes: hostileNumber(landmarks, random),
});

const chunkField: Make = (landmarks, random) => ({
  kind: 'set',
  at: random.of([0, ...landmarks.chunks]) + random.of(CHUNK_FIELDS),
  bytes: hostileNumber(landmarks, random),
});

const noise: Make = (landmarks, random) => ({
  kind: 'set',
  at: inRecord(landmarks, random),
  bytes: Array.from({ length: 1 + random.below(40) }, () => random.below(256)),
});

const zeros: Make = (landmarks, random) => ({
  kind: 'set',
  at: random.of([...landmarks.chunks, inRecord(landmarks, random)]),
  bytes: bytesOf(0, 1 + random.below(2_000)),
});

/** A record, or a part of one, over another. */
const splice: Make = (landmarks, random) => ({
  kind: 'copy',
  from: inRecord(landmarks, random),
  to: inRecord(landmarks, random) & ~(RECORD_STEP_BYTES - 1),
  count: 1 + random.below(1_500),
});

/** The beginning of a chunk on another sector. */
const chunkSplice: Make = ({ chunks, bytes }, random) => ({
  kind: 'copy',
  from: random.of(chunks),
  to: random.below(bytes.length / SECTOR_BYTES) * SECTOR_BYTES,
  count: random.of([8, SECTOR_BYTES, 4_096, 20_000, CHUNK_BYTES]),
});

const distance = (random: Random): number =>
  random.of([1, 8, SECTOR_BYTES, 4_096, 1 + random.below(3_000)]);

const insert: Make = (landmarks, random) => ({
  kind: 'insert',
  at: anywhere(landmarks, random),
  count: distance(random),
});

const remove: Make = (landmarks, random) => ({
  kind: 'remove',
  at: anywhere(landmarks, random),
  count: distance(random),
});

const cut: Make = (landmarks, random) => ({ kind: 'cut', length: anywhere(landmarks, random) });

/** As often as they stand here. */
const KINDS: readonly Make[] = [
  ...[flip, flip, byte, byte, byte, number, number, number, recordField, recordField],
  ...[chunkField, chunkField, noise, zeros, splice, splice, chunkSplice, insert, remove, cut],
];
