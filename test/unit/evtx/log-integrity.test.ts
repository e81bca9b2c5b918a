/** What is said of a log as a file: clean, dirty or damaged, and where. */
import { openEvtx } from '@shared/evtx/evtx-reader';
import { LOG_INTEGRITY, type LogIntegrity } from '@shared/model/log-integrity';
import { expect, it } from 'vitest';
import { sourceOf } from '../../fixtures/byte-source';
import { numbered } from '../../fixtures/evtx-reading';
import {
  CHUNK_BYTES,
  FILE_HEADER_BYTES,
  joinFile,
  writeChunks,
  zeroChunk,
} from '../../fixtures/evtx-writer';

const chunks = writeChunks(numbered(9), { recordsPerChunk: 3 });
const chunkStart = (index: number): number => FILE_HEADER_BYTES + index * CHUNK_BYTES;

function integrityOf(bytes: Uint8Array, checks = true): LogIntegrity {
  const reader = openEvtx(sourceOf(bytes), { verify: checks });
  for (const _ of reader.events());
  const said = reader.integrity();
  expect(LOG_INTEGRITY.parse(said)).toEqual(said);
  return said;
}

function changed(bytes: Uint8Array, ...at: readonly number[]): Uint8Array {
  const copy = bytes.slice();
  for (const offset of at) copy[offset] = (copy[offset] ?? 0) ^ 1;
  return copy;
}

const clean = {
  verdict: 'clean',
  headerDamaged: false,
  chunksMissing: false,
  damagedChunks: 0,
  damaged: [],
};

it('calls a log clean that was closed and whose checksums fit', () => {
  expect(integrityOf(joinFile(chunks))).toEqual(clean);
  expect(integrityOf(joinFile([zeroChunk(), ...chunks, zeroChunk()]))).toEqual(clean);
});

it('calls a log dirty that was copied while open, which is no damage', () => {
  expect(integrityOf(joinFile(chunks, { dirty: true }))).toEqual({ ...clean, verdict: 'dirty' });
});

it('names the chunks whose checksums do not fit, and which part of them', () => {
  const bytes = changed(
    joinFile(chunks),
    chunkStart(1) + 600,
    chunkStart(2) + 130,
    chunkStart(2) + 700,
  );
  expect(integrityOf(bytes)).toEqual({
    verdict: 'damaged',
    headerDamaged: false,
    chunksMissing: false,
    damagedChunks: 2,
    damaged: [
      { offsetBytes: chunkStart(1), part: 'records' },
      { offsetBytes: chunkStart(2), part: 'header' },
      { offsetBytes: chunkStart(2), part: 'records' },
    ],
  });
});

it('takes a chunk without its magic for damaged, whether or not checksums are looked at', () => {
  const bytes = joinFile(chunks);
  bytes.fill(0, chunkStart(1), chunkStart(1) + 8);
  for (const checks of [true, false]) {
    expect(integrityOf(bytes, checks)).toMatchObject({
      verdict: 'damaged',
      damaged: [{ offsetBytes: chunkStart(1), part: 'header' }],
    });
  }
});

it('takes a wrong or missing file header for damaged', () => {
  expect(integrityOf(changed(joinFile(chunks), 24))).toEqual({
    ...clean,
    verdict: 'damaged',
    headerDamaged: true,
    chunksMissing: false,
  });
  expect(integrityOf(joinFile(chunks).slice(FILE_HEADER_BYTES))).toMatchObject({
    verdict: 'damaged',
    headerDamaged: true,
    chunksMissing: false,
    damagedChunks: 0,
  });
});

it('looks at no checksums where the log keeps none, or is not asked to', () => {
  const none = writeChunks(numbered(3), { checksums: false });
  expect(integrityOf(changed(joinFile(none, { checksums: false }), chunkStart(0) + 700))).toEqual(
    clean,
  );
  expect(integrityOf(changed(joinFile(chunks), chunkStart(0) + 700), false)).toEqual(clean);
});

it('says it anew for each reading', () => {
  const reader = openEvtx(sourceOf(changed(joinFile(chunks), chunkStart(0) + 700)), {
    verify: true,
  });
  for (let reading = 0; reading < 2; reading++) {
    for (const _ of reader.events());
    expect(reader.integrity().damagedChunks).toBe(1);
  }
});
